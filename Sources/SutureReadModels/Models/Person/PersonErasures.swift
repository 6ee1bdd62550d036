import SutureDomain

/// On what grounds persons' data were erased.
enum PersonErasures: ReadModel {
    static let view = View(
        "person-erasure", of: Person.self, list: "erasures", "Decisions to erase the data of persons.",
        key: .entry, indexed: ["entry"],
        columns: [
            .text("legalGround", "The law or the right that demanded it."),
            .text("decidedBy", "Who decided so."),
            .date("erasedOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Person.Erased.self) { erased, rows in
            try rows.put([
                "legalGround": erased.legalGround, "decidedBy": erased.decidedBy, "erasedOn": rows.occurredOn,
            ])
        }
    }
}
