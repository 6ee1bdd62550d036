internal import Foundation
internal import GRDB
internal import GRDBSQLite
internal import SutureDomain
internal import SutureSystem

/// `keys.db`: the wrapped key of each person, and nothing else of a person, so that deleting a row is all that erasure
/// takes. Beside it, whose key is so new that its event may not have come, and who has none because of an erasure.
struct KeyStore: Sendable {
    /// Up to which event of the log something holds of the keys.
    enum Mark: String {
        /// The log was there, synced.
        case log
        /// Whoever was erased is among the erased.
        case erased
        /// Whoever was registered has a key, or is among the erased.
        case complete
    }

    enum Entry {
        case wrapped([UInt8])
        case erased
        case none
    }

    static let busyTimeoutMilliseconds = 5_000

    private let queue: DatabaseQueue
    private let place: String
    private let files: FilesInPlace

    init(path: String) throws(LogFailure) {
        do {
            let configuration = Pragmas.keys.configuration(
                busyTimeoutMilliseconds: KeyStore.busyTimeoutMilliseconds)
            try DurableFile.requireNoStrayWriteAheadLog(of: path)
            try DurableFile.makeEmpty(path)
            queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.inDatabase { db in
                try Pragmas.keys.requireInForce(db, place: path)
                try db.execute(
                    sql: """
                        CREATE TABLE IF NOT EXISTS key (
                            person  TEXT PRIMARY KEY,   -- person/P-0001
                            wrapped BLOB NOT NULL       -- AES-256-GCM under the master key: nonce, ciphertext, tag
                        ) STRICT, WITHOUT ROWID;
                        CREATE TABLE IF NOT EXISTS pending (
                            person  TEXT PRIMARY KEY    -- has a key, and perhaps no event yet
                        ) STRICT, WITHOUT ROWID;
                        CREATE TABLE IF NOT EXISTS erased (
                            person  TEXT PRIMARY KEY    -- has no key, and is to have none
                        ) STRICT, WITHOUT ROWID;
                        CREATE TABLE IF NOT EXISTS mark (
                            name     TEXT PRIMARY KEY,  -- erased: whoever was erased is among the erased;
                                                        -- complete: whoever was registered is there or among the erased;
                                                        -- log: so far the log was on the disk
                            position INTEGER NOT NULL,  -- as far as the log goes up to here
                            hash     BLOB NOT NULL      -- the log's hash there
                        ) STRICT, WITHOUT ROWID;
                        CREATE TABLE IF NOT EXISTS log (
                            row INTEGER PRIMARY KEY CHECK (row = 1),
                            id  TEXT NOT NULL           -- the log that the keys are of
                        ) STRICT;
                        CREATE TABLE IF NOT EXISTS master (
                            row  INTEGER PRIMARY KEY CHECK (row = 1),
                            mark BLOB NOT NULL          -- what the master key is known by that has wrapped the keys
                        ) STRICT;
                        CREATE TABLE IF NOT EXISTS clock (
                            row   INTEGER PRIMARY KEY CHECK (row = 1),
                            boot  TEXT NOT NULL,        -- the machine's run in which it was noted
                            ahead INTEGER NOT NULL      -- microseconds by which the clock said more than the run had lasted
                        ) STRICT
                        """)
            }
            try DurableFile.syncFolder(of: path)
            files = try FilesInPlace(ofDatabase: path)
        } catch {
            throw LogFailure(error, "open the keys", in: path)
        }
        place = path
    }

