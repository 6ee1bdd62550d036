import SutureDomain
import SutureLog
import SutureReadModels
import Synchronization

/// The read models as they are now, or as they were at another moment.
struct Views: Sendable {
    /// What a query reads, and where it stands in the log.
    struct Snapshot: Sendable {
        let reader: ViewReader
        let knownAt: Position
        let head: LogHead
    }

    /// A connection to the log and one to the read models, for one query at a time.
    struct Readers: Sendable {
        let log: LogReader
        let views: ViewReader
    }

    /// How many events are read at once for a scratch database.
    private static let pageEventCountMax = 5_000

    let pool: ReaderPool<Readers>
    let scratch: ScratchViews
    let unseal: Unseal

    /// Runs a query on the read models at that moment.
    func read<Value: Sendable>(
        at moment: Moment, _ body: @escaping @Sendable (Snapshot) throws -> Value
    ) async throws -> Value {
        try await pool.read { readers in
            let head = try readers.log.head()
            guard !moment.isPresent else {
                return try body(Snapshot(reader: readers.views, knownAt: head.position, head: head))
            }
            let pages = LogPages(
                positionKnownAt: { try readers.log.position(knownAt: $0) },
                headersBefore: { try readers.log.headers(before: $0, limit: Views.pageEventCountMax) },
                eventsAfter: { try readers.log.events(after: $0, limit: Views.pageEventCountMax) })
            let past = try scratch.reader(at: moment, head: head.position, from: pages)
            return try body(Snapshot(reader: past.reader, knownAt: past.knownAt, head: head))
        }
    }

    /// Runs a query on the log itself.
    func readLog<Value: Sendable>(_ body: @escaping @Sendable (LogReader) throws -> Value) async throws
        -> Value
    {
        try await pool.read { try body($0.log) }
    }
}
