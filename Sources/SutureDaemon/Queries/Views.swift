import SutureDomain
import SutureLog
import SutureProjection
import SutureReadModels
import Synchronization

/// The read models as they are now, or as they were at another moment.
struct Views: Sendable {
    /// A connection to the log and one to the read models, for one query at a time.
    final class Readers: Sendable {
        let log: LogReader
        private let openViews: @Sendable () throws -> ViewReader
        private let opened = Mutex<ViewReader?>(nil)

        /// - Parameter openViews: called when the read models are first asked for: there may be none at the start.
        init(log: LogReader, openViews: @escaping @Sendable () throws -> ViewReader) {
            self.log = log
            self.openViews = openViews
        }

        func views() throws -> ViewReader {
            try opened.withLock { opened in
                let reader = try opened ?? openViews()
                opened = reader
                return reader
            }
        }
    }

    /// How many headers are read at once for a scratch database.
    private static let pageEventCountMax = 5_000

    /// For the present.
    let pool: ReaderPool<Readers>
    /// For the past, which may take a pass over the log: no query of the present waits for it.
    let pastPool: ReaderPool<LogReader>
    let scratch: ScratchViews
    let unseal: Unseal

    /// Behind an event come at once those that follow from it, each with its cause in its metadata.
    private static func commitEnd(_ position: Position, _ log: LogReader) throws -> Position {
        var end = position
        while end > .zero, let next = try log.event(at: end.next),
            try EventCodec.metadata(next.metadata).causation != nil
        {
            end = next.position
        }
        return end
    }

    /// Runs a query on the read models at that moment.
    func read<Value: Sendable>(
        at moment: Moment, _ body: @escaping @Sendable (ViewReader) throws -> Value
    ) async throws -> Value {
        guard !moment.isPresent else {
            return try await pool.read { try body($0.views()) }
        }
        return try await pastPool.read { log in
            let pages = LogPages(
                source: EventSource(log),
                positionKnownAt: { try log.position(knownAt: $0) },
                headersBefore: { try log.headers(before: $0, limit: Views.pageEventCountMax) },
                commitEnd: { try Views.commitEnd($0, log) })
            let past = try scratch.reader(at: moment, head: log.head().position, from: pages)
            return try body(past.reader)
        }
    }
}
