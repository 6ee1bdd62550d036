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

/// When records of any kind were closed to change.
enum Locks: ReadModel {
    static let view = View(
        "lock", ofAnyKind: "locks", "When records were closed to change.", key: .entry,
        columns: [
            .date("lockedOn", "Since when."),
            .date("unlockedOn", "Until when; absent while it lasts."),
        ])

    static func project(when: inout Projection) {
        for kind in Catalogue.kinds where kind.isKeptByPeople { project(kind, when: &when) }
    }

    private static func project<Subject: Record>(_ kind: Subject.Type, when: inout Projection) {
        when(Locked<Subject>.self) { _, rows in try rows.put(["lockedOn": rows.occurredOn]) }
        when(Unlocked<Subject>.self) { _, rows in
            try rows.update(where: ["unlockedOn": String?.none], set: ["unlockedOn": rows.occurredOn])
        }
    }
}

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