    /// Reads without changing anything what the file tells of its log; tables that a version did not make yet tell nothing.
    static func trace(path: String) throws(LogFailure) -> Keyring.Trace {
        do {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.busyMode = .timeout(Double(busyTimeoutMilliseconds) / 1000)
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            let trace = try queue.read { db in
                try Keyring.Trace(
                    logID: db.tableExists("log") ? String.fetchOne(db, sql: "SELECT id FROM log") : nil,
                    hasKeys: db.tableExists("key")
                        && Row.fetchOne(db, sql: "SELECT 1 FROM key LIMIT 1") != nil,
                    mark: db.tableExists("mark") ? furthestMark(in: db) : nil)
            }
            try queue.close()
            return trace
        } catch let error as DatabaseError where error.extendedResultCode == .SQLITE_READONLY_ROLLBACK {
            // A first start was killed before there was a write-ahead log, and with it before there was a key.
            return Keyring.Trace(logID: nil, hasKeys: false, mark: nil)
        } catch {
            throw LogFailure(error, "read the keys", in: path)
        }
    }

    /// `nil` if nothing was ever noted.
    private static func furthestMark(in db: Database) throws -> (position: Position, hash: [UInt8])? {
        try Row.fetchOne(
            db, sql: "SELECT position, hash FROM mark WHERE position > 0 ORDER BY position DESC LIMIT 1"
        ).map { try (Position($0.value("position")), [UInt8]($0.value("hash", as: Data.self))) }
    }

    /// Refuses keys of another log. A file that holds nothing yet may be of any log.
    func requireOf(_ logID: String) throws(LogFailure) {
        guard let knownID = try self.logID(), knownID != logID else { return }
        let (isEmpty, hasMarks) = (try isEmpty(), try hasMarks())
        guard !isEmpty || hasMarks else { return }
        throw LogFailure(
            .keys, "open the keys", in: place,
            because: "they are of the log \(knownID), and log.db is the log \(logID)",
            hint: "Put log.db and keys.db of one log together.")
    }

    /// The log that the keys are of; `nil` in a file that is new, or of a version that did not note it.
    func logID() throws(LogFailure) -> String? {
        try run("read the keys") { db in try String.fetchOne(db, sql: "SELECT id FROM log") }
    }

    func belongs(to logID: String) throws(LogFailure) {
        try run("note whose keys these are") { db in
            try db.execute(sql: "INSERT OR REPLACE INTO log VALUES (1, ?)", arguments: [logID])
        }
    }

    /// What the master key is known by; `nil` in a file that is new, or of a version that did not note it, or where it is damaged.
    func masterMark() throws(LogFailure) -> [UInt8]? {
        try run("read the keys") { db in
            try Row.fetchOne(db, sql: "SELECT mark FROM master").flatMap { KeyStore.bytes($0["mark"]) }
        }
    }

    func noteMaster(mark: [UInt8]) throws(LogFailure) {
        try run("note which the master key is") { db in
            try db.execute(sql: "INSERT OR REPLACE INTO master VALUES (1, ?)", arguments: [Data(mark)])
        }
    }

    /// `nil` where something else stands, as in a damaged row.
    private static func bytes(_ value: DatabaseValue) -> [UInt8]? {
        Data.fromDatabaseValue(value).map { [UInt8]($0) }
    }

    func isEmpty() throws(LogFailure) -> Bool {
        try run("read the keys") { db in try Row.fetchOne(db, sql: "SELECT 1 FROM key LIMIT 1") == nil }
    }

    func hasMarks() throws(LogFailure) -> Bool {
        try run("read the keys") { db in
            try Row.fetchOne(db, sql: "SELECT 1 FROM mark WHERE position > 0") != nil
        }
    }

    func entry(of person: StreamName) throws(LogFailure) -> Entry {
        try run("read a key") { db in
            let key = try db.cachedStatement(sql: "SELECT wrapped FROM key WHERE person = ?")
            // What is no key unwraps as little as a damaged one.
            if let row = try Row.fetchOne(key, arguments: [person.text]) {
                return .wrapped(KeyStore.bytes(row["wrapped"]) ?? [])
            }
            let erased = try db.cachedStatement(sql: "SELECT 1 FROM erased WHERE person = ?")
            return try Row.fetchOne(erased, arguments: [person.text]) == nil ? .none : .erased
        }
    }

