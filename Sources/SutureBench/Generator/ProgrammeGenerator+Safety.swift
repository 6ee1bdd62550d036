import SutureDomain

extension ProgrammeGenerator {
    private static let kindsOfHarm = [
        ("Wound dehiscence", "The wound opened on the third day."), ("Bleeding", "It bled for a day; 术后出血."),
        ("Infection", "The wound was red and warm."), ("Pain", "It hurt more than was expected."),
    ]
    private static let criteria = [
        "hospitalisation", "intervention_required", "life_threatening", "permanent_impairment",
    ]
    private static let relations = ["not_related", "not_related", "possible", "probable", "causal"]

    /// A subject of a running trial is harmed; investigator and sponsor judge why, and mostly it heals.
    mutating func reportHarm() {
        let trial = random.pick(runningTrials)
        guard !trial.subjects.isEmpty else { return enrolSubject() }
        adverseEventCount += 1
        let id = "\(prefix)AE-\(adverseEventCount)"
        let isSerious = random.percent(25)
        recordHarm(id, of: random.pick(trial.subjects), in: trial, isSerious: isSerious)
        if isSerious { notify("adverse-event", id) }
        for party in ["investigator", "sponsor"] { assess(id, as: party) }
        guard random.percent(80) else { return }
        record("adverse-event.revise", id) { $0.string("outcome", "recovered") }
        record("adverse-event.follow-up", id) { $0.string("text", "Healed.") }
        record("adverse-event.close", id)
        guard random.percent(5) else { return }
        record("adverse-event.reopen", id) { $0.string("ground", "The same complaint came back.") }
    }

    private mutating func recordHarm(
        _ id: String, of subject: Int, in trial: GeneratedTrial, isSerious: Bool
    ) {
        let (term, description) = random.pick(ProgrammeGenerator.kindsOfHarm)
        let severity = random.pick(["mild", "mild", "moderate", "severe"])
        let criteria = isSerious ? [random.pick(ProgrammeGenerator.criteria)] : []
        let day = today
        record("adverse-event.report", id) {
            $0.string("trial", trial.id)
            $0.string("site", trial.site(of: subject))
            $0.string("affected", "subject")
            $0.string("subject", "S-\(subject)")
            $0.string("device", trial.device)
            $0.string("term", term)
            $0.string("description", description)
            $0.string("onset", Day(number: day.number - 1).description)
            $0.string("awareAt", "\(day)T08:00:00.000000Z")
            $0.string("severity", severity)
            $0.strings("criteria", criteria)
            $0.string("outcome", "recovering")
        }
    }

    private mutating func assess(_ id: String, as party: String) {
        let (toDevice, toProcedure) = (
            random.pick(ProgrammeGenerator.relations), random.pick(ProgrammeGenerator.relations)
        )
        let anticipated = random.percent(70)
        record("adverse-event.assess-causality", id) {
            $0.string("party", party)
            $0.string("toDevice", toDevice)
            $0.string("toProcedure", toProcedure)
            $0.bool("anticipated", anticipated)
        }
    }

    /// The investigator tells the sponsor, sometimes late.
    private mutating func notify(_ kind: String, _ id: String) {
        let at =
            random.percent(90) ? "\(today)T20:00:00.000000Z" : "\(today.adding(days: 2))T20:00:00.000000Z"
        record("\(kind).notify", id) {
            $0.string("by", "investigator")
            $0.string("recipient", "sponsor")
            $0.string("type", "initial")
            $0.string("at", at)
        }
    }

    /// A device of a running trial falls short, and somebody looks for the cause.
    mutating func reportDeficiency() {
        let trial = random.pick(runningTrials)
        deficiencyCount += 1
        let id = "\(prefix)DD-\(deficiencyCount)"
        let type = random.pick([
            "malfunction", "quality", "durability", "usability", "labelling", "use_error",
        ])
        let couldHaveLedToSeriousEvent = random.percent(20)
        record("deficiency.report", id) {
            $0.string("trial", trial.id)
            $0.string("device", trial.device)
            $0.string("type", type)
            $0.string("description", "It did not do what it is for.")
            $0.bool("couldHaveLedToSeriousEvent", couldHaveLedToSeriousEvent)
        }
        if couldHaveLedToSeriousEvent { notify("deficiency", id) }
        record("deficiency.investigate", id) {
            $0.string("finding", "A batch of soft steel.")
            $0.string("conclusion", "The supplier was changed.")
        }
        record("deficiency.close", id)
    }
}
