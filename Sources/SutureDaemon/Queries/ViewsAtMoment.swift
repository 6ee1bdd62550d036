import SutureDomain
import SutureLog
import SutureProjection
import SutureReadModels
import Synchronization

/// The read models as they are now, or as they were at another moment.
struct ViewsAtMoment: Sendable {
    /// A connection to the log and one to the read models, for one query at a time.
    final class Readers: Sendable {
        let log: LogReader
        private let openViews: @Sendable () throws -> ViewReader
        private let areMade: @Sendable () -> Bool
        private let opened = Mutex<ViewReader?>(nil)

        /// - Parameters:
        ///   - openViews: called when the read models are first asked for: there may be none at the start.
        ///   - areMade: whether there are; until then what is at their place is put away when they are made.
        init(
            log: LogReader, openViews: @escaping @Sendable () throws -> ViewReader,
            areMade: @escaping @Sendable () -> Bool
        ) {
            self.log = log
            self.openViews = openViews
            self.areMade = areMade
        }

        func views() throws -> ViewReader {
            try opened.withLock { opened in
                let willStay = areMade()
                let reader = try opened ?? openViews()
                if willStay { opened = reader }
                return reader
            }
        }
    }

    /// For the present.
    let pool: ReaderPool<Readers>
    /// Told when they turn out to be damaged.
    let noteDamage: @Sendable (ViewFailure) -> Void
    /// For the past, which may take a pass over the log: no query of the present waits for it.
    let pastPool: ReaderPool<LogReader>
    let scratch: ScratchViews
    let unseal: Unseal
    /// On which day of the configured time zone a moment was.
    let day: @Sendable (Instant) -> Day

    /// Runs a query on the read models at that moment.
    func read<Value: Sendable>(
        at moment: Moment, _ body: @escaping @Sendable (ViewReader) throws -> Value
    ) async throws -> Value {
        guard !moment.isPresent else {
            return try await pool.read { readers in
                do {
                    return try body(readers.views())
                } catch let failure as ViewFailure {
                    noteDamage(failure)
                    throw failure
                }
            }
        }
        return try await readPast(at: moment) { reader, _ in try body(reader) }
    }

    /// The same of the past; the query is told, too, of which events it is open whether they had happened.
    func readPast<Value: Sendable>(
        at moment: Moment, _ body: @escaping @Sendable (ViewReader, OpenDates) throws -> Value
    ) async throws -> Value {
        try await pastPool.read { log in
            let past = try scratch.reader(
                at: moment, head: log.head().position, from: LogPages(log, day: day))
            return try body(past.reader, past.openDates)
        }
    }
}
