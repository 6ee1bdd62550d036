import SutureDomain

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
            row.put("status", "open", "open or closed.")
            row.put("reportedOn", row.occurredOn, "When it was reported.")
        }
        when(Closed.self) { _, row in
            row.put("status", "closed")
            row.put("closedOn", row.occurredOn, "When it was closed; absent if it was reopened.")
        }
        when(Reopened.self) { reopened, row in
            row.put("status", "open")
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
        "adverse-event-assessment", of: AdverseEvent.self, list: "assessments",
        "What each party last held to be the cause of adverse events."
    ) { when in
        when(CausalityAssessed.self) { assessed, row in
            row.put("party", assessed.party, "{words}.", .key)
            row.put("toDevice", assessed.toDevice, "{words}.")
            row.put("toProcedure", assessed.toProcedure, "{words}.")
            row.put("anticipated", assessed.anticipated, "Whether it had been foreseen.")
            row.put("assessedOn", row.occurredOn, "When.")
        }
    }

    private static let revisions = ReadModel(
        "adverse-event-revision", of: AdverseEvent.self, list: "revisions",
        "How severity, criteria and outcome of adverse events were revised."
    ) { when in
        when(Revised.self) { revised, row in
            row.put("severity", revised.severity, "The new severity; absent if it stayed.")
            row.put("criteria", revised.criteria, "The new criteria; absent if they stayed.")
            row.put("outcome", revised.outcome, "The new outcome; absent if it stayed.")
            row.put("revisedOn", row.occurredOn, "When.")
        }
    }

    private static let followUps = ReadModel(
        "adverse-event-follow-up", of: AdverseEvent.self, list: "followUps",
        "What became known of adverse events later."
    ) { when in
        when(FollowedUp.self) { followed, row in
            row.put("text", followed.text, "What became known.")
            row.put("occurredOn", row.occurredOn, "When.")
        }
    }

    private static let notifications = ReadModel(
        "adverse-event-notification", of: AdverseEvent.self, list: "notifications",
        "Who was told of adverse events, by whom and when."
    ) { when in
        when(Notified.self) { notified, row in
            row.put("by", notified.by, "Who told: {words}.")
            row.put("recipient", notified.recipient, "Who was told: {words}.")
            row.put("type", notified.type, "{words}.")
            row.put("at", notified.at, "When the report was sent, in UTC.")
        }
    }
}

/// What an adverse event amounts to, as SQL expressions over a row of `adverse_event`. Nothing of it is ever typed in:
///
///     serious   any criterion
///     ade       related to the device in anyone's judgement    adverse device effect
///     sade      serious and ade                                serious adverse device effect
///     usade     sade, and not anticipated in anyone's          unanticipated serious adverse device effect
///
/// Where parties differ, the graver judgement counts.
enum SafetyClass {
    private typealias Relation = AdverseEvent.CausalityAssessed.Relation

    static func serious(_ event: String) -> String { "(json_array_length(\(event).criteria) > 0)" }

    static func ade(_ event: String) -> String {
        exists("a.to_device <> \(Relation.notRelated.sql)", of: event)
    }

    static func sade(_ event: String) -> String { "(\(serious(event)) AND \(ade(event)))" }

    static func usade(_ event: String) -> String {
        "(\(sade(event)) AND \(exists("a.anticipated = 0", of: event)))"
    }

    /// NULL where nobody has judged it.
    static func anticipated(_ event: String) -> String {
        "(SELECT min(a.anticipated) FROM adverse_event_assessment a WHERE a.adverse_event = \(event).id)"
    }

    /// NULL where nobody has judged it.
    /// - Parameter column: of an assessment: to what it is related.
    static func gravest(_ column: String, of event: String) -> String {
        let relations = Relation.allCases.enumerated()
        let ranks = relations.map { " WHEN \($0.element.sql) THEN \($0.offset)" }.joined()
        let names = relations.map { " WHEN \($0.offset) THEN \($0.element.sql)" }.joined()
        return
            "(SELECT CASE max(CASE a.\(column)\(ranks) END)\(names) END "
            + "FROM adverse_event_assessment a WHERE a.adverse_event = \(event).id)"
    }

    private static func exists(_ condition: String, of event: String) -> String {
        "EXISTS (SELECT 1 FROM adverse_event_assessment a "
            + "WHERE a.adverse_event = \(event).id AND \(condition))"
    }
}
