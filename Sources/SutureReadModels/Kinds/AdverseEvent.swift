import SutureDomain
import SutureReports

extension AdverseEvent: Viewed {
    static let readModels = [adverseEvents, assessments, revisions, followUps, notifications]

    static let searchTerms = [
        SearchTerm(.title, of: Reported.self, "term") { $0.term },
        SearchTerm(.statement, of: Reported.self, "description") { $0.description },
    ]

    /// What an event amounts to is worked out from its criteria and from what the parties said last.
    private static let adverseEvents = ReadModel(
        of: AdverseEvent.self, "Harm to someone in connection with a device.",
        computed: [
            QueryColumn(
                "serious", .boolean, "Whether any criterion makes it serious.",
                sql: SafetyClass.serious("t")),
            QueryColumn(
                "toDevice", CausalityAssessed.Relation.shape,
                "How it relates to the device, by the gravest judgement.",
                sql: SafetyClass.gravest("to_device", of: "t")),
            QueryColumn(
                "toProcedure", CausalityAssessed.Relation.shape,
                "How it relates to the procedure, by the gravest judgement.",
                sql: SafetyClass.gravest("to_procedure", of: "t")),
            QueryColumn(
                "anticipated", .boolean, "Whether every party that judged it had foreseen it.",
                sql: SafetyClass.anticipated("t")),
            QueryColumn(
                "ade", .boolean, "Whether it is an adverse device effect: related to the device.",
                sql: SafetyClass.ade("t")),
            QueryColumn(
                "sade", .boolean, "Whether it is a serious adverse device effect.",
                sql: SafetyClass.sade("t")),
            QueryColumn(
                "usade", .boolean, "Whether it is an unanticipated serious adverse device effect.",
                sql: SafetyClass.usade("t")),
        ]
    ) { when in
        when(Reported.self) { reported, row in
            row.put("term", reported.term, "What it is called, in the words of a dictionary.", .label)
            row.put("description", reported.description, "What happened.")
            row.put("trial", reported.trial, "The trial in which it happened.", .indexed)
            row.put("site", reported.site, "The site of the trial.")
            row.put("affected", reported.affected, "Who was harmed: {words}.")
            row.put("subject", reported.subject, "The code of the subject.")
            row.put("device", reported.device, "The device.", .indexed)
            row.put("onset", reported.onset, "When it began.")
            row.put("awareAt", reported.awareAt, "When whoever had to report it knew of it, in UTC.")
            row.put("severity", reported.severity, "{words}, as last said.")
            row.put("regime", reported.regime, "Whose deadlines hold where there is no trial: {words}.")
            row.put("criteria", reported.criteria, "What makes it serious, as last said.")
            row.put("outcome", reported.outcome, "{words}, as last said.")
            row.put("status", Status.open, "{words}.")
            row.put("reportedOn", row.occurredOn, "When it was reported.")
        }
        when(transition: Closed.self) { _, row in
            row.put("closedOn", row.occurredOn, "When it was closed; absent if it was reopened.")
        }
        when(transition: Reopened.self) { reopened, row in
            row.clear("closedOn")
            row.put("reopenGround", reopened.ground, "Why it was last reopened.")
        }
        when(Revised.self) { revised, row in
            row.put("severity", ifPresent: revised.severity)
            row.put("criteria", ifPresent: revised.criteria)
            row.put("outcome", ifPresent: revised.outcome)
        }
    }

    private static let assessments = ReadModel(
        "adverse-event-assessment", list: "assessments", when: CausalityAssessed.self,
        "What each party last held to be the cause of adverse events."
    ) { assessed, row in
        row.put("party", assessed.party, "{words}.", .key)
        row.put("toDevice", assessed.toDevice, "{words}.")
        row.put("toProcedure", assessed.toProcedure, "{words}.")
        row.put("anticipated", assessed.anticipated, "Whether it had been foreseen.")
        row.put("assessedOn", row.occurredOn, "When.")
    }

    private static let revisions = ReadModel(
        "adverse-event-revision", list: "revisions", when: Revised.self,
        "How severity, criteria and outcome of adverse events were revised."
    ) { revised, row in
        row.put("severity", revised.severity, "The new severity; absent if it stayed.")
        row.put("criteria", revised.criteria, "The new criteria; absent if they stayed.")
        row.put("outcome", revised.outcome, "The new outcome; absent if it stayed.")
        row.put("revisedOn", row.occurredOn, "When.")
    }

    private static let followUps = ReadModel(
        "adverse-event-follow-up", list: "followUps", when: FollowedUp.self,
        "What became known of adverse events later."
    ) { followed, row in
        row.put("text", followed.text, "What became known.")
        row.put("occurredOn", row.occurredOn, "When.")
    }

    private static let notifications = ReadModel(
        "adverse-event-notification", list: "notifications", when: Notified.self,
        "Who was told of adverse events, by whom and when."
    ) { notified, row in
        row.put("by", notified.by, "Who told: {words}.")
        row.put("recipient", notified.recipient, "Who was told: {words}.")
        row.put("type", notified.type, "{words}.")
        row.put("at", notified.at, "When the report was sent, in UTC.")
    }
}
