import SutureDomain
import SutureLog
import SutureSQLite
import SutureSystem

/// `keys.db`: one row for the key of each person, which is deleted where the person is erased.
struct SQLiteKeyStore: KeyStore {
    static let busyTimeoutMilliseconds = 5_000

    private let connection: Connection
    let place: String
    private let files: FilesInPlace

    init(path: String) throws(LogFailure) {
        do {
            try DurableFile.requireNoStrayWriteAheadLog(of: path)
            try DurableFile.makeEmpty(path)
            connection = try Connection(
                path: path, .keys(busyTimeoutMilliseconds: SQLiteKeyStore.busyTimeoutMilliseconds))
            try connection.inDatabase { try $0.execute(sql: KeySchema.tables) }
            try DurableFile.syncFolder(of: path)
            files = try FilesInPlace(ofDatabase: path)
        } catch {
            throw LogFailure(error, "open the keys", in: path)
        }
        place = path
    }

    /// What the file tells of its log; tables that a version did not make yet tell nothing.
    static func trace(path: String) throws(LogFailure) -> KeyTrace {
        let trace = try Connection.looking(
            into: path, "read the keys", busyTimeoutMilliseconds: busyTimeoutMilliseconds
        ) { database in
            try KeyTrace(
                logID: database.hasTable("log") ? database.text("SELECT id FROM log") : nil,
                hasKeys: database.hasTable("key") && database.has("SELECT 1 FROM key LIMIT 1"),
                mark: database.hasTable("mark")
                    ? mark("position > 0 ORDER BY position DESC LIMIT 1", in: database) : nil)
        }
        // A first start that was killed had made no key.
        return trace ?? KeyTrace(logID: nil, hasKeys: false, mark: nil)
    }

    private static func mark(
        _ condition: String, _ arguments: Argument..., in database: Database
    ) throws -> (position: Position, hash: [UInt8])? {
        try database.first("SELECT position, hash FROM mark WHERE \(condition)", arguments) { row in
            guard let hash = row.storedBytes(at: 1) else { throw SQLiteError(damage: "hash is no Data") }
            return (Position(try row.requiredInteger(at: 0, "position")), hash)
        }
    }

    func logID() throws(LogFailure) -> String? {
        try run("read the keys") { try $0.text("SELECT id FROM log") }
    }

    func belongs(to logID: String) throws(LogFailure) {
        try run("note whose keys these are") {
            try $0.run("INSERT OR REPLACE INTO log VALUES (1, ?)", .text(logID))
        }
    }

    func masterMark() throws(LogFailure) -> [UInt8]? {
        try run("read the keys") { try $0.first("SELECT mark FROM master") { $0.storedBytes(at: 0) } ?? nil }
    }

    func noteMaster(mark: [UInt8]) throws(LogFailure) {
        try run("note which the master key is") {
            try $0.run("INSERT OR REPLACE INTO master VALUES (1, ?)", .bytes(mark))
        }
    }

    func isEmpty() throws(LogFailure) -> Bool {
        try run("read the keys") { try !$0.has("SELECT 1 FROM key LIMIT 1") }
    }

    func hasMarks() throws(LogFailure) -> Bool {
        try run("read the keys") { try $0.has("SELECT 1 FROM mark WHERE position > 0") }
    }

    func entry(of person: StreamName) throws(LogFailure) -> KeyEntry {
        try run("read a key") { database in
            let name = Argument.text(person.text)
            // What is no key unwraps as little as a damaged one.
            let wrapped = try database.first("SELECT wrapped FROM key WHERE person = ?", [name]) {
                $0.storedBytes(at: 0) ?? []
            }
            if let wrapped { return .wrapped(wrapped) }
            return try database.has("SELECT 1 FROM erased WHERE person = ?", name) ? .erased : .none
        }
    }

    func known(in range: ClosedRange<String>) throws(LogFailure) -> Set<String> {
        try run("read the keys") { database in
            Set(
                try database.texts(
                    """
                    SELECT person FROM key WHERE person BETWEEN ?1 AND ?2
                    UNION ALL SELECT person FROM erased WHERE person BETWEEN ?1 AND ?2
                    """, .text(range.lowerBound), .text(range.upperBound)))
        }
    }

    func outermost(_ limit: Int) throws(LogFailure) -> [(person: StreamName, wrapped: [UInt8])] {
        try run("read the keys") { database in
            try ["ASC", "DESC"].flatMap { order in
                try database.rows(
                    "SELECT person, wrapped FROM key ORDER BY person \(order) LIMIT ?",
                    [.integer(Int64(limit))]
                ) { row in
                    (StreamName(recorded: row.text(at: 0) ?? "person/?"), row.storedBytes(at: 1) ?? [])
                }
            }
        }
    }

