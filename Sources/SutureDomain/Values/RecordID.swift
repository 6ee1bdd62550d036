/// The id of a record of one kind, as events refer to it (`→kind` in the domain's notation).
///
/// On the wire it is the bare id (`T-001`); `trial/T-001` is taken too where a trial is meant. A reference
/// to a record of another kind survives decoding, so that it can be refused as `wrong-kind` with its field.
package struct RecordID<Subject: RecordKind>: Hashable, Sendable {
    package let text: String

    /// `nil` unless the text is a well-formed id, bare or behind a kind and a slash.
    package init?(_ text: String) {
        let own = Subject.kind + "/"
        let bare = text.hasPrefix(own) ? String(text.dropFirst(own.count)) : text
        guard Identifier.isWellFormed(bare) || StreamName(bare) != nil else { return nil }
        self.text = bare
    }

    /// The stream that is meant: of this kind, unless the client named another.
    package var stream: StreamName { StreamName(text) ?? StreamName(kind: Subject.kind, id: text) }
}

extension RecordID: ExpressibleByStringLiteral {
    package init(stringLiteral text: String) {
        precondition(
            Identifier.isWellFormed(text), "\"\(text)\" in the source code is no id: \(Identifier.pattern)")
        self.text = text
    }
}

extension RecordID: Comparable, CustomStringConvertible {
    package static func < (lhs: Self, rhs: Self) -> Bool { lhs.text < rhs.text }
    package var description: String { text }
}

extension RecordID: Reference {
    package static var kinds: [String] { [Subject.kind] }
    package static var shape: FieldShape { .reference(kinds: kinds) }
    package static var sample: Self { "X" }

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let id = RecordID(text) else {
            throw decoder.invalid(
                "the id of a record of kind \(Subject.kind): \(Identifier.pattern)", got: text)
        }
        self = id
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
