internal import Foundation
internal import GRDB
internal import GRDBSQLite
internal import SutureDomain

/// `keys.db`: the wrapped key of each person, and nothing else, so that deleting a row is all that erasure takes.
struct KeyStore: Sendable {
    static let busyTimeoutMilliseconds = 5_000

    private let queue: DatabaseQueue
    private let place: String

    init(path: String) throws(LogFailure) {
        do {
            let configuration = Pragmas.keys.configuration(
                busyTimeoutMilliseconds: KeyStore.busyTimeoutMilliseconds)
            queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.inDatabase { db in
                try Pragmas.keys.requireInForce(db, place: path)
                try db.execute(
                    sql: """
                        CREATE TABLE IF NOT EXISTS key (
                            person  TEXT PRIMARY KEY,   -- person/P-0001
                            wrapped BLOB NOT NULL       -- AES-256-GCM under the master key: nonce, ciphertext, tag
                        ) STRICT, WITHOUT ROWID
                        """)
            }
            try DurableFile.syncFolder(of: path)
        } catch {
            throw LogFailure(error, "open the keys", in: path)
        }
        place = path
    }

    func isEmpty() throws(LogFailure) -> Bool {
        try run("read the keys") { db in try Row.fetchOne(db, sql: "SELECT 1 FROM key LIMIT 1") == nil }
    }

    func wrappedKey(of person: StreamName) throws(LogFailure) -> [UInt8]? {
        try run("read a key") { db in
            let statement = try db.cachedStatement(sql: "SELECT wrapped FROM key WHERE person = ?")
            return try Data.fetchOne(statement, arguments: [person.text]).map { [UInt8]($0) }
        }
    }

    /// Every person that has a key, and the key.
    func forEach(_ body: (StreamName, [UInt8]) throws -> Void) throws(LogFailure) {
        try run("read the keys") { db in
            let rows = try Row.fetchCursor(db, sql: "SELECT person, wrapped FROM key")
            while let row = try rows.next() {
                let wrapped: Data = row["wrapped"]
                try body(StreamName(recorded: row["person"]), [UInt8](wrapped))
            }
        }
    }

    /// All in one transaction with one sync.
    func insert(_ keys: [(person: StreamName, wrapped: [UInt8])]) throws(LogFailure) {
        try run("keep new keys") { db in
            try db.inTransaction(.immediate) {
                let statement = try db.cachedStatement(sql: "INSERT INTO key VALUES (?, ?)")
                for (person, wrapped) in keys {
                    try statement.execute(arguments: [person.text, Data(wrapped)])
                }
                return .commit
            }
        }
    }

    /// Afterwards no copy is left, neither in the database nor in its write-ahead log.
    func delete(_ persons: [StreamName]) throws(LogFailure) {
        try run("delete keys") { db in
            try db.inTransaction(.immediate) {
                for person in persons {
                    try db.execute(sql: "DELETE FROM key WHERE person = ?", arguments: [person.text])
                }
                return .commit
            }
            guard try WriteAheadLog.checkpoint(db, SQLITE_CHECKPOINT_TRUNCATE) else {
                throw LogFailure(
                    .busy, "delete keys", in: place, because: "another program reads the file",
                    hint: "Stop it and try again: until then deleted keys can be found in \(place)-wal.")
            }
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