    func insert(
        _ keys: [(person: StreamName, wrapped: [UInt8])], settled: [StreamName], behind head: LogHead
    ) throws(LogFailure) {
        try run("keep new keys") { database in
            try database.inTransaction {
                try note(.log, head.position, head.hash, in: database)
                try forget(settled, in: "pending", of: database)
                for (person, wrapped) in keys {
                    try database.run("INSERT INTO key VALUES (?, ?)", .text(person.text), .bytes(wrapped))
                    try database.run("INSERT OR IGNORE INTO pending VALUES (?)", .text(person.text))
                }
            }
        }
    }

    func pending() throws(LogFailure) -> [StreamName] {
        try run("read the keys") {
            try $0.texts("SELECT person FROM pending").map { StreamName(recorded: $0) }
        }
    }

    func delete(_ persons: [StreamName]) throws(LogFailure) {
        try run("delete keys") { database in
            try remove(persons, areErased: false, from: database)
            try emptyWriteAheadLog(of: database)
        }
    }

    /// No copy is left, neither in the database nor in its write-ahead log.
    ///
    /// `secure_delete` is not enough: where SQLite moved a row to another page before, a part of it may have
    /// stayed behind (seen: 8 bytes of 60, once in 4,000 deletions). So the file is written anew without
    /// them.
    func erase(_ persons: [StreamName], through head: LogHead) throws(LogFailure) {
        // A file that was moved away would keep them.
        try requireInPlace()
        try run("delete the keys of erased persons") { database in
            try remove(persons, areErased: true, from: database)
            try database.execute(sql: "VACUUM")
            try emptyWriteAheadLog(of: database)
            try note([.erased, .log], through: head, in: database)
        }
        try requireInPlace()
    }

    func note(_ mark: KeyMark, through head: LogHead) throws(LogFailure) {
        try run("note how far the keys go") { try note([mark, .log], through: head, in: $0) }
    }

    private func note(_ marks: Set<KeyMark>, through head: LogHead, in database: Database) throws {
        try database.inTransaction {
            for mark in marks { try note(mark, head.position, head.hash, in: database) }
        }
    }

    private func note(
        _ mark: KeyMark, _ position: Position, _ hash: [UInt8], in database: Database
    ) throws {
        try database.run(
            "INSERT OR REPLACE INTO mark VALUES (?, ?, ?)", .text(mark.rawValue), .integer(position.number),
            .bytes(hash))
    }

    func requireInPlace() throws(LogFailure) { try files.require(for: "keep keys") }

    func probe() throws(LogFailure) {
        try requireInPlace()
        try run("write") { try $0.probe() }
    }

    func noteLost(_ position: Position, _ hash: [UInt8]) throws(LogFailure) {
        try run("note what the log has lost") { database in
            try database.inTransaction {
                try database.execute(sql: "DELETE FROM mark")
                try note(.log, position, hash, in: database)
            }
        }
    }

    func forgetLoss(at head: LogHead) throws(LogFailure) {
        try run("forget what the log has lost") { database in
            try database.inTransaction {
                try database.execute(sql: "DELETE FROM pending; DELETE FROM mark")
                try note(.log, head.position, head.hash, in: database)
            }
        }
    }

    func through(_ mark: KeyMark) throws(LogFailure) -> (position: Position, hash: [UInt8])? {
        try run("read the keys") { try SQLiteKeyStore.mark("name = ?", .text(mark.rawValue), in: $0) }
    }

    private func remove(_ persons: [StreamName], areErased: Bool, from database: Database) throws {
        try database.inTransaction {
            try forget(persons, in: "key", of: database)
            try forget(persons, in: "pending", of: database)
            guard areErased else { return }
            for person in persons {
                try database.run("INSERT OR IGNORE INTO erased VALUES (?)", .text(person.text))
            }
        }
    }

    private func emptyWriteAheadLog(of database: Database) throws {
        guard try database.checkpoint(.truncate) else {
            throw LogFailure(
                .busy, "delete keys", in: place, because: "another program reads the file",
                hint: "Stop it and try again: until then deleted keys can be found in keys.db-wal.")
        }
    }

    private func forget(_ persons: [StreamName], in table: String, of database: Database) throws {
        for person in persons {
            try database.run("DELETE FROM \(table) WHERE person = ?", .text(person.text))
        }
    }

    func noteClock(ahead: Int64, inBoot bootID: String) throws(LogFailure) {
        try run("note how the clock stands") {
            try $0.run("INSERT OR REPLACE INTO clock VALUES (1, ?, ?)", .text(bootID), .integer(ahead))
        }
    }

    func clockAhead(inBoot bootID: String) throws(LogFailure) -> Int64? {
        try run("read how the clock stood") {
            try $0.first("SELECT ahead FROM clock WHERE boot = ?", [.text(bootID)]) { $0.integer(at: 0) }
        }
    }

    func close() throws(LogFailure) {
        try LogFailure.telling("close the keys", in: place) { try connection.close() }
    }

    private func run<Value>(
        _ operation: String, _ body: (Database) throws -> Value
    ) throws(LogFailure) -> Value {
        try LogFailure.telling(operation, in: place) { try connection.inDatabase(body) }
    }
}
