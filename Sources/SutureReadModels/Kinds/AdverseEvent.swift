import SutureDomain

extension AdverseEvent: Viewed {
    static let readModels: [any ReadModel.Type] = [
        AdverseEvents.self, AdverseEventAssessments.self, AdverseEventRevisions.self,
        AdverseEventFollowUps.self, AdverseEventNotifications.self,
    ]

    static func projectSearchTerms(when: inout Projection) {
        when(Reported.self) { event, rows in
            if let term = event.term { try rows.put("title", "term", term) }
            try rows.put("statement", "description", event.description)
        }
    }
}

/// One row per adverse event. What it amounts to is worked out from its criteria and from what the parties said last.
enum AdverseEvents: ReadModel {
    static let view = View(
        AdverseEvent.self, label: "term", "Harm to someone in connection with a device.",
        indexed: ["trial", "device"],
        columns: [
            .text("term", "What it is called, in the words of a dictionary."),
            .text("description", "What happened."),
            .reference("trial", to: Trial.self, "The trial in which it happened."),
            .text("site", "The site of the trial."),
            .text("affected", "Who was harmed: subject, patient, user or other."),
            .text("subject", "The code of the subject."),
            .reference("device", to: Device.self, "The device."),
            .date("onset", "When it began."),
            .text("awareAt", "When whoever had to report it knew of it, in UTC."),
            .text("severity", "mild, moderate or severe, as last said."),
            .text("regime", "Whose deadlines hold where there is no trial: nmpa_2022 or none."),
            .list("criteria", "What makes it serious, as last said."),
            .text(
                "outcome",
                "recovered, recovering, not_recovered, recovered_with_sequelae, fatal or unknown, as last said."
            ),
            .text("status", "open or closed."),
            .date("reportedOn", "When it was reported."),
            .date("closedOn", "When it was closed; absent if it was reopened."),
            .text("reopenGround", "Why it was last reopened."),
        ],
        computed: [
            ComputedColumn(
                name: "serious", meaning: "Whether any criterion makes it serious.", content: .boolean,
                sql: SafetyClass.serious("t")),
            ComputedColumn(
                name: "toDevice", meaning: "How it relates to the device, by the gravest judgement.",
                content: .text, sql: SafetyClass.gravest("to_device", of: "t")),
            ComputedColumn(
                name: "toProcedure", meaning: "How it relates to the procedure, by the gravest judgement.",
                content: .text, sql: SafetyClass.gravest("to_procedure", of: "t")),
            ComputedColumn(
                name: "anticipated", meaning: "Whether every party that judged it had foreseen it.",
                content: .boolean, sql: SafetyClass.anticipated("t")),
            ComputedColumn(
                name: "ade", meaning: "Whether it is an adverse device effect: related to the device.",
                content: .boolean, sql: SafetyClass.ade("t")),
            ComputedColumn(
                name: "sade", meaning: "Whether it is a serious adverse device effect.", content: .boolean,
                sql: SafetyClass.sade("t")),
            ComputedColumn(
                name: "usade", meaning: "Whether it is an unanticipated serious adverse device effect.",
                content: .boolean, sql: SafetyClass.usade("t")),
        ])

    static func project(when: inout Projection) {
        when(AdverseEvent.Reported.self) { reported, rows in
            try rows.put([
                "term": reported.term, "description": reported.description, "trial": reported.trial,
                "site": reported.site, "affected": reported.affected.rawValue, "subject": reported.subject,
                "device": reported.device, "onset": reported.onset, "awareAt": reported.awareAt,
                "severity": reported.severity?.rawValue, "regime": reported.regime?.rawValue,
                "criteria": ListValue(reported.criteria.map(\.rawValue)),
                "outcome": reported.outcome.rawValue, "status": "open", "reportedOn": rows.occurredOn,
            ])
        }
        when(AdverseEvent.Revised.self) { revised, rows in
            if let severity = revised.severity { try rows.update(set: ["severity": severity.rawValue]) }
            if let criteria = revised.criteria {
                try rows.update(set: ["criteria": ListValue(criteria.map(\.rawValue))])
            }
            if let outcome = revised.outcome { try rows.update(set: ["outcome": outcome.rawValue]) }
        }
        when(AdverseEvent.Closed.self) { _, rows in
            try rows.update(set: ["status": "closed", "closedOn": rows.occurredOn])
        }
        when(AdverseEvent.Reopened.self) { reopened, rows in
            try rows.update(set: [
                "status": "open", "closedOn": String?.none, "reopenGround": reopened.ground,
            ])
        }
    }
}

