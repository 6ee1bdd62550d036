import SutureDomain

/// Adverse events of subjects, and deficiencies of devices.
extension ProgrammeGenerator {
    /// One of four is serious. Both parties assess it, the sponsor is notified, and most are closed.
    mutating func reportAdverseEvent() {
        let trial = random.pick(runningTrials)
        guard !trial.subjects.isEmpty else { return enrolSubject() }
        let subject = random.pick(trial.subjects)
        let event = newID("AE")
        let (onset, isSerious) = (PartialDate(today), random.percent(25))
        record(
            "adverse-event.report", event, on: onset,
            [
                "trial": trial.id, "site": trial.site(of: subject), "affected": "subject",
                "subject": "S-\(subject)", "device": trial.device, "term": "Wound dehiscence",
                "description": "The wound opened on the third day.", "onset": onset.text,
                "severity": random.pick(["mild", "moderate", "severe"]),
                "criteria": isSerious ? ["hospitalisation"] : [], "outcome": "recovering",
            ])
        for party in ["investigator", "sponsor"] {
            record(
                "adverse-event.assess-causality", event, on: onset,
                [
                    "party": party,
                    "toDevice": random.pick(["not_related", "possible", "probable", "causal"]),
                    "toProcedure": "possible", "anticipated": true,
                ])
        }
        record(
            "adverse-event.notify", event, on: onset,
            [
                "by": "investigator", "recipient": "sponsor", "type": "initial",
                "at": "\(onset.text)T12:00:00.000000Z",
            ])
        guard random.percent(70) else { return }
        record("adverse-event.revise", event, on: onset, ["outcome": "recovered"])
        record("adverse-event.close", event, on: onset)
    }

    mutating func reportDeficiency() {
        let trial = random.pick(runningTrials)
        let deficiency = newID("DF")
        record(
            "deficiency.report", deficiency,
            [
                "trial": trial.id, "device": trial.device,
                "type": random.pick(["malfunction", "quality", "usability", "labelling"]),
                "description": "The handle became loose.", "couldHaveLedToSeriousEvent": false,
            ])
        record(
            "deficiency.investigate", deficiency,
            [
                "finding": "A screw was not tightened.",
                "conclusion": "Every handle is checked from now on.",
            ])
        record("deficiency.close", deficiency)
    }
}
