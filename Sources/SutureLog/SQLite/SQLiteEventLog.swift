internal import GRDB
internal import GRDBSQLite
package import SutureDomain
package import SutureSystem
internal import Synchronization

/// The log in an SQLite file: the one connection that writes and checkpoints it.
///
/// An append that returned is on the disk. After a sync that failed nobody knows what is, so the log takes no more
/// events until it is opened anew.
package final class SQLiteEventLog: EventLog {
    /// How long a commit or a checkpoint waits for others; nobody else writes, so it waits for readers only.
    static let busyTimeoutMilliseconds = 250

    package let identity: LogIdentity
    private let place: String
    private let queue: DatabaseQueue
    // Used on the queue only, since its parts belong to the queue's connection; `nil` once the log is closed.
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
        do {
            return try SQLiteEventLog(path: path, newIdentity: newIdentity, fault: fault)
        } catch {
            throw LogFailure(error, "open the log", in: path)
        }
    }

    /// Whether ``open(path:newIdentity:fault:)`` would make a log there: there is no file, or one in which nothing was ever made,
    /// as an interrupted first start leaves it.
    package static func isMissing(path: String) throws(LogFailure) -> Bool {
        try DurableFile.requireNoStrayWriteAheadLog(of: path)
        let size = DurableFile.size(path)
        // Beyond the first page there are tables.
        guard size <= WriteAheadLog.pageByteCount else { return false }
        guard size > 0 else { return true }
        do {
            var configuration = Configuration()
            configuration.readonly = true
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            let isEmpty = try queue.inDatabase { try LogSchema.isEmpty($0) }
            try queue.close()
            return isEmpty
        } catch let error as DatabaseError where error.extendedResultCode == .SQLITE_READONLY_ROLLBACK {
            // A first start was killed before there was a write-ahead log. What it has to take back is all there is.
            return true
        } catch {
            throw LogFailure(error, "open the log", in: path)
        }
    }

    private init(path: String, newIdentity: LogIdentity, fault: AppendFault?) throws {
        let configuration = Pragmas.log.configuration(
            busyTimeoutMilliseconds: SQLiteEventLog.busyTimeoutMilliseconds)
        try DurableFile.requireNoStrayWriteAheadLog(of: path)
        try DurableFile.syncWriteAheadLog(of: path)
        try DurableFile.makeEmpty(path)
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        let isNew = try queue.inDatabase { db in
            try Pragmas.log.requireInForce(db, place: path)
            guard try LogSchema.isEmpty(db) else { return false }
            try db.inTransaction(.immediate) {
                try LogSchema.create(newIdentity, in: db)
                return .commit
            }
            return true
        }
        if isNew { try DurableFile.syncFolder(of: path) }
        let (identity, head, writing) = try queue.inDatabase { db in
            let identity = try LogSchema.identity(in: db, place: path)
            try LogSchema.requireUnchanged(db, place: path)
            let head = try EventRows.head(in: db, place: path) ?? LogHead(empty: identity)
            let appender = try Appender(db, place: path, fault: fault)
            return (identity, head, Writing(appender: appender, writeAheadLog: WriteAheadLog(of: db)))
        }
        self.identity = identity
        self.queue = queue
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
        return try onQueue("append") { db throws(LogFailure) in
            let writing = try requireRunning()
            if writing.writeAheadLog.isFarOver { try checkpoint(db) }
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

    package func events(after: Position, limit: Int) throws(LogFailure) -> [RecordedEvent] {
        try onQueue("read") { db throws(LogFailure) in
            var events: [RecordedEvent] = []
            _ = try EventRows.scan(in: db, place: place, after: after, limit: limit, where: .all) {
                row throws(LogFailure) in
                events.append(RecordedEvent(row))
                return true
            }
            return events
        }
    }

    package func event(at position: Position) throws(LogFailure) -> RecordedEvent? {
        try onQueue("read") { db throws(LogFailure) in
            try EventRows.event(in: db, place: place, at: position)
        }
    }

    /// As the head was when the log ended there, also where the event cannot be read; `nil` if there is none.
    package func head(at position: Position) throws(LogFailure) -> LogHead? {
        try onQueue("read") { db throws(LogFailure) in
            try EventRows.head(in: db, place: place, at: position)
        }
    }

    /// To be called before what is to be appended, and again before that is acknowledged.
    /// - Throws: ``LogFailure/Kind/displaced`` if the log's files are not in their places.
    package func requireInPlace() throws(LogFailure) { try files.require(for: "append") }

    /// How much room there has to be for a ``probe()``, in bytes: enough for an event as large as they come.
    private static let probedByteCount = 1 << 20

    /// Whether events could be appended: takes room as they would, and writes without changing anything.
    package func probe() throws(LogFailure) {
        try requireInPlace()
        try DurableFile.requireRoom(byteCount: SQLiteEventLog.probedByteCount, beside: place)
        try onQueue("write") { db throws(LogFailure) in
            _ = try requireRunning()
            do {
                try Pragmas.probe(db)
            } catch {
                throw LogFailure(error, "write", in: place)
            }
        }
    }

    /// Bounds the write-ahead log. The owner calls it after each append, once it has replied.
    package func checkpointIfNeeded() throws(LogFailure) {
        try onQueue("checkpoint") { db throws(LogFailure) in try checkpoint(db) }
    }

    /// Moves everything into `log.db` and closes it. What cannot be moved, because of a reader or a full disk, stays in
    /// the write-ahead log, and the next opening finds it there.
    package func close() throws(LogFailure) {
        do {
            queue.inDatabase { db in
                guard writing != nil else { return }
                // What is prepared keeps a connection from closing.
                writing = nil
                _ = try? WriteAheadLog.checkpoint(db, SQLITE_CHECKPOINT_TRUNCATE)
            }
            try queue.close()
        } catch {
            throw LogFailure(error, "close", in: place)
        }
    }

    private func checkpoint(_ db: Database) throws(LogFailure) {
        do {
            try writing?.writeAheadLog.checkpointIfNeeded(db)
        } catch {
            throw LogFailure(error, "checkpoint", in: place)
        }
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

    private func onQueue<Value>(
        _ operation: String, _ body: (Database) throws(LogFailure) -> Value
    ) throws(LogFailure) -> Value {
        do {
            return try queue.inDatabase { db in try body(db) }
        } catch {
            throw LogFailure(error, operation, in: place)
        }
    }
}
