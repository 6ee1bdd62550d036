import SutureDomain

/// Why persons' data were not erased although it was asked for.
enum PersonErasureRefusals: ReadModel {
    static let view = View(
        "person-erasure-refusal", of: Person.self, list: "erasureRefusals",
        "Decisions not to erase the data of persons.", key: .entry,
        columns: [
            .text("ground", "Why they are kept."),
            .text("decidedBy", "Who decided so."),
            .date("refusedOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Person.ErasureRefused.self) { refused, rows in
            try rows.put([
                "ground": refused.ground, "decidedBy": refused.decidedBy, "refusedOn": rows.occurredOn,
            ])
        }
    }
}
