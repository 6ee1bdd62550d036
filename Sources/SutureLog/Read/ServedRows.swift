import SutureDomain
import SutureSystem

/// Holds rows that leave the log against their stored hashes, one after another: what is served is what was
/// written.
///
/// A hash covers the stored hash of the row before it, so a page needs that of the row before its first.
struct ServedRows: ~Copyable {
    private var row: CanonicalRow
    private var previous: Int64
    private let place: String

    /// - Parameter hash: of the row at that position; of the log's identity at its start.
    init(after position: Position, hash: [UInt8], place: String) {
        row = CanonicalRow(after: hash)
        previous = position.number
        self.place = place
    }

    /// To be called for every row.
    /// - Parameter isServed: whether it leaves, or is passed over.
    /// - Throws: ``LogFailure/Kind/corrupt`` with the position.
    mutating func check(_ event: EventRow, isServed: Bool) throws(LogFailure) {
        guard event.position == previous.addingClamped(1) else {
            throw .missing(Position(previous).next, in: place)
        }
        if isServed {
            row.fill(event)
            guard row.hasHash(event.hash) else {
                throw .damage(CanonicalRow.misfit, at: Position(event.position), in: place)
            }
        }
        row.continues(event.hash)
        previous = event.position
    }
}

extension LogFailure {
    static func missing(_ position: Position, in place: String) -> LogFailure {
        .damage("the event is missing", at: position, in: place)
    }

    fileprivate static func damage(_ cause: String, at position: Position, in place: String) -> LogFailure {
        LogFailure(
            .corrupt, "read", in: place, because: cause,
            hint: "Verify the log with suture-replay; restore a backup if need be.", at: position)
    }
}
