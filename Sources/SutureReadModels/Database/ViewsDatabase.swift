import Glibc
import SutureDomain
import SutureSQLite

/// The file of the read models, seen by its one writer. Derived from the log: it may be deleted at any time.
package final class ViewsDatabase: Sendable {
    private let path: String
    private let connection: Connection
    // Touched on the connection only, which runs one block at a time.
    nonisolated(unsafe) private var prepared: Prepared?

    /// What would be read and prepared again for every transaction, and many are small.
    private struct Prepared {
        let projector: RowProjector
        /// As it is stored: nobody else writes.
        var checkpoint: ViewsCheckpoint
    }

    /// Opens the file, or creates an empty one.
    package init(path: String) throws {
        self.path = path
        connection = try ViewsConnection.writer(path: path)
    }

    /// How far the views are; `nil` if they were never made, or by another version, or a table is gone, so
    /// that ``reset(logID:startHash:)`` has to come first.
    package func checkpoint() throws -> ViewsCheckpoint? {
        try connection.read { try ViewsSchema.isWhole($0) ? ViewsCheckpoint.stored(in: $0) : nil }
    }

    /// What a file tells of its log, whatever version made it; `nil` if there is none, or nothing in it.
    package static func trace(path: String) throws -> ViewsCheckpoint? {
        var status = stat()
        guard stat(path, &status) == 0, status.st_size > 0 else { return nil }
        let connection = try ViewsConnection.reader(path: path, unseal: nil)
        let trace = try connection.read { try ViewsCheckpoint.trace(in: $0) }
        try connection.close()
        return trace
    }

    /// Throws everything away and makes empty tables for the log.
    /// - Parameter startHash: the log's hash before its first event.
    package func reset(logID: String, startHash: [UInt8]) throws {
        try connection.inDatabase { database in
            prepared = nil
            try database.inTransaction {
                let tables = try database.texts("SELECT name FROM sqlite_master WHERE type = 'table'")
                for table in tables { try database.execute(sql: "DROP TABLE \"\(table)\"") }
                for table in ViewsSchema.tables { try database.execute(sql: table) }
                try ViewsCheckpoint(logID: logID, position: .zero, hash: startHash).insert(into: database)
            }
        }
    }

    /// Makes the indexes that no projection needs. Cheap when they are there: to be called whenever the views
    /// have caught up with the log after a start.
    package func finishRebuild() throws {
        try connection.inDatabase { database in
            try named { for index in ViewsSchema.indexes { try database.execute(sql: index) } }
        }
    }

    /// Projects the events that follow the checkpoint, all or none, and moves the checkpoint with them.
    /// - Parameter source: the log that they are from: a void has the rest of its stream projected anew.
    package func apply(_ events: [DecodedEvent], from source: EventSource) throws {
        guard let last = events.last else { return }
        try connection.inDatabase { database in
            let prepared = try named { try prepare(database) }
            let projector = prepared.projector
            var checkpoint = prepared.checkpoint
            try RowProjector.checkOrder(of: events.lazy.map(\.position), after: checkpoint.position)
            try named {
                try database.inTransaction {
                    try projector.apply(events, after: checkpoint.commandID)
                    try projector.finish(from: source)
                    checkpoint.move(to: last)
                    try checkpoint.update(in: database)
                }
            }
            self.prepared?.checkpoint = checkpoint
            // What failed here is tried again behind the next events; these are applied.
            WriteAheadLog.bound(path: path, in: database)
        }
    }

    /// Names the file in whatever breaks. What is prepared is made anew then: it may be half done.
    private func named<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch {
            prepared = nil
            throw error as? ViewFailure
                ?? ViewFailure(
                    operation: "apply events", place: path, cause: error,
                    hint: "Start the daemon again: it makes the read models anew from the log.")
        }
    }

    /// Leaves one file behind.
    /// - Parameter isDamaged: has the next start make the views anew. What they tell of the log stays.
    package func close(isDamaged: Bool = false) throws {
        try connection.inDatabase { database in
            prepared = nil
            if isDamaged { try? database.execute(sql: "UPDATE checkpoint SET fingerprint = ''") }
            _ = try? database.checkpoint(.truncate)
        }
        try connection.close()
    }

    /// To be called on the queue.
    private func prepare(_ database: Database) throws -> Prepared {
        if let prepared { return prepared }
        guard let checkpoint = try ViewsCheckpoint.stored(in: database) else {
            throw ViewFailure(
                operation: "apply events", place: path, cause: "the tables were never made",
                hint: "This is a defect of Suture: the views are reset before events are applied.")
        }
        let projector = try RowProjector(database)
        try projector.resume(after: checkpoint.position)
        let prepared = Prepared(projector: projector, checkpoint: checkpoint)
        self.prepared = prepared
        return prepared
    }
}
