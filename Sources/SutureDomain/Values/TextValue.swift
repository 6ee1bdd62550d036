/// A value that is written as a text, in the log and on the wire as well as by people: what it says stands in
/// ``text``, and what form that has is looked at when it is made.
package protocol TextValue: FieldValue, CustomStringConvertible {
    /// As it was written, which is also how it is stored.
    var text: String { get }
    /// What a client is told to write.
    static var form: String { get }
    /// `nil` unless the text has that form.
    init?(_ text: String)
}

extension TextValue {
    package var description: String { text }

    // Every field of every command passes here: in line, generic types are no slower than others.
    @inline(__always)
    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let value = Self(text) else { throw decoder.invalid(Self.form, got: text) }
        self = value
    }

    @inline(__always)
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

extension TextValue where Self: ExpressibleByStringLiteral {
    package init(stringLiteral text: String) {
        guard let value = Self(text) else {
            preconditionFailure("\"\(text)\" in the source code is not \(Self.form)")
        }
        self = value
    }
}