    /// Which persons in a range of names have a key, or had one until they were erased.
    func known(in range: ClosedRange<String>) throws(LogFailure) -> Set<String> {
        try run("read the keys") { db in
            try String.fetchSet(
                db,
                sql: """
                    SELECT person FROM key WHERE person BETWEEN ?1 AND ?2
                    UNION ALL SELECT person FROM erased WHERE person BETWEEN ?1 AND ?2
                    """, arguments: [range.lowerBound, range.upperBound])
        }
    }

    /// The keys of the first and of the last persons in the order of their names, at most `limit` of each. One that is damaged, or of
    /// nobody, opens nothing and is in nobody's way.
    func outermost(_ limit: Int) throws(LogFailure) -> [(person: StreamName, wrapped: [UInt8])] {
        try run("read the keys") { db in
            try ["ASC", "DESC"].flatMap { order in
                try Row.fetchAll(
                    db, sql: "SELECT person, wrapped FROM key ORDER BY person \(order) LIMIT ?",
                    arguments: [limit]
                ).map { row in
                    let person: DatabaseValue = row["person"]
                    return (
                        StreamName(recorded: String.fromDatabaseValue(person) ?? "person/?"),
                        KeyStore.bytes(row["wrapped"]) ?? []
                    )
                }
            }
        }
    }

    /// All in one transaction with one sync.
    /// - Parameters:
    ///   - settled: persons whose event has come since their key was kept.
    ///   - head: how far the log is on the disk.
    func insert(
        _ keys: [(person: StreamName, wrapped: [UInt8])], settled: [StreamName], behind head: LogHead
    ) throws(LogFailure) {
        try run("keep new keys") { db in
            try db.inTransaction(.immediate) {
                try note(.log, through: head, in: db)
                try forget(settled, in: "pending", of: db)
                let key = try db.cachedStatement(sql: "INSERT INTO key VALUES (?, ?)")
                let pending = try db.cachedStatement(sql: "INSERT OR IGNORE INTO pending VALUES (?)")
                for (person, wrapped) in keys {
                    try key.execute(arguments: [person.text, Data(wrapped)])
                    try pending.execute(arguments: [person.text])
                }
                return .commit
            }
        }
    }

    /// Persons that have a key, and perhaps no event.
    func pending() throws(LogFailure) -> [StreamName] {
        try run("read the keys") { db in
            try String.fetchAll(db, sql: "SELECT person FROM pending").map { StreamName(recorded: $0) }
        }
    }

    /// Takes keys away that sealed nothing.
    func delete(_ persons: [StreamName]) throws(LogFailure) {
        try run("delete keys") { db in
            try remove(persons, areErased: false, from: db)
            try emptyWriteAheadLog(of: db)
        }
    }

    /// Takes keys away so that no copy is left, neither in the database nor in its write-ahead log, and notes it
    /// afterwards: until then it is to be done again.
    ///
    /// `secure_delete` is not enough: where SQLite moved a row to another page before, a part of it may have stayed behind
    /// (seen: 8 bytes of 60, once in 4,000 deletions). So the file is written anew without them.
    /// - Parameter head: an event of the log up to which no erased person has a key any more.
    func erase(_ persons: [StreamName], through head: LogHead) throws(LogFailure) {
        // A file that was moved away would keep them.
        try requireInPlace()
        try run("delete the keys of erased persons") { db in
            try remove(persons, areErased: true, from: db)
            try db.execute(sql: "VACUUM")
            try emptyWriteAheadLog(of: db)
            try note([.erased, .log], through: head, in: db)
        }
        try requireInPlace()
    }

    /// Whatever is noted, the log is on the disk so far.
    func note(_ mark: Mark, through head: LogHead) throws(LogFailure) {
        try run("note how far the keys go") { db in try note([mark, .log], through: head, in: db) }
    }

    private func note(_ marks: Set<Mark>, through head: LogHead, in db: Database) throws {
        try db.inTransaction(.immediate) {
            for mark in marks { try note(mark, through: head, in: db) }
            return .commit
        }
    }

