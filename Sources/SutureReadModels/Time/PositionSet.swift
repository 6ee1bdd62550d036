package import SutureDomain

/// A set of positions of a log, one bit each up to the greatest of them.
package struct PositionSet: Sendable {
    private var words: [UInt64] = []

    package init() {}

    /// - Parameter position: of an event that was read, so that none before it is missing.
    package mutating func insert(_ position: Position) {
        guard position > .zero else { return }
        let word = Int(position.number) / 64
        if word >= words.count {
            words += [UInt64](repeating: 0, count: max(words.count, word + 1 - words.count))
        }
        words[word] |= 1 << UInt64(position.number % 64)
    }

    package mutating func remove(_ position: Position) {
        guard position > .zero else { return }
        let word = Int(position.number) / 64
        if word < words.count { words[word] &= ~(1 << UInt64(position.number % 64)) }
    }

    package func contains(_ position: Position) -> Bool {
        guard position > .zero else { return false }
        let word = Int(position.number) / 64
        return word < words.count && words[word] & 1 << UInt64(position.number % 64) != 0
    }
}
