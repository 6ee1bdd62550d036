import SutureDomain
import SutureLog
import SutureSQLite
import SutureSystem

/// Reads `log.db` beside its writer. No transaction outlives a call, so no reader keeps off a checkpoint.
final class SQLiteLogEngine: LogEngine {
    private static let busyTimeoutMilliseconds = 10_000

    let identity: LogIdentity
    let place: String
    let readerCountMax = 4
    private let connections: ReadingConnections

    /// Opens `log.db` for reading; makes nothing.
    ///
    /// A folder that cannot be written is no obstacle as long as the whole log is in `log.db` itself.
    static func open(path: String) throws(LogFailure) -> SQLiteLogEngine {
        if let absence = DurableFile.absence(of: path) ?? DurableFile.oddity(of: path) {
            throw LogFailure(
                .io, "open the log", in: path, because: absence,
                hint: "Name a log.db or the state directory that holds it.")
        }
        do {
            return try SQLiteLogEngine(path: path, place: path)
        } catch let error as SQLiteError where isOfUnwritableFolder(error) {
            return try openUnwritable(path)
        } catch {
            throw LogFailure(error, "open the log", in: path)
        }
    }

    /// SQLite needs a file of shared memory beside the log, which it cannot make here. Without a write-ahead
    /// log nobody can be writing, and the log can be read as if it stood on a CD.
    private static func openUnwritable(_ path: String) throws(LogFailure) -> SQLiteLogEngine {
        guard DurableFile.size(path + "-wal") == 0 else {
            throw LogFailure(
                .readOnly, "open the log", in: path,
                because:
                    "its write-ahead log holds events that are not in the log yet, and the folder cannot be written",
                hint: "Read it with an account that may write there, or copy both files to a folder of yours."
            )
        }
        return try LogFailure.telling("open the log", in: path) {
            try SQLiteLogEngine(path: "file:\(escaped(path))?immutable=1", place: path)
        }
    }

    private static func isOfUnwritableFolder(_ error: SQLiteError) -> Bool {
        error.isReadOnly || error.cannotOpen && Descriptors.shortage == nil
    }

    /// A path as it may stand in a URI.
    private static func escaped(_ path: String) -> String {
        path.map { "?#%".contains($0) ? "%" + Array(String($0).utf8).hexadecimal : String($0) }.joined()
    }

    private init(path: String, place: String) throws {
        connections = try ReadingConnections(
            path: path,
            ConnectionSettings(
                busyTimeoutMilliseconds: SQLiteLogEngine.busyTimeoutMilliseconds, isReadOnly: true),
            countMax: readerCountMax)
        identity = try connections.read { try LogSchema.identity(in: $0, place: place) }
        self.place = place
    }

    func read(_ body: (any LogSnapshot) throws(LogFailure) -> Void) throws(LogFailure) {
        try LogFailure.telling("read", in: place) {
            try connections.read { try body(SQLiteLogSnapshot(database: $0, place: place)) }
        }
    }

    func close() throws(LogFailure) {
        try LogFailure.telling("close", in: place) { try connections.close() }
    }
}
