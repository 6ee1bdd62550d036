import GRDB
import GRDBSQLite
import SutureDomain

/// What SQLite answered instead of what it was asked for.
package struct SQLiteError: TellableError, Hashable, Sendable {
    /// Its extended result code.
    package let code: Int32
    /// May hold statements, names of tables and values: for the journal.
    package let message: String

    package init(code: Int32, message: String) {
        self.code = code
        self.message = message
    }

    /// With the meaning of the code alone.
    package init(code: Int32) { self.init(code: code, message: String(cString: sqlite3_errstr(code))) }

    /// A file that holds what Suture never wrote.
    package init(damage message: String) { self.init(code: SQLITE_CORRUPT, message: message) }

    init(_ error: DatabaseError) {
        self.init(code: error.extendedResultCode.rawValue, message: error.message ?? "no message")
    }

    /// Has GRDB's errors leave as these; whatever else the body throws stays what it is.
    static func translating<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw SQLiteError(error)
        }
    }
}

// MARK: What it means

extension SQLiteError {
    private var primaryCode: Int32 { code & 0xFF }

    /// What the code means, which holds nothing of statements and values.
    package var meaning: String { String(cString: sqlite3_errstr(code)) }

    package var told: String { "SQLite says \(code): \(meaning)" }

    /// Whether no space was left, be it for the shared memory that SQLite keeps in a file.
    package var isDiskFull: Bool {
        primaryCode == SQLITE_FULL || code == ResultCode.SQLITE_IOERR_SHMSIZE.rawValue
    }

    package var isBusy: Bool { [SQLITE_BUSY, SQLITE_LOCKED].contains(primaryCode) }

    package var isReadOnly: Bool { primaryCode == SQLITE_READONLY }

    /// Whether a write that was not finished is to be taken back first, which whoever only reads cannot.
    package var needsRollback: Bool { code == ResultCode.SQLITE_READONLY_ROLLBACK.rawValue }

    package var cannotOpen: Bool { primaryCode == SQLITE_CANTOPEN }

    package var mayNotOpen: Bool { [SQLITE_PERM, SQLITE_AUTH, SQLITE_CANTOPEN].contains(primaryCode) }

    package var isOfDisk: Bool { primaryCode == SQLITE_IOERR }

    package var violatesConstraint: Bool { primaryCode == SQLITE_CONSTRAINT }

    package var isCorrupt: Bool { [SQLITE_CORRUPT, SQLITE_NOTADB].contains(primaryCode) }

    /// Whether a table or a column is not there.
    package var isOfMissingName: Bool { primaryCode == SQLITE_ERROR && message.hasPrefix("no such ") }

    /// Whether the same may work later: the file was out of reach, and nothing says that it is damaged.
    package var mayPass: Bool {
        isDiskFull || isOfDisk || isReadOnly || isBusy
            || [SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_NOMEM, SQLITE_PROTOCOL].contains(primaryCode)
    }

    /// Whether what is in the file does not fit what was asked: made anew it would.
    package var isOfContent: Bool {
        isCorrupt
            || [SQLITE_ERROR, SQLITE_SCHEMA, SQLITE_CONSTRAINT, SQLITE_MISMATCH].contains(primaryCode)
    }
}
