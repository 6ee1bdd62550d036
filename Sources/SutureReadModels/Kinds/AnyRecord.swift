import SutureDomain

/// What records of every kind have that people keep.
enum AnyRecord {
    static let readModels = [notes, attachments, locks, voids]

    private static let notes = ReadModel("note", ofAnyKind: "notes", "Remarks on records.") {
        $0.projectNotes(&$1)
    }

    private static let attachments = ReadModel(
        "attachment", ofAnyKind: "attachments", "Documents that belong to records and are kept elsewhere."
    ) { $0.projectAttachments(&$1) }

    private static let locks = ReadModel("lock", ofAnyKind: "locks", "When records were closed to change.") {
        $0.projectLocks(&$1)
    }

    private static let voids = ReadModel("void", ofAnyKind: "voids", "Events that were voided or corrected.")
    {
        $0.projectVoids(&$1)
    }
}

extension Record {
    fileprivate static func projectNotes(_ when: inout Projection) {
        when(NoteAdded<Self>.self) { added, row in
            row.put("text", added.text, "The remark.")
            row.put("occurredOn", row.occurredOn, "When.")
        }
    }

    fileprivate static func projectAttachments(_ when: inout Projection) {
        when(AttachmentLinked<Self>.self) { linked, row in
            row.put("name", linked.name, "What the document is called.")
            row.put("mediaType", linked.mediaType, "Its type, as in RFC 6838.")
            row.put("size", linked.size, "In bytes.")
            row.put("sha256", linked.sha256, "Its digest in hexadecimal.")
            row.put("occurredOn", row.occurredOn, "When.")
        }
    }

    fileprivate static func projectLocks(_ when: inout Projection) {
        when(Locked<Self>.self) { _, row in row.put("lockedOn", row.occurredOn, "Since when.") }
        when(Unlocked<Self>.self) { _, row in
            row.match(absent: "unlockedOn")
            row.put("unlockedOn", row.occurredOn, "Until when; absent while it lasts.")
        }
    }

    fileprivate static func projectVoids(_ when: inout Projection) {
        when(Voided<Self>.self) { voided, row in
            row.put(
                "voided", voided.position, "The position of the event that no longer counts.",
                [.key, .indexed])
            row.put(
                "replacedBy", voided.replacedBy,
                "The position of the event that stands in its place, if one does.")
            row.put("voidedOn", row.occurredOn, "When.")
        }
    }
}
