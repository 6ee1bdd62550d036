/// The id of something inside one record: a site of a trial, a milestone of a project, the code of a subject.
package struct LocalID: Hashable, Sendable {
    package let text: String

    /// `nil` unless the text is a well-formed id.
    package init?(_ text: String) {
        guard Identifier.isWellFormed(text) else { return nil }
        self.text = text
    }
}

extension LocalID: Comparable {
    package static func < (lhs: LocalID, rhs: LocalID) -> Bool { lhs.text < rhs.text }
}

extension LocalID: TextValue, ExpressibleByStringLiteral {
    package static let shape = FieldShape.localID
    package static let sample: LocalID = "X"
    package static let form = "an id: \(Identifier.pattern)"
}
