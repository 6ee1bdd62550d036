/// The place of an event in the whole log: 1, 2, 3 … without gaps. Zero stands before the first event.
package struct Position: Hashable, Comparable, Sendable {
    package let number: Int64

    package init(_ number: Int64) { self.number = number }

    /// Before the first event of a log.
    package static let zero = Position(0)

    package var next: Position { Position(number.addingClamped(1)) }

    package static func < (lhs: Position, rhs: Position) -> Bool { lhs.number < rhs.number }
}

extension Position: CustomStringConvertible {
    package var description: String { String(number) }
}

extension Position: FieldValue {
    package static let shape = FieldShape.integer
    package static let sample = Position(1)

    package init(from decoder: any Decoder) throws {
        number = try decoder.singleValueContainer().decode(Int64.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(number)
    }
}
