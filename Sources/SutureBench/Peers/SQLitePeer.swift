import GRDBSQLite
import SutureDomain
import SutureLog
import SutureProgram

/// Plain SQLite as one would use it in C: the log's rows, in transactions as large as the daemon's, synced before the
/// next one begins. What the disk and SQLite allow.
///
/// No socket, no JSON, no rules, no hash (its bytes are stored all the same), no triggers, no index, no read models.
struct SQLitePeer {
    static var version: String { String(cString: sqlite3_libversion()) }

    /// The pages after which SQLite checkpoints by itself, as the daemon begins to.
    private static let checkpointPageCount = 2_000

    let rows: [SQLiteRow]
    let parent: String

    /// - Parameter batchCount: rows per transaction.
    /// - Returns: rows per second.
    func run(batchCount: Int, seconds: Double, rowCountMax: Int = .max) throws -> Double {
        let scratch = try ScratchFolder(in: parent)
        var connection: OpaquePointer?
        try check(sqlite3_open(scratch.file("log.db"), &connection), connection)
        defer { sqlite3_close_v2(connection) }
        for sql in SQLitePeer.preparation {
            try check(sqlite3_exec(connection, sql, nil, nil, nil), connection)
        }
        let insert = try SQLiteInsert(connection)
        var position = 0
        let began = KernelTime.now()
        let end = began + UInt64(seconds * 1e9)
        while KernelTime.now() < end, position < rowCountMax {
            try check(sqlite3_exec(connection, "BEGIN IMMEDIATE", nil, nil, nil), connection)
            for _ in 0..<batchCount {
                try check(insert.run(rows[position % rows.count], position: position + 1), connection)
                position += 1
            }
            try check(sqlite3_exec(connection, "COMMIT", nil, nil, nil), connection)
        }
        return Double(position) / (Double(KernelTime.now() - began) / 1e9)
    }

    /// How many commands a daemon committed together in its log, in the mean: those of a commit have one time.
    static func meanCommitCount(log: String, after position: Int) throws -> Double {
        var connection: OpaquePointer?
        let flags = SQLITE_OPEN_READONLY
        try check(sqlite3_open_v2(log, &connection, flags, nil), connection)
        defer { sqlite3_close_v2(connection) }
        var statement: OpaquePointer?
        let sql = """
            SELECT count(*), count(DISTINCT recorded_at) FROM event WHERE position > \(position)
            """
        try check(sqlite3_prepare_v2(connection, sql, -1, &statement, nil), connection)
        defer { sqlite3_finalize(statement) }
        guard sqlite3_step(statement) == SQLITE_ROW else {
            throw BenchFailure("SQLite: \(String(cString: sqlite3_errmsg(connection)))")
        }
        return sqlite3_column_double(statement, 0) / max(1, sqlite3_column_double(statement, 1))
    }

    private static let preparation = [
        "PRAGMA page_size = 4096", "PRAGMA journal_mode = wal", "PRAGMA synchronous = FULL",
        "PRAGMA wal_autocheckpoint = \(checkpointPageCount)",
        """
        CREATE TABLE event (
            position INTEGER PRIMARY KEY, stream TEXT NOT NULL, version INTEGER NOT NULL, previous INTEGER NOT NULL,
            type TEXT NOT NULL, schema INTEGER NOT NULL, occurred_on TEXT NOT NULL, recorded_at INTEGER NOT NULL,
            data TEXT NOT NULL, metadata TEXT NOT NULL, hash BLOB NOT NULL
        ) STRICT
        """,
    ]
}

/// A row with its texts in one piece, so that they are bound as they lie.
struct SQLiteRow {
    fileprivate let bytes: [UInt8]
    /// The columns 2, 5, 7, 9, 10 of the table lie between these.
    fileprivate let ends: [Int]
    fileprivate let version, previous: Int64

    init(_ event: NewEvent) {
        let texts = [
            Array(event.stream.text.utf8), Array(event.type.text.utf8), Array(event.occurredOn.text.utf8),
            event.data, event.metadata,
        ]
        bytes = texts.flatMap { $0 }
        ends = texts.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
        (version, previous) = (event.version.number, event.previous.number)
    }
}

/// The one statement that is run, with nothing copied.
private final class SQLiteInsert {
    private static let textColumns: [Int32] = [2, 5, 7, 9, 10]
    private var statement: OpaquePointer?
    private let hash = [UInt8](repeating: 0xA5, count: 32)

    init(_ connection: OpaquePointer?) throws {
        let sql = "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        try check(sqlite3_prepare_v2(connection, sql, -1, &statement, nil), connection)
    }

    deinit { sqlite3_finalize(statement) }

    /// - Returns: SQLite's code.
    func run(_ row: SQLiteRow, position: Int) -> Int32 {
        sqlite3_bind_int64(statement, 1, Int64(position))
        sqlite3_bind_int64(statement, 3, row.version)
        sqlite3_bind_int64(statement, 4, row.previous)
        sqlite3_bind_int64(statement, 6, 1)
        sqlite3_bind_int64(statement, 8, 1_700_000_000_000_000)
        return row.bytes.withUnsafeBytes { bytes in
            for (index, column) in SQLiteInsert.textColumns.enumerated() {
                let text = UnsafeRawBufferPointer(rebasing: bytes[row.ends[index]..<row.ends[index + 1]])
                sqlite3_bind_text(
                    statement, column, text.bindMemory(to: CChar.self).baseAddress, Int32(text.count), nil)
            }
            return hash.withUnsafeBytes { hash in
                sqlite3_bind_blob(statement, 11, hash.baseAddress, Int32(hash.count), nil)
                let code = sqlite3_step(statement)
                sqlite3_reset(statement)
                return code == SQLITE_DONE ? SQLITE_OK : code
            }
        }
    }
}

private func check(_ code: Int32, _ connection: OpaquePointer?) throws {
    guard code != SQLITE_OK else { return }
    throw BenchFailure("SQLite: \(String(cString: sqlite3_errmsg(connection)))")
}
