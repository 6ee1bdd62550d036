import SutureDomain
import SutureReports

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