/// What each party last held to be the cause of adverse events.
enum AdverseEventAssessments: ReadModel {
    static let view = View(
        "adverse-event-assessment", of: AdverseEvent.self, list: "assessments",
        "What each party last held to be the cause of adverse events.", key: .columns(["party"]),
        columns: [
            .text("party", "investigator, sponsor or committee."),
            .text("toDevice", "not_related, possible, probable or causal."),
            .text("toProcedure", "not_related, possible, probable or causal."),
            .boolean("anticipated", "Whether it had been foreseen."),
            .date("assessedOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(AdverseEvent.CausalityAssessed.self) { assessed, rows in
            try rows.put([
                "party": assessed.party.rawValue, "toDevice": assessed.toDevice.rawValue,
                "toProcedure": assessed.toProcedure.rawValue, "anticipated": assessed.anticipated,
                "assessedOn": rows.occurredOn,
            ])
        }
    }
}

/// How what was said of adverse events changed.
enum AdverseEventRevisions: ReadModel {
    static let view = View(
        "adverse-event-revision", of: AdverseEvent.self, list: "revisions",
        "How severity, criteria and outcome of adverse events were revised.", key: .entry,
        columns: [
            .text("severity", "The new severity; absent if it stayed."),
            .list("criteria", "The new criteria; absent if they stayed."),
            .text("outcome", "The new outcome; absent if it stayed."),
            .date("revisedOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(AdverseEvent.Revised.self) { revised, rows in
            try rows.put([
                "severity": revised.severity?.rawValue,
                "criteria": revised.criteria.map { ListValue($0.map(\.rawValue)) },
                "outcome": revised.outcome?.rawValue, "revisedOn": rows.occurredOn,
            ])
        }
    }
}

/// What became known of adverse events later.
enum AdverseEventFollowUps: ReadModel {
    static let view = View(
        "adverse-event-follow-up", of: AdverseEvent.self, list: "followUps",
        "What became known of adverse events later.", key: .entry,
        columns: [
            .text("text", "What became known."),
            .date("occurredOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(AdverseEvent.FollowedUp.self) { followed, rows in
            try rows.put(["text": followed.text, "occurredOn": rows.occurredOn])
        }
    }
}

/// Who was told of adverse events.
enum AdverseEventNotifications: ReadModel {
    static let view = View(
        "adverse-event-notification", of: AdverseEvent.self, list: "notifications",
        "Who was told of adverse events, by whom and when.", key: .entry,
        columns: [
            .text("by", "Who told: investigator or sponsor."),
            .text("recipient", "Who was told: sponsor, ethics_committee, authority, site or other."),
            .text("type", "initial, follow_up or final."),
            .text("at", "When the report was sent, in UTC."),
        ])

    static func project(when: inout Projection) {
        when(AdverseEvent.Notified.self) { notified, rows in
            try rows.put([
                "by": notified.by.rawValue, "recipient": notified.recipient.rawValue,
                "type": notified.type.rawValue, "at": notified.at,
            ])
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
    private static let relations = ["not_related", "possible", "probable", "causal"]

    static func serious(_ event: String) -> String { "(json_array_length(\(event).criteria) > 0)" }

    static func ade(_ event: String) -> String { exists("a.to_device <> 'not_related'", of: event) }

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
        let ranks = relations.enumerated().map { " WHEN '\($0.element)' THEN \($0.offset)" }.joined()
        let names = relations.enumerated().map { " WHEN \($0.offset) THEN '\($0.element)'" }.joined()
        return
            "(SELECT CASE max(CASE a.\(column)\(ranks) END)\(names) END "
            + "FROM adverse_event_assessment a WHERE a.adverse_event = \(event).id)"
    }

    private static func exists(_ condition: String, of event: String) -> String {
        "EXISTS (SELECT 1 FROM adverse_event_assessment a "
            + "WHERE a.adverse_event = \(event).id AND \(condition))"
    }
}
