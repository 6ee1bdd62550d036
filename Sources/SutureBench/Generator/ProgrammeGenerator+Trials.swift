import SutureDomain

extension ProgrammeGenerator {
    private static let deviceTypes = [
        "suture_needle", "ultrasonic_knife", "high_frequency_electric_knife", "suture",
    ]

    /// A new device, and a trial of it at two to four sites, ready for its first subject.
    mutating func startTrial() {
        deviceCount += 1
        trialCount += 1
        let trial = GeneratedTrial(
            id: "\(prefix)T-\(trialCount)", device: "\(prefix)D-\(deviceCount)",
            siteCount: 2 + random.below(3),
            subjectCountMax: 60 + random.below(240))
        recordDevice(trial.device)
        record("trial.plan", trial.id) {
            $0.string("title", "Trial of \(trial.device)")
            $0.strings("devices", [trial.device])
            $0.integer("plannedSubjects", trial.subjectCountMax)
            $0.string("regime", "nmpa_2022")
        }
        record("trial.record-ethics-opinion", trial.id) {
            $0.string("committee", "Ethics Committee")
            $0.string("decision", "favourable")
        }
        for number in 1...trial.siteCount { recordSite("SITE-\(number)", of: trial) }
        record("trial.define-endpoint", trial.id) {
            $0.string("endpoint", "E1")
            $0.string("title", "Time to close")
            $0.string("type", "primary")
            $0.string("measure", "min")
        }
        record("trial.start", trial.id)
        runningTrials.append(trial)
    }

    private mutating func recordDevice(_ id: String) {
        let type = random.pick(ProgrammeGenerator.deviceTypes)
        let project = random.pick(openProjects).id
        record("device.register", id) {
            $0.string("name", "Device \(id)")
            $0.string("type", type)
            $0.string("stage", "prototype")
            $0.string("project", project)
            $0.strings("members", [])
        }
        record("device.change-stage", id) { $0.string("stage", "investigational") }
    }

    private mutating func recordSite(_ site: String, of trial: GeneratedTrial) {
        let (hospital, investigator) = (random.pick(hospitals), random.pick(clinicians))
        record("trial.add-site", trial.id) {
            $0.string("site", site)
            $0.string("institution", hospital)
            $0.string("investigator", investigator)
        }
        record("trial.activate-site", trial.id) { $0.string("site", site) }
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
        let day = today
        let arm = random.pick(["device", "control"])
        record("trial.enrol-subject", trial.id, on: PartialDate(day)) {
            $0.string("subject", "S-\(subject)")
            $0.string("site", trial.site(of: subject))
            $0.string("consentedOn", Day(number: day.number - 1).description)
            $0.string("arm", arm)
        }
    }

    private mutating func completeTrial(_ index: Int) {
        let trial = runningTrials.remove(at: index)
        record("trial.complete", trial.id)
        record("trial.publish-results", trial.id) { $0.string("where", "Registry of trials, \(trial.id)") }
        record("trial.lock", trial.id)
        guard random.percent(20) else { return }
        record("trial.add-note", trial.id) { $0.string("text", "A sheet turned up in the archive.") }
        record("trial.unlock", trial.id, because: "A sheet turned up in the archive.")
        record("trial.record-feedback", trial.id) {
            $0.string("device", trial.device)
            $0.string("sentiment", "positive")
            $0.string("text", "Found in the archive")
        }
        record("trial.lock", trial.id)
    }

    mutating func completeSubject() {
        guard let (trial, subject) = removeSubject() else { return enrolSubject() }
        record("trial.complete-subject", trial.id) { $0.string("subject", "S-\(subject)") }
    }

    mutating func withdrawSubject() {
        guard let (trial, subject) = removeSubject() else { return enrolSubject() }
        let cause = random.pick(["consent_withdrawn", "lost_to_follow_up", "adverse_event", "other"])
        record("trial.withdraw-subject", trial.id) {
            $0.string("subject", "S-\(subject)")
            $0.string("cause", cause)
        }
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
        let result = random.pick([
            "success", "success", "success", "success", "success", "success", "success", "partial", "failure",
            "not_evaluable",
        ])
        let value = "\(2 + random.below(20)).\(random.below(10))"
        let hasNote = random.percent(10)
        record("trial.log-outcome", trial.id) {
            $0.string("device", trial.device)
            $0.string("result", result)
            $0.string("subject", "S-\(subject)")
            $0.string("site", trial.site(of: subject))
            $0.string("endpoint", "E1")
            $0.string("value", value)
            $0.string("unit", "min")
            if hasNote { $0.string("note", "Second reading by another investigator; 复核") }
        }
    }

    mutating func recordDeviation() {
        let trial = random.pick(runningTrials)
        let severity = random.percent(10) ? "major" : "minor"
        record("trial.record-deviation", trial.id) {
            $0.string("site", "SITE-1")
            $0.string("severity", severity)
            $0.string("description", "The follow-up visit took place a week late.")
            $0.string("action", "The site was reminded.")
        }
    }

    mutating func recordFeedback() {
        let trial = random.pick(runningTrials)
        let sentiment = random.pick(["acclaimed", "positive", "positive", "neutral", "negative"])
        let hospital = random.pick(hospitals)
        record("trial.record-feedback", trial.id) {
            $0.string("device", trial.device)
            $0.string("sentiment", sentiment)
            $0.string("institution", hospital)
            $0.string("text", "It handles well in small vessels.")
        }
    }
}
