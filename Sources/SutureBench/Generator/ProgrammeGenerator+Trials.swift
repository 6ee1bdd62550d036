import SutureDomain

extension ProgrammeGenerator {
    private static let deviceTypes = [
        "suture_needle", "ultrasonic_knife", "high_frequency_electric_knife", "suture",
    ]

    /// A new device, and a trial of it at two to four sites, ready for its first subject.
    mutating func startTrial() {
        let trial = GeneratedTrial(
            id: newID("T"), device: newID("D"), siteCount: 2 + random.below(3),
            subjectCountMax: 60 + random.below(240))
        recordDevice(trial.device)
        record(
            "trial.plan", trial.id,
            [
                "title": "Trial of \(trial.device)", "devices": [trial.device],
                "plannedSubjects": trial.subjectCountMax, "regime": "nmpa_2022",
            ])
        record(
            "trial.record-ethics-opinion", trial.id,
            ["committee": "Ethics Committee", "decision": "favourable"])
        for number in 1...trial.siteCount { recordSite("SITE-\(number)", of: trial) }
        record(
            "trial.define-endpoint", trial.id,
            ["endpoint": "E1", "title": "Time to close", "type": "primary", "measure": "min"])
        record("trial.start", trial.id)
        runningTrials.append(trial)
    }

    private mutating func recordDevice(_ id: String) {
        record(
            "device.register", id,
            [
                "name": "Device \(id)", "type": random.pick(ProgrammeGenerator.deviceTypes),
                "stage": "prototype", "project": random.pick(openProjects).id, "members": [String](),
            ])
        record("device.change-stage", id, ["stage": "investigational"])
    }

    private mutating func recordSite(_ site: String, of trial: GeneratedTrial) {
        record(
            "trial.add-site", trial.id,
            [
                "site": site, "institution": random.pick(hospitals),
                "investigator": random.pick(clinicians),
            ])
        record("trial.activate-site", trial.id, ["site": site])
    }
}

// MARK: Subjects

extension ProgrammeGenerator {
    /// When the last place is taken the trial is complete, and another one begins.
    mutating func enrolSubject() {
        let index = random.below(runningTrials.count)
        let trial = runningTrials[index]
        guard trial.subjectCount < trial.subjectCountMax else { return completeTrial(index) }
        let subject = trial.subjectCount + 1
        runningTrials[index].subjectCount = subject
        runningTrials[index].subjects.append(subject)
        record(
            "trial.enrol-subject", trial.id, on: PartialDate(today),
            [
                "subject": "S-\(subject)", "site": trial.site(of: subject),
                "consentedOn": Day(number: today.number - 1).description,
                "arm": random.pick(["device", "control"]),
            ])
    }

    private mutating func completeTrial(_ index: Int) {
        let trial = runningTrials.remove(at: index)
        record("trial.complete", trial.id)
        record("trial.publish-results", trial.id, ["where": "Registry of trials, \(trial.id)"])
        record("trial.lock", trial.id)
        guard random.percent(20) else { return }
        record("trial.add-note", trial.id, ["text": "A sheet turned up in the archive."])
        record("trial.unlock", trial.id, because: "A sheet turned up in the archive.")
        record(
            "trial.record-feedback", trial.id,
            ["device": trial.device, "sentiment": "positive", "text": "Found in the archive"])
        record("trial.lock", trial.id)
    }

    mutating func completeSubject() {
        guard let (trial, subject) = removeSubject() else { return enrolSubject() }
        record("trial.complete-subject", trial.id, ["subject": "S-\(subject)"])
    }

    mutating func withdrawSubject() {
        guard let (trial, subject) = removeSubject() else { return enrolSubject() }
        record(
            "trial.withdraw-subject", trial.id,
            [
                "subject": "S-\(subject)",
                "cause": random.pick(["consent_withdrawn", "lost_to_follow_up", "adverse_event", "other"]),
            ])
    }

    /// Somebody who still takes part, and no longer will; `nil` if the trial that was picked has nobody.
    private mutating func removeSubject() -> (trial: GeneratedTrial, subject: Int)? {
        let index = random.below(runningTrials.count)
        guard !runningTrials[index].subjects.isEmpty else { return nil }
        let place = random.below(runningTrials[index].subjects.count)
        return (runningTrials[index], runningTrials[index].subjects.remove(at: place))
    }
}

// MARK: Outcomes

extension ProgrammeGenerator {
    mutating func logOutcome() {
        let trial = random.pick(runningTrials)
        guard !trial.subjects.isEmpty else { return enrolSubject() }
        let subject = random.pick(trial.subjects)
        record(
            "trial.log-outcome", trial.id,
            [
                "device": trial.device, "result": random.pick(ProgrammeGenerator.results),
                "subject": "S-\(subject)", "site": trial.site(of: subject), "endpoint": "E1",
                "value": "\(2 + random.below(20)).\(random.below(10))", "unit": "min",
                "note": random.percent(10) ? "Second reading by another investigator; 复核" : nil,
            ])
    }

    private static let results =
        Array(repeating: "success", count: 7) + ["partial", "failure", "not_evaluable"]

    mutating func recordDeviation() {
        record(
            "trial.record-deviation", random.pick(runningTrials).id,
            [
                "site": "SITE-1", "severity": random.percent(10) ? "major" : "minor",
                "description": "The follow-up visit took place a week late.",
                "action": "The site was reminded.",
            ])
    }

    mutating func recordFeedback() {
        let trial = random.pick(runningTrials)
        record(
            "trial.record-feedback", trial.id,
            [
                "device": trial.device,
                "sentiment": random.pick(["acclaimed", "positive", "positive", "neutral", "negative"]),
                "institution": random.pick(hospitals), "text": "It handles well in small vessels.",
            ])
    }
}
