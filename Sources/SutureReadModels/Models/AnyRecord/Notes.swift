import SutureDomain

/// Remarks on records of any kind.
enum Notes: ReadModel {
    static let view = View(
        "note", ofAnyKind: "notes", "Remarks on records.", key: .entry,
        columns: [
            .text("text", "The remark."),
            .date("occurredOn", "When."),
        ])

    static func project(when: inout Projection) {
        for kind in Catalogue.kinds where kind.isKeptByPeople { project(kind, when: &when) }
    }

    private static func project<Subject: Record>(_ kind: Subject.Type, when: inout Projection) {
        when(NoteAdded<Subject>.self) { added, rows in
            try rows.put(["text": added.text, "occurredOn": rows.occurredOn])
        }
    }
}
