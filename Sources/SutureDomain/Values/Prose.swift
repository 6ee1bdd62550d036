/// A text of several lines: a note, a description, a ground. A field that is a `String` is one line.
///
/// It is stored as the string that it is.
package struct Prose: Hashable, Sendable {
    package let text: String

    package init(_ text: String) { self.text = text }
}

extension Prose: ExpressibleByStringInterpolation {
    package init(stringLiteral text: String) { self.text = text }
}

extension Prose: CustomStringConvertible {
    package var description: String { text }
}

extension Prose: FieldValue {
    package static let shape = FieldShape.prose
    package static let sample: Prose = "X"

    package init(from decoder: any Decoder) throws {
        text = try decoder.singleValueContainer().decode(String.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
