import GRDB
import GRDBSQLite
package import SutureDomain
import SutureSystem

/// Makes personal data readable.
/// - Parameters:
///   - sealed: as the event holds it, in base64.
///   - field: the field of the event, to which the sealed bytes are bound as they are to the stream.
package typealias Unseal =
    @Sendable (_ sealed: String, _ stream: StreamName, _ field: String) throws -> Unsealed

/// How the connections to a views database are opened.
enum ViewsConnection {
    /// How long a reader or the checkpoint waits for another connection.
    static let busyTimeoutMilliseconds = 250

    /// The one that writes. In WAL mode with `synchronous=NORMAL` a crash may lose the last commits and never
    /// corrupts; the projector applies them again from the log.
    static func writer(path: String) throws -> DatabaseQueue {
        try open(
            path,
            pragmas: [
                ("journal_mode", "wal"), ("synchronous", "1"), ("temp_store", "2"),
                ("wal_autocheckpoint", String(WriteAheadLog.checkpointPageCount)),
                // When the write-ahead log starts again from the front, it is cut to what it may have.
                ("journal_size_limit", String(WriteAheadLog.byteCountMax)),
            ])
    }

    /// One that only reads. Sorting happens in memory, so that nothing unsealed reaches a temporary file.
    static func reader(path: String, unseal: Unseal?) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        return try open(path, pragmas: [("temp_store", "2")], configuration, unseal: unseal)
    }

    /// One that makes a file which is worth nothing until it is finished: nothing in it needs to survive anything.
    static func scratch(path: String, unseal: Unseal?) throws -> DatabaseQueue {
        try open(
            path, pragmas: [("journal_mode", "off"), ("synchronous", "0"), ("temp_store", "2")],
            unseal: unseal)
    }

    /// One that goes on after a statement failed, and makes a file that is worth nothing.
    static func probe(path: String) throws -> DatabaseQueue {
        try open(path, pragmas: [("journal_mode", "memory"), ("synchronous", "0"), ("temp_store", "2")])
    }

    private static func open(
        _ path: String, pragmas: [(name: String, value: String)],
        _ base: Configuration = Configuration(), unseal: Unseal? = nil
    ) throws -> DatabaseQueue {
        var configuration = base
        configuration.busyMode = .timeout(Double(busyTimeoutMilliseconds) / 1000)
        configuration.prepareDatabase { database in
            for pragma in pragmas {
                try database.execute(sql: "PRAGMA \(pragma.name) = \(pragma.value)")
                let actual = try String.fetchOne(database, sql: "PRAGMA \(pragma.name)") ?? "nothing"
                guard actual == pragma.value else {
                    throw PragmaRefused(name: pragma.name, wanted: pragma.value, actual: actual)
                }
            }
            if let unseal { database.add(function: function(unseal)) }
            for function in SuccessRate.functions { database.add(function: function) }
        }
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            guard base.readonly || !isReadOnly(queue) else { throw ReadOnly() }
            return queue
        } catch let error as DatabaseError
            where error.resultCode == .SQLITE_CANTOPEN && Descriptors.shortage != nil
        {
            throw ViewFailure(
                operation: "open the views", place: path,
                cause: Descriptors.shortage ?? "too many open files",
                hint: Descriptors.hint, mayPass: true, isOfFile: true)
        } catch {
            throw ViewFailure(
                operation: "open the views", place: path, cause: error,
                hint:
                    "Check the folder's owner and mode; a views.db of Suture may be deleted and is then rebuilt."
            )
        }
    }

    /// SQLite opens a file for reading only where it cannot write it, and says nothing.
    private static func isReadOnly(_ queue: DatabaseQueue) -> Bool {
        queue.inDatabase { sqlite3_db_readonly($0.sqliteConnection, "main") == 1 }
    }

    /// SQL's `unseal(value, stream, field)`.
    private static func function(_ unseal: @escaping Unseal) -> DatabaseFunction {
        DatabaseFunction("unseal", argumentCount: 3) { values in
            guard let sealed = String.fromDatabaseValue(values[0]),
                let stream = String.fromDatabaseValue(values[1]),
                let field = String.fromDatabaseValue(values[2])
            else { return nil }
            return try unseal(sealed, StreamName(recorded: stream), field).text
        }
    }
}

/// SQLite did not take a setting that durability or privacy depends on.
private struct PragmaRefused: TellableError, CustomStringConvertible {
    let name: String
    let wanted: String
    let actual: String

    var description: String { "\(name) is \(actual) although \(wanted) was set" }
}

/// A file that is to be written could be opened for reading only.
private struct ReadOnly: TellableError, CustomStringConvertible {
    let description = "it could be opened for reading only"
}
