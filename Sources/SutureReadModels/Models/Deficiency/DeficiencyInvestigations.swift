import SutureDomain

/// What was found to be the cause of deficiencies.
enum DeficiencyInvestigations: ReadModel {
    static let view = View(
        "deficiency-investigation", of: Deficiency.self, list: "investigations",
        "What was found to be the cause of deficiencies.", key: .entry,
        columns: [
            .text("finding", "What was found."),
            .text("conclusion", "What follows from it."),
            .date("investigatedOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Deficiency.Investigated.self) { investigated, rows in
            try rows.put([
                "finding": investigated.finding, "conclusion": investigated.conclusion,
                "investigatedOn": rows.occurredOn,
            ])
        }
    }
}
