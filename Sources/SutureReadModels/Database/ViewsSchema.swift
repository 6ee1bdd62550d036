import SutureDomain
import SutureSQLite

/// The tables of a views database.
enum ViewsSchema {
    /// Counted up when a projection writes other rows of the same events into the same tables: a test sees
    /// it.
    static let projectionRevision = 6

    /// Tables beside the views.
    private static let ownTables = [
        """
        CREATE TABLE checkpoint (
            log_id TEXT NOT NULL,
            position INTEGER NOT NULL,
            hash BLOB NOT NULL,
            fingerprint TEXT NOT NULL,
            command_id TEXT
        ) STRICT
        """,
        """
        CREATE TABLE stream_head (
            stream TEXT PRIMARY KEY NOT NULL,
            version INTEGER NOT NULL,
            position INTEGER NOT NULL,
            is_void INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE receipt (
            command_hash INTEGER NOT NULL,
            position INTEGER NOT NULL,
            PRIMARY KEY (command_hash, position)
        ) STRICT, WITHOUT ROWID
        """,
    ]

    static let tables = ownTables + ViewCatalogue.tables.map(\.tableSQL)

    /// Whether no table is missing. How each was made the fingerprint tells.
    static func isWhole(_ database: Database) throws -> Bool {
        let found = Set(try database.texts("SELECT sql FROM sqlite_master WHERE type = 'table'"))
        return tables.allSatisfy(found.contains)
    }

    /// No projection looks rows up by these.
    static let indexes = ViewCatalogue.tables.flatMap(\.indexSQL) + [AssignedPersons.indexSQL]

    /// Read models of another version may stand behind events that this one does not know, unnoticed.
    static let events = Catalogue.kinds.flatMap { Catalogue.events(of: $0) }
        .map { "\($0.type) \($0.schema)" }

    /// Tells these tables from those of another version: FNV-1a over definitions and known events.
    static let fingerprint = fingerprint(knowing: events)

    static func fingerprint(knowing events: [String]) -> String {
        let text = (tables + indexes + events).joined(separator: ";") + ";\(projectionRevision)"
        return String(FNV1a.hash(text.utf8), radix: 16)
    }
}
