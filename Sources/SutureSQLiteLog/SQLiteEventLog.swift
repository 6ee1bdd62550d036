package import SutureDomain
package import SutureLog
import SutureSQLite
package import SutureSystem
import Synchronization

/// The log in an SQLite file: the one connection that writes and checkpoints it.
///
/// An append that returned is on the disk. After a sync that failed nobody knows what is, so the log takes no
/// more events until it is opened anew.
package final class SQLiteEventLog: EventLog {
    /// How long a commit or a checkpoint waits for others; nobody else writes, so it waits for readers only.
    static let busyTimeoutMilliseconds = 250

    package let identity: LogIdentity
    private let place: String
    private let connection: Connection
    // Used on the connection only, to which its parts belong; `nil` once the log is closed.
    nonisolated(unsafe) private var writing: Writing?
    private let state: Mutex<State>
    private let files: FilesInPlace

    private struct Writing {
        let appender: Appender
        let writeAheadLog: WriteAheadLog
    }

    private struct State {
        var head: LogHead
        /// Why nothing is appended any more.
        var stop: LogFailure?
    }

    /// Opens the log, or makes it if there is none.
    /// - Parameters:
    ///   - newIdentity: what a log that is made now is to be.
    ///   - fault: for tests, makes appending fail.
    package static func open(
        path: String, newIdentity: LogIdentity, fault: AppendFault? = nil
    ) throws(LogFailure) -> SQLiteEventLog {
        try LogFailure.telling("open the log", in: path) {
            try SQLiteEventLog(path: path, newIdentity: newIdentity, fault: fault)
        }
    }

    /// Whether ``open(path:newIdentity:fault:)`` would make a log there: there is no file, or one in which
    /// nothing was ever made, as an interrupted first start leaves it.
    package static func isMissing(path: String) throws(LogFailure) -> Bool {
        try DurableFile.requireNoStrayWriteAheadLog(of: path)
        let size = DurableFile.size(path)
        // Beyond the first page there are tables.
        guard size <= WriteAheadLog.pageByteCount else { return false }
        guard size > 0 else { return true }
        return try Connection.looking(
            into: path, "open the log", busyTimeoutMilliseconds: busyTimeoutMilliseconds, LogSchema.isEmpty)
            ?? true
    }

    private init(path: String, newIdentity: LogIdentity, fault: AppendFault?) throws {
        try DurableFile.requireNoStrayWriteAheadLog(of: path)
        try DurableFile.syncWriteAheadLog(of: path)
        try DurableFile.makeEmpty(path)
        let connection = try Connection(
            path: path, .log(busyTimeoutMilliseconds: SQLiteEventLog.busyTimeoutMilliseconds))
        let isNew = try connection.inDatabase { database in
            guard try LogSchema.isEmpty(database) else { return false }
            try database.inTransaction { try LogSchema.create(newIdentity, in: database) }
            return true
        }
        if isNew { try DurableFile.syncFolder(of: path) }
        let (identity, head, writing) = try connection.inDatabase { database in
            let identity = try LogSchema.identity(in: database, place: path)
            try LogSchema.requireUnchanged(database, place: path)
            let head = try SQLiteLogSnapshot(database: database, place: path).head(at: nil)
            let appender = try Appender(database, place: path, fault: fault)
            return (
                identity, head ?? LogHead(empty: identity),
                Writing(appender: appender, writeAheadLog: WriteAheadLog(of: database))
            )
        }
        self.identity = identity
        self.connection = connection
        self.writing = writing
        state = Mutex(State(head: head))
        files = try FilesInPlace(ofDatabase: path, growsOnly: true)
        place = path
    }

    package var head: LogHead { state.withLock { $0.head } }

    package func append(
        _ events: [NewEvent], recordedAt now: Instant
    ) throws(LogFailure) -> [RecordedEvent] {
        guard !events.isEmpty else { return [] }
        return try onConnection("append") { database in
            let writing = try requireRunning()
            if writing.writeAheadLog.isFarOver {
                try LogFailure.telling("checkpoint", in: place) {
                    try writing.writeAheadLog.checkpointIfNeeded(database)
                }
            }
            let head = self.head
            do throws(LogFailure) {
                let recorded = try writing.appender.append(
                    events, at: max(now, head.recordedAt), behind: head)
                if let last = recorded.last { state.withLock { $0.head = LogHead(last) } }
                return recorded
            } catch {
                if error.kind == .syncOutcomeUnknown { state.withLock { $0.stop = error } }
                throw error
            }
        }
    }

    package func requireInPlace() throws(LogFailure) { try files.require(for: "append") }

    /// How much room there has to be for a ``probe()``, in bytes: enough for an event as large as they come.
    private static let probedByteCount = 1 << 20

    package func probe() throws(LogFailure) {
        try requireInPlace()
        try DurableFile.requireRoom(byteCount: SQLiteEventLog.probedByteCount, beside: place)
        try onConnection("write") { database in
            _ = try requireRunning()
            try database.probe()
        }
    }

    /// Bounds the write-ahead log.
    package func checkpointIfNeeded() throws(LogFailure) {
        try onConnection("checkpoint") { try writing?.writeAheadLog.checkpointIfNeeded($0) }
    }

    package func reader(
        noteDamage: @escaping @Sendable (LogFailure) -> Void
    ) throws(LogFailure) -> LogReader {
        try LogReader.open(path: place, noteDamage: noteDamage)
    }

    /// Moves everything into `log.db` and closes it. What cannot be moved, because of a reader or a full
    /// disk, stays in the write-ahead log, and the next opening finds it there.
    package func close() throws(LogFailure) {
        try onConnection("close") { database in
            guard writing != nil else { return }
            // What is prepared keeps a connection from closing.
            writing = nil
            _ = try? database.checkpoint(.truncate)
        }
        try LogFailure.telling("close", in: place) { try connection.close() }
    }

    private func requireRunning() throws(LogFailure) -> Writing {
        if let stop = state.withLock({ $0.stop }) {
            throw LogFailure(
                .stopped, "append", in: place, because: "an earlier failure stopped the log: \(stop.cause)",
                hint: stop.hint)
        }
        guard let writing else {
            throw LogFailure(
                .stopped, "append", in: place, because: "the log was closed", hint: "Open it again.")
        }
        return writing
    }

    private func onConnection<Value>(
        _ operation: String, _ body: (Database) throws -> Value
    ) throws(LogFailure) -> Value {
        try LogFailure.telling(operation, in: place) { try connection.inDatabase(body) }
    }
}
