import SutureDomain

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
