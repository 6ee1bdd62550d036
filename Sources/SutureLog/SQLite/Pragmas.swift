internal import GRDB
internal import GRDBSQLite
internal import SutureSystem

/// Settings of a connection that decide whether what is acknowledged is on the disk. They are set when the connection
/// is made and read back before it is used: SQLite ignores what it does not know or cannot do.
struct Pragmas {
    let settings: [(name: String, value: String)]

    static let log = Pragmas(settings: writer)
    /// Deleted keys are overwritten, and what SQLite needs for a while stays in memory.
    static let keys = Pragmas(settings: writer + [("secure_delete", "1"), ("temp_store", "2")])

    /// `synchronous` 2 is FULL. The owner checkpoints, never a commit (``WriteAheadLog``). Debian 12 has a SQLite in
    /// which two checkpointing connections can corrupt a file; a mapped file would add a second way to write it.
    private static let writer = [
        ("page_size", "4096"), ("journal_mode", "wal"), ("synchronous", "2"), ("wal_autocheckpoint", "0"),
        ("recursive_triggers", "1"), ("mmap_size", "0"),
    ]

    func set(_ db: Database) throws {
        // The statement answers with a row for some settings and without one for others.
        for (name, value) in settings { _ = try Row.fetchAll(db, sql: "PRAGMA \(name) = \(value)") }
    }

    func requireInForce(_ db: Database, place: String) throws {
        // SQLite opens a file for reading only where it cannot write it, and says nothing.
        guard sqlite3_db_readonly(db.sqliteConnection, "main") == 0 else {
            throw LogFailure(
                .readOnly, "open the database", in: place, because: "it could be opened for reading only",
                hint:
                    "Give the file, and its folder, to the account of sutured and make them writable for it; if they are, the "
                    + "system was out of descriptors: start it again.")
        }
        for (name, value) in settings {
            let found = try String.fetchOne(db, sql: "PRAGMA \(name)")
            guard found == value else {
                throw LogFailure(
                    .io, "open the database", in: place,
                    because: "PRAGMA \(name) is \(found ?? "unknown") and must be \(value)",
                    hint:
                        "Acknowledged events would not be safe. Check the file system and the SQLite library."
                )
            }
        }
    }

    /// Writes a page as it is, with all that a commit takes: whether the file can be written.
    static func probe(_ db: Database) throws {
        let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        try db.execute(sql: "PRAGMA user_version = \(version)")
    }

    /// How a connection that writes is made.
    /// - Parameter busyTimeoutMilliseconds: how long a commit or a checkpoint waits for others.
    func configuration(busyTimeoutMilliseconds: Int) -> Configuration {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        configuration.busyMode = .timeout(Double(busyTimeoutMilliseconds) / 1000)
        configuration.prepareDatabase { db in try set(db) }
        return configuration
    }
}
