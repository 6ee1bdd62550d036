import SutureCodec
import SutureDomain
import SutureSystem

/// Which events were voided by which, along the log from where somebody met an event that cannot be decoded:
/// its void stands further on, where nobody comes who stops before it.
///
/// One walk for all such events of a log, which goes on as the log does: some 16 bytes for each void.
struct VoidsAhead {
    /// What every kind's void is called.
    private static let typeEnding = Array(".voided".utf8)

    private var start = Position.zero
    private var through = Position.zero
    private var voids: [Position: Position] = [:]

    /// The void of the event at that position; `nil` if there is none up to the log's head.
    /// - Parameter scan: shows the rows behind a position, as
    ///   ``LogReader/scan(after:limit:where:isServed:_:)`` does.
    mutating func void(
        of event: Position,
        _ scan: (Position, (EventRow) throws(LogFailure) -> Bool) throws(LogFailure) -> Position
    ) throws(LogFailure) -> Position? {
        if event < start || through == .zero { (start, through, voids) = (event, event, [:]) }
        while voids[event] == nil {
            let before = through
            through = try scan(before) { row throws(LogFailure) in
                note(row)
                return true
            }
            guard through > before else { break }
        }
        return voids[event]
    }

    private mutating func note(_ row: EventRow) {
        guard row.type.count > VoidsAhead.typeEnding.count,
            row.type.suffix(VoidsAhead.typeEnding.count).elementsEqual(VoidsAhead.typeEnding)
        else { return }
        // One that cannot be decoded voids nothing.
        let event = try? EventCodec.event(
            type: EventType(String(decoding: row.type, as: UTF8.self)), schema: Int(row.schema),
            data: Array(row.data))
        guard let void = event as? any VoidingEvent else { return }
        voids[void.position] = Position(row.position)
    }
}
