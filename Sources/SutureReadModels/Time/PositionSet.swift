package import SutureDomain

/// A set of positions of a log, one bit each.
package struct PositionSet: Sendable {
    private var words: [UInt64]

    /// - Parameter last: the greatest position that will be inserted.
    package init(upTo last: Position) { words = Array(repeating: 0, count: Int(last.number) / 64 + 1) }

    package mutating func insert(_ position: Position) {
        words[Int(position.number) / 64] |= 1 << UInt64(position.number % 64)
    }

    package mutating func remove(_ position: Position) {
        words[Int(position.number) / 64] &= ~(1 << UInt64(position.number % 64))
    }

    package func contains(_ position: Position) -> Bool {
        let word = Int(position.number) / 64
        return word < words.count && words[word] & 1 << UInt64(position.number % 64) != 0
    }
}
