/// The place of an event in its stream: 1, 2, 3 … Zero is a stream without events.
package struct StreamVersion: Hashable, Comparable, Sendable {
    package let number: Int64

    package init(_ number: Int64) { self.number = number }

    /// A stream without events.
    package static let zero = StreamVersion(0)

    package var next: StreamVersion { StreamVersion(number.addingClamped(1)) }

    package static func < (lhs: StreamVersion, rhs: StreamVersion) -> Bool { lhs.number < rhs.number }
}

extension StreamVersion: CustomStringConvertible {
    package var description: String { String(number) }
}
