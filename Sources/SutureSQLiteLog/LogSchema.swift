import SutureDomain
import SutureLog
import SutureSQLite
import SutureSystem

/// The tables of `log.db`, plain enough to be read with `sqlite3` in twenty years.
enum LogSchema {
    /// Each object's name and the statement that makes it, whose text SQLite keeps to be compared with.
    static let objects: [(name: String, sql: String)] = [
        (
            "log",
            """
            CREATE TABLE log (
                row        INTEGER PRIMARY KEY CHECK (row = 1),
                id         TEXT    NOT NULL,   -- UUID, lower case
                format     INTEGER NOT NULL,   -- 1
                created_at INTEGER NOT NULL    -- microseconds since 1970, UTC
            ) STRICT
            """
        ),
        (
            "event",
            """
            CREATE TABLE event (
                position    INTEGER PRIMARY KEY,   -- 1, 2, 3 … no gaps
                stream      TEXT    NOT NULL,      -- trial/T-001
                version     INTEGER NOT NULL,      -- 1, 2, 3 … in the stream
                previous    INTEGER NOT NULL,      -- position of the stream's event before this one, 0 if none
                type        TEXT    NOT NULL,      -- trial.outcome-logged
                schema      INTEGER NOT NULL,      -- version of the payload's shape, from 1
                occurred_on TEXT    NOT NULL,      -- 2022 | 2022-03 | 2022-03-14 | 2020..2022-11-07 | ..2022-11-07 | unknown
                recorded_at INTEGER NOT NULL,      -- microseconds since 1970, UTC, never decreasing
                data        TEXT    NOT NULL,      -- JSON, the event's fields
                metadata    TEXT    NOT NULL,      -- JSON: actor, command id and digest, correlation, causation, reason, sources
                hash        BLOB    NOT NULL       -- SHA-256 over the previous hash and every column above
            ) STRICT
            """
        ),
        refusal("log_is_never_updated", of: "UPDATE", on: "log"),
        refusal("log_is_never_deleted", of: "DELETE", on: "log"),
        refusal("log_is_never_replaced", of: "INSERT", on: "log", when: "EXISTS (SELECT 1 FROM log)"),
        refusal("event_is_never_updated", of: "UPDATE", on: "event"),
        refusal("event_is_never_deleted", of: "DELETE", on: "event"),
    ]

    /// Makes the tables of a new log, and its identity, in the transaction that is open.
    static func create(_ identity: LogIdentity, in database: Database) throws {
        for object in objects { try database.execute(sql: object.sql) }
        try database.run(
            "INSERT INTO log (row, id, format, created_at) VALUES (1, ?, ?, ?)", .text(identity.id),
            .integer(Int64(identity.formatVersion)), .integer(identity.createdAt.microseconds))
    }

    /// Whether nothing was ever made in this file.
    static func isEmpty(_ database: Database) throws -> Bool {
        try !database.has("SELECT 1 FROM sqlite_schema")
    }

    /// The identity that stands in the file.
    static func identity(in database: Database, place: String) throws -> LogIdentity {
        guard try database.hasTable("log"), try database.hasTable("event") else {
            throw LogFailure(
                .unsupportedFormat, "open the log", in: place, because: "this is no log of Suture",
                hint: "Name a log.db or the state directory that holds it.")
        }
        let found = try database.first("SELECT id, format, created_at FROM log") { row in
            (
                id: row.text(at: 0) ?? "", format: try row.requiredInteger(at: 1, "format"),
                createdAt: try row.requiredInteger(at: 2, "created_at")
            )
        }
        guard let found else {
            throw LogFailure(
                .corrupt, "open the log", in: place, because: "the log has lost its identity",
                hint: "Keep the file for examination and restore the last backup.")
        }
        guard found.format == LogIdentity.currentFormatVersion else {
            throw LogFailure(
                .unsupportedFormat, "open the log", in: place,
                because: "its format is version \(found.format)",
                hint:
                    "This build reads version \(LogIdentity.currentFormatVersion); use the one that wrote it."
            )
        }
        return LogIdentity(
            id: found.id, formatVersion: Int(found.format),
            createdAt: Instant(microseconds: found.createdAt))
    }

    /// Stops the writer if a table was changed or a trigger dropped.
    static func requireUnchanged(_ database: Database, place: String) throws {
        for object in objects {
            let found = try database.text(
                "SELECT sql FROM sqlite_schema WHERE name = ?", .text(object.name))
            guard found == object.sql else {
                throw LogFailure(
                    .corrupt, "open the log", in: place,
                    because: "\(object.name) is \(found == nil ? "missing" : "not as Suture makes it")",
                    hint:
                        "Someone changed the file. Verify it with suture-replay; restore a backup if need be."
                )
            }
        }
    }

    private static func refusal(
        _ name: String, of operation: String, on table: String, when condition: String? = nil
    ) -> (String, String) {
        let clause = condition.map { " WHEN \($0)" } ?? ""
        return (
            name,
            """
            CREATE TRIGGER \(name) BEFORE \(operation) ON \(table)\(clause)
            BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END
            """
        )
    }
}
