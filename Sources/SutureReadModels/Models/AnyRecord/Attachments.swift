import SutureDomain

/// Documents that belong to records and are kept elsewhere.
enum Attachments: ReadModel {
    static let view = View(
        "attachment", ofAnyKind: "attachments", "Documents that belong to records and are kept elsewhere.",
        key: .entry,
        columns: [
            .text("name", "What the document is called."),
            .text("mediaType", "Its type, as in RFC 6838."),
            .integer("size", "In bytes."),
            .text("sha256", "Its digest in hexadecimal."),
            .date("occurredOn", "When."),
        ])

    static func project(when: inout Projection) {
        for kind in Catalogue.kinds where kind.isKeptByPeople { project(kind, when: &when) }
    }

    private static func project<Subject: Record>(_ kind: Subject.Type, when: inout Projection) {
        when(AttachmentLinked<Subject>.self) { linked, rows in
            try rows.put([
                "name": linked.name, "mediaType": linked.mediaType, "size": linked.size,
                "sha256": linked.sha256, "occurredOn": rows.occurredOn,
            ])
        }
    }
}
