import SutureDomain

/// Adverse events of subjects, and deficiencies of devices.
extension ProgrammeGenerator {
    /// One of four is serious. Both parties assess it, the sponsor is notified, and most are closed.
    mutating func reportAdverseEvent() {
        let trial = random.pick(runningTrials)
        guard !trial.subjects.isEmpty else { return enrolSubject() }
        let subject = random.pick(trial.subjects)
        adverseEventCount += 1
        let event = "\(prefix)AE-\(adverseEventCount)"
        let isSerious = random.percent(25)
        let (severity, onset) = (random.pick(["mild", "moderate", "severe"]), today)
        record("adverse-event.report", event, on: PartialDate(onset)) {
            $0.string("trial", trial.id)
            $0.string("site", trial.site(of: subject))
            $0.string("affected", "subject")
            $0.string("subject", "S-\(subject)")
            $0.string("device", trial.device)
            $0.string("term", "Wound dehiscence")
            $0.string("description", "The wound opened on the third day.")
            $0.string("onset", onset.description)
            $0.string("severity", severity)
            $0.strings("criteria", isSerious ? ["hospitalisation"] : [])
            $0.string("outcome", "recovering")
        }
        for party in ["investigator", "sponsor"] {
            let relation = random.pick(["not_related", "possible", "probable", "causal"])
            record("adverse-event.assess-causality", event, on: PartialDate(onset)) {
                $0.string("party", party)
                $0.string("toDevice", relation)
                $0.string("toProcedure", "possible")
                $0.bool("anticipated", true)
            }
        }
        record("adverse-event.notify", event, on: PartialDate(onset)) {
            $0.string("by", "investigator")
            $0.string("recipient", "sponsor")
            $0.string("type", "initial")
            $0.string("at", "\(onset)T12:00:00.000000Z")
        }
        guard random.percent(70) else { return }
        record("adverse-event.revise", event, on: PartialDate(onset)) { $0.string("outcome", "recovered") }
        record("adverse-event.close", event, on: PartialDate(onset))
    }

    mutating func reportDeficiency() {
        let trial = random.pick(runningTrials)
        deficiencyCount += 1
        let deficiency = "\(prefix)DF-\(deficiencyCount)"
        let type = random.pick(["malfunction", "quality", "usability", "labelling"])
        record("deficiency.report", deficiency) {
            $0.string("trial", trial.id)
            $0.string("device", trial.device)
            $0.string("type", type)
            $0.string("description", "The handle became loose.")
            $0.bool("couldHaveLedToSeriousEvent", false)
        }
        record("deficiency.investigate", deficiency) {
            $0.string("finding", "A screw was not tightened.")
            $0.string("conclusion", "Every handle is checked from now on.")
        }
        record("deficiency.close", deficiency)
    }
}
