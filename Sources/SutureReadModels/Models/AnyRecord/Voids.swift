import SutureDomain

/// Which events no longer count.
enum Voids: ReadModel {
    static let view = View(
        "void", ofAnyKind: "voids", "Events that were voided or corrected.", key: .columns(["voided"]),
        indexed: ["voided"],
        columns: [
            .integer("voided", "The position of the event that no longer counts."),
            .integer("replacedBy", "The position of the event that stands in its place, if one does."),
            .date("voidedOn", "When."),
        ])

    static func project(when: inout Projection) {
        for kind in Catalogue.kinds where kind.isKeptByPeople { project(kind, when: &when) }
    }

    private static func project<Subject: Record>(_ kind: Subject.Type, when: inout Projection) {
        when(Voided<Subject>.self) { voided, rows in
            try rows.put([
                "voided": voided.position, "replacedBy": voided.replacedBy, "voidedOn": rows.occurredOn,
            ])
            rows.reprojectStream()
        }
    }
}
