/// The id of something inside one record: a site of a trial, a milestone of a project, the code of a subject.
package struct LocalID: Hashable, Sendable {
    package let text: String

    /// `nil` unless the text is a well-formed id.
    package init?(_ text: String) {
        guard Identifier.isWellFormed(text) else { return nil }
        self.text = text
    }
}

extension LocalID: ExpressibleByStringLiteral {
    package init(stringLiteral text: String) {
        precondition(
            Identifier.isWellFormed(text), "\"\(text)\" in the source code is no id: \(Identifier.pattern)")
        self.text = text
    }
}

extension LocalID: Comparable, CustomStringConvertible {
    package static func < (lhs: LocalID, rhs: LocalID) -> Bool { lhs.text < rhs.text }
    package var description: String { text }
}

extension LocalID: FieldValue {
    package static let shape = FieldShape.localID
    package static let sample: LocalID = "X"

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let id = LocalID(text) else {
            throw decoder.invalid("an id: \(Identifier.pattern)", got: text)
        }
        self = id
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
