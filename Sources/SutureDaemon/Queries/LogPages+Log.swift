import SutureCodec
import SutureDomain
import SutureLog
import SutureProjection
import SutureReadModels

extension LogPages {
    /// How many headers are read at once.
    private static let headerCountMax = 5_000

    /// - Parameter day: on which day of the configured time zone a moment was.
    init(_ log: LogReader, day: @escaping @Sendable (Instant) -> Day) {
        self.init(
            source: EventSource(log),
            positionKnownAt: { try log.position(knownAt: $0) },
            headersBefore: { try log.headers(before: $0, limit: LogPages.headerCountMax) },
            day: day,
            commitEnd: { try LogPages.commitEnd($0, log) })
    }

    /// Behind an event come at once those that follow from it, each with its cause in its metadata.
    private static func commitEnd(_ position: Position, _ log: LogReader) throws -> Position {
        var end = position
        while end > .zero, let next = try log.event(at: end.next), try hasCause(next, log) {
            end = next.position
        }
        return end
    }

    private static func hasCause(_ event: RecordedEvent, _ log: LogReader) throws -> Bool {
        do {
            return try EventCodec.metadata(event.metadata).causation != nil
        } catch {
            // It is passed over, be it a part of the commit or not.
            guard try log.void(ofUndecodable: event.position, of: event.stream) != nil else { throw error }
            return true
        }
    }
}
