/// The id of a record of one kind, as events refer to it (`→kind` in the domain's notation).
///
/// On the wire it is the bare id (`T-001`); `trial/T-001` is taken too where a trial is meant. A reference
/// to a record of another kind survives decoding, so that it can be refused as `wrong-kind` with its field.
package struct RecordID<Subject: RecordKind>: Hashable, Sendable {
    package let text: String

    /// `nil` unless the text is a well-formed id, bare or behind a kind and a slash.
    package init?(_ text: String) {
        guard text.utf8.contains(UInt8(ascii: "/")) else {
            guard Identifier.isWellFormed(text) else { return nil }
            self.text = text
            return
        }
        guard let stream = StreamName(text) else { return nil }
        self.text = stream.isOf(Subject.kind) ? String(stream.id) : text
    }

    /// Whether a record of this kind is meant: the client may have named another.
    package var isOfOwnKind: Bool { !text.utf8.contains(UInt8(ascii: "/")) }

    /// The stream that is meant: of this kind, unless the client named another.
    package var stream: StreamName {
        isOfOwnKind ? StreamName(kind: Subject.kind, id: text) : StreamName(recorded: text)
    }
}

extension RecordID: Comparable {
    package static func < (lhs: Self, rhs: Self) -> Bool { lhs.text < rhs.text }
}

extension RecordID: Reference, TextValue, ExpressibleByStringLiteral {
    package static var kinds: [String] { [Subject.kind] }
    package static var sample: Self { "X" }
    package static var form: String { "the id of a record of kind \(Subject.kind): \(Identifier.pattern)" }
}
