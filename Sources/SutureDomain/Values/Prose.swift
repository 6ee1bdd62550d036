/// A text of several lines: a note, a description, a ground. A field that is a `String` is one line.
///
/// It is stored as the string that it is.
package struct Prose: Hashable, Sendable {
    package let text: String

    package init(_ text: String) { self.text = text }
}

extension Prose: TextValue, ExpressibleByStringInterpolation {
    package static let shape = FieldShape.prose
    package static let sample: Prose = "X"
    package static let form = "a text"
}
