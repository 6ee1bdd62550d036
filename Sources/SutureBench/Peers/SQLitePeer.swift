import SutureDomain
import SutureLog
import SutureProgram
import SutureSQLite

/// Plain SQLite as one would use it in C: the log's rows, in transactions as large as the daemon's, each
/// synced. What the disk and SQLite allow.
///
/// No socket, JSON, rules, hash (its bytes are stored all the same), triggers, index or read models.
struct SQLitePeer {
    static var version: String { SQLiteVersion.text }

    /// The pages after which SQLite checkpoints by itself, as the daemon begins to.
    private static let checkpointPageCount = 2_000
    private static let busyTimeoutMilliseconds = 0

    let rows: [SQLiteRow]
    let parent: String

    /// - Parameter batchCount: rows per transaction.
    /// - Returns: rows per second.
    func run(batchCount: Int, seconds: Double, rowCountMax: Int = .max) throws -> Double {
        let scratch = try ScratchFolder(in: parent)
        let connection = try Connection(path: scratch.file("log.db"), SQLitePeer.settings)
        return try connection.inDatabase { database in
            try database.execute(sql: SQLitePeer.table)
            let insert = SQLiteInsert(try database.makeStatement(sql: SQLiteInsert.sql))
            let begin = try database.makeStatement(sql: "BEGIN IMMEDIATE")
            let commit = try database.makeStatement(sql: "COMMIT")
            var position = 0
            let began = KernelTime.now()
            let end = began + UInt64(seconds * 1e9)
            while KernelTime.now() < end, position < rowCountMax {
                try step(begin.sqliteStatement)
                for _ in 0..<batchCount {
                    try insert.run(rows[position % rows.count], position: position + 1)
                    position += 1
                }
                try step(commit.sqliteStatement)
            }
            return Double(position) / (KernelTime.seconds(since: began))
        }
    }

    /// How many commands a daemon committed together, in the mean: those of a commit have one time.
    static func meanCommitCount(log: String, after position: Int) throws -> Double {
        let connection = try Connection(
            path: log, ConnectionSettings(busyTimeoutMilliseconds: busyTimeoutMilliseconds, isReadOnly: true))
        let sql = "SELECT count(*), count(DISTINCT recorded_at) FROM event WHERE position > ?"
        let mean = try connection.inDatabase { database in
            try database.first(sql, [.integer(Int64(position))]) { row in
                Double(row.integer(at: 0)) / Double(max(1, row.integer(at: 1)))
            }
        }
        try connection.close()
        return mean ?? 0
    }

    private static let settings = ConnectionSettings(
        [
            ("page_size", "4096"), ("journal_mode", "wal"), ("synchronous", "2"),
            ("wal_autocheckpoint", "\(checkpointPageCount)"),
        ], busyTimeoutMilliseconds: busyTimeoutMilliseconds)

    private static let table = """
        CREATE TABLE event (
            position INTEGER PRIMARY KEY, stream TEXT NOT NULL, version INTEGER NOT NULL, previous INTEGER NOT NULL,
            type TEXT NOT NULL, schema INTEGER NOT NULL, occurred_on TEXT NOT NULL, recorded_at INTEGER NOT NULL,
            data TEXT NOT NULL, metadata TEXT NOT NULL, hash BLOB NOT NULL
        ) STRICT
        """
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
private struct SQLiteInsert {
    static let sql = "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    private static let textColumns: [Int32] = [2, 5, 7, 9, 10]

    private let statement: Statement
    private let hash = [UInt8](repeating: 0xA5, count: 32)

    init(_ statement: Statement) { self.statement = statement }

    func run(_ row: SQLiteRow, position: Int) throws {
        let parameters = Parameters(of: statement.sqliteStatement)
        parameters.bind(Int64(position), at: 1)
        parameters.bind(row.version, at: 3)
        parameters.bind(row.previous, at: 4)
        parameters.bind(Int64(1), at: 6)
        parameters.bind(Int64(1_700_000_000_000_000), at: 8)
        try row.bytes.withUnsafeBytes { bytes in
            for (index, column) in SQLiteInsert.textColumns.enumerated() {
                parameters.bind(
                    text: UnsafeRawBufferPointer(rebasing: bytes[row.ends[index]..<row.ends[index + 1]]),
                    at: column)
            }
            try hash.withUnsafeBytes { hash in
                parameters.bind(bytes: hash, at: 11)
                try step(statement.sqliteStatement)
            }
        }
    }
}
