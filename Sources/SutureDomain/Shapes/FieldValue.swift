/// A type that a field of an event may have.
package protocol FieldValue: Codable, Hashable, Sendable {
    static var shape: FieldShape { get }
    /// Any value: the reading of a type's fields needs one to go on with.
    static var sample: Self { get }
}

/// A field with a fixed set of values, spelt with underscores everywhere.
package protocol Enumeration: FieldValue, CaseIterable, RawRepresentable<String> {}

extension Enumeration {
    package static var shape: FieldShape { .enumeration(allCases.map(\.rawValue)) }

    package static var sample: Self {
        guard let first = allCases.first else { preconditionFailure("\(Self.self) has no case") }
        return first
    }

    /// Its place among the values, in the order in which they are declared.
    var order: Int { Array(Self.allCases).firstIndex(of: self) ?? 0 }

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let value = Self(rawValue: text) else {
            throw decoder.invalid(
                "one of \(Self.allCases.map(\.rawValue).joined(separator: ", "))", got: text)
        }
        self = value
    }
}

/// Several fields that belong together inside one field (a criterion, a contributor).
package protocol FieldGroup: FieldValue {}

extension FieldGroup {
    package static var shape: FieldShape { .group(fields(of: Self.self)) }

    package static var sample: Self { SutureDomain.sample(of: Self.self) }
}

/// One line of text; several are ``Prose``.
extension String: FieldValue {
    package static var shape: FieldShape { .text }
    package static var sample: String { "X" }
}

extension Bool: FieldValue {
    package static var shape: FieldShape { .boolean }
    package static var sample: Bool { false }
}

extension Int64: FieldValue {
    package static var shape: FieldShape { .integer }
    package static var sample: Int64 { 1 }
}

extension Array: FieldValue where Element: FieldValue {
    package static var shape: FieldShape { .list(Element.shape) }
    package static var sample: [Element] { [] }
}

extension Decoder {
    /// The error for a value that is not of its type's form.
    package func invalid(_ expected: String, got text: String) -> DecodingError {
        .dataCorrupted(
            DecodingError.Context(codingPath: codingPath, debugDescription: "\"\(text)\" is not \(expected)"))
    }
}
