package import SutureDomain

/// Some events that follow one another in the log, decoded.
package struct DecodedPage: Sendable {
    /// Those that are wanted.
    package private(set) var events: [DecodedEvent] = []
    /// Of the last event that was looked at, wanted or not.
    package private(set) var end: Position
    /// The log's hash there.
    package private(set) var endHash: EventHash
    let last: Position
    let counting: PositionSet?

    /// - Parameters:
    ///   - last: the last position that is to be looked at.
    ///   - counting: the positions that are wanted; `nil`: all.
    init(after start: Position, upTo last: Position, counting: PositionSet?) {
        end = start
        endHash = EventHash([])
        self.last = last
        self.counting = counting
    }

    /// Takes the next event of the log, if it is wanted.
    ///
    /// Throws a ``ViewFailure`` where the log has a gap.
    /// - Returns: Whether there is more to look at.
    package mutating func look(
        at position: Position, hash: EventHash, _ decode: () throws -> DecodedEvent
    ) throws -> Bool {
        guard position <= last else { return false }
        guard position == end.next else { throw ViewFailure(missingAfter: end, found: position) }
        if counting?.contains(position) ?? true { events.append(try decode()) }
        end = position
        endHash = hash
        return position < last
    }
}