    private func note(_ mark: Mark, through head: LogHead, in db: Database) throws {
        try note(mark, head.position, head.hash, in: db)
    }

    private func note(_ mark: Mark, _ position: Position, _ hash: [UInt8], in db: Database) throws {
        try db.cachedStatement(sql: "INSERT OR REPLACE INTO mark VALUES (?, ?, ?)")
            .execute(arguments: [mark.rawValue, position.number, Data(hash)])
    }

    /// - Throws: ``LogFailure/Kind/displaced`` if the files are not in their places.
    func requireInPlace() throws(LogFailure) { try files.require(for: "keep keys") }

    func probe() throws(LogFailure) {
        try requireInPlace()
        try run("write") { db in try Pragmas.probe(db) }
    }

    /// Notes an event that the log does not have any more, and nothing else of it.
    func noteLost(_ position: Position, _ hash: [UInt8]) throws(LogFailure) {
        try run("note what the log has lost") { db in
            try db.inTransaction(.immediate) {
                try db.execute(sql: "DELETE FROM mark")
                try note(.log, position, hash, in: db)
                return .commit
            }
        }
    }

    /// Forgets what was noted of the log before it ended there. Nothing is pending: no key is taken for an orphan.
    func forgetLoss(at head: LogHead) throws(LogFailure) {
        try run("forget what the log has lost") { db in
            try db.inTransaction(.immediate) {
                try db.execute(sql: "DELETE FROM pending; DELETE FROM mark")
                try note(.log, through: head, in: db)
                return .commit
            }
        }
    }

    /// `nil` if it was never noted.
    func through(_ mark: Mark) throws(LogFailure) -> (position: Position, hash: [UInt8])? {
        try run("read the keys") { db in
            try Row.fetchOne(
                db, sql: "SELECT position, hash FROM mark WHERE name = ?", arguments: [mark.rawValue]
            ).map { try (Position($0.value("position")), [UInt8]($0.value("hash", as: Data.self))) }
        }
    }

    private func remove(_ persons: [StreamName], areErased: Bool, from db: Database) throws {
        try db.inTransaction(.immediate) {
            try forget(persons, in: "key", of: db)
            try forget(persons, in: "pending", of: db)
            if areErased {
                let statement = try db.cachedStatement(sql: "INSERT OR IGNORE INTO erased VALUES (?)")
                for person in persons { try statement.execute(arguments: [person.text]) }
            }
            return .commit
        }
    }

    private func emptyWriteAheadLog(of db: Database) throws {
        guard try WriteAheadLog.checkpoint(db, SQLITE_CHECKPOINT_TRUNCATE) else {
            throw LogFailure(
                .busy, "delete keys", in: place, because: "another program reads the file",
                hint: "Stop it and try again: until then deleted keys can be found in keys.db-wal.")
        }
    }

    private func forget(_ persons: [StreamName], in table: String, of db: Database) throws {
        let statement = try db.cachedStatement(sql: "DELETE FROM \(table) WHERE person = ?")
        for person in persons { try statement.execute(arguments: [person.text]) }
    }

    func noteClock(ahead: Int64, inBoot bootID: String) throws(LogFailure) {
        try run("note how the clock stands") { db in
            try db.execute(
                sql: "INSERT OR REPLACE INTO clock VALUES (1, ?, ?)", arguments: [bootID, ahead])
        }
    }

    func clockAhead(inBoot bootID: String) throws(LogFailure) -> Int64? {
        try run("read how the clock stood") { db in
            try Int64.fetchOne(db, sql: "SELECT ahead FROM clock WHERE boot = ?", arguments: [bootID])
        }
    }

    func close() throws(LogFailure) {
        do {
            try queue.close()
        } catch {
            throw LogFailure(error, "close the keys", in: place)
        }
    }

    private func run<Value>(
        _ operation: String, _ body: (Database) throws -> Value
    ) throws(LogFailure) -> Value {
        do {
            return try queue.inDatabase(body)
        } catch {
            throw LogFailure(error, operation, in: place)
        }
    }
}
