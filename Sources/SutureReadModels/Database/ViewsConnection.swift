package import SutureDomain
import SutureSQLite
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
    /// How many pages are written before SQLite checkpoints by itself: somewhat less than the write-ahead log
    /// may have. Most pages are written again and again; each checkpoint copies them while the projector
    /// waits.
    static let checkpointPageCount = 3_500

    /// The one that writes. In WAL mode with `synchronous=NORMAL` a crash may lose the last commits and never
    /// corrupts; the projector applies them again from the log.
    static func writer(path: String) throws -> Connection {
        try open(
            path,
            [
                ("journal_mode", "wal"), ("synchronous", "1"), inMemory,
                ("wal_autocheckpoint", String(checkpointPageCount)),
                // When the write-ahead log starts again from the front, it is cut to what it may have.
                ("journal_size_limit", String(WriteAheadLog.byteCountMax)),
            ])
    }

    /// One that only reads.
    static func reader(path: String, unseal: Unseal?) throws -> Connection {
        try open(path, [inMemory], isReadOnly: true, unseal: unseal)
    }

    /// One that makes a file which is worth nothing until it is finished.
    static func scratch(path: String, unseal: Unseal?) throws -> Connection {
        try open(path, [("journal_mode", "off"), ("synchronous", "0"), inMemory], unseal: unseal)
    }

    /// One that goes on after a statement failed, and makes a file that is worth nothing.
    static func probe(path: String) throws -> Connection {
        try open(path, [("journal_mode", "memory"), ("synchronous", "0"), inMemory])
    }

    /// Sorting happens in memory, so that nothing unsealed reaches a temporary file.
    private static let inMemory = ("temp_store", "2")

    private static func open(
        _ path: String, _ pragmas: [(name: String, value: String)], isReadOnly: Bool = false,
        unseal: Unseal? = nil
    ) throws -> Connection {
        var settings = ConnectionSettings(
            pragmas, busyTimeoutMilliseconds: busyTimeoutMilliseconds, isReadOnly: isReadOnly)
        if let unseal { settings.functions.append(function(unseal)) }
        settings.functions += SuccessRate.functions
        do {
            return try Connection(path: path, settings)
        } catch let error as SQLiteError where error.cannotOpen && Descriptors.shortage != nil {
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

    /// SQL's `unseal(value, stream, field)`.
    private static func function(_ unseal: @escaping Unseal) -> ConnectionSettings.SQLFunction {
        ConnectionSettings.SQLFunction("unseal", argumentCount: 3) { values in
            guard let sealed = values[0], let stream = values[1], let field = values[2] else { return nil }
            return try unseal(sealed, StreamName(recorded: stream), field).text
        }
    }
}
