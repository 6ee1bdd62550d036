/// A document that belongs to the record and is kept elsewhere; its digest proves which one was meant.
package struct AttachmentLinked<Subject: Record>: RecordableEvent<Subject> {
    package static var type: EventType { EventType("\(Subject.kind).attachment-linked") }
    package static var effect: Effect { .adds }
    package static var refusals: [Rule] { [.badIdentifier] }
    package static var command: CommandName { "link-attachment" }
    package static var afterTheEnd: AfterTheEnd { .accepted }

    /// The name of the file (`minutes.pdf`).
    package var name: String
    /// As in RFC 6838 (`application/pdf`).
    package var mediaType: String
    /// In bytes.
    package var size: Int64
    /// 64 hexadecimal digits.
    package var sha256: String

    package func check(_ record: Subject) throws(Refusal) {
        guard sha256.utf8.count == 64, sha256.allSatisfy(\.isHexDigit) else {
            throw Refusal(.badIdentifier, field: "sha256", "A SHA-256 digest has 64 hexadecimal digits.")
        }
        guard size >= 0 else {
            throw Refusal(.badIdentifier, field: "size", "A size is a number of bytes, not \(size).")
        }
    }
}
