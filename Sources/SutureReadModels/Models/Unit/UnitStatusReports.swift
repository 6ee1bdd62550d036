import SutureDomain

/// How units were said to be doing.
enum UnitStatusReports: ReadModel {
    static let view = View(
        "unit-status", of: Unit.self, list: "statusReports", "Reports on how units are doing.", key: .entry,
        columns: [
            .text("text", "The report."),
            .date("reportedOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Unit.StatusReported.self) { reported, rows in
            try rows.put(["text": reported.text, "reportedOn": rows.occurredOn])
        }
    }
}
