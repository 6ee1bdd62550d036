internal import GRDB
internal import GRDBSQLite
package import SutureSystem

extension LogFailure {
    /// What a result code of SQLite means anywhere but at a COMMIT.
    package init(sqlite code: Int32, message: String, _ operation: String, in place: String) {
        var (kind, hint) = LogFailure.meaning(of: code)
        let meaning = String(cString: sqlite3_errstr(code))
        var cause = "SQLite says \(code): \(meaning)"
        if code & 0xFF == SQLITE_CANTOPEN, let shortage = Descriptors.shortage {
            (cause, hint) = (shortage, Descriptors.hint)
        }
        self.init(kind, operation, in: place, because: cause, hint: hint)
        if message != meaning { detail = message }
    }

    /// What a result code of SQLite means at a COMMIT.
    ///
    /// A full disk is noticed before the sync. After any other failure of the file the events may or may not be
    /// there: seen with a failing `fdatasync`, where COMMIT errs and the row is there after a kill.
    package init(commit code: Int32, message: String, _ operation: String, in place: String) {
        self.init(sqlite: code, message: message, operation, in: place)
        if code & 0xFF == SQLITE_IOERR {
            kind = .syncOutcomeUnknown
            hint = "Restart, which looks at the log again; then repeat with the same command id."
        }
    }

    /// What GRDB, or what runs inside it, threw.
    package init(_ error: any Error, _ operation: String, in place: String) {
        switch error {
        case let failure as LogFailure: self = failure
        case let error as DatabaseError:
            self.init(
                sqlite: error.extendedResultCode.rawValue, message: error.message ?? "no message", operation,
                in: place)
        case is RowDecodingError:
            // Not the error itself: it shows the row and the statement.
            self.init(
                sqlite: SQLITE_CORRUPT, message: "a row has a value of another type than its column",
                operation, in: place)
        default:
            self.init(.io, operation, in: place, because: "\(type(of: error))", hint: "See the journal.")
            detail = "\(error)"
        }
    }

    private static func meaning(of code: Int32) -> (Kind, hint: String) {
        switch code & 0xFF {
        case SQLITE_FULL: (.diskFull, "Make space on the file system.")
        // No room for the shared memory that it keeps in a file.
        case _ where code == ResultCode.SQLITE_IOERR_SHMSIZE.rawValue:
            (.diskFull, "Make space on the file system.")
        case SQLITE_READONLY: (.readOnly, "Make the file and its folder writable, or copy both elsewhere.")
        case SQLITE_PERM, SQLITE_AUTH, SQLITE_CANTOPEN:
            (.io, "Check that the file exists and that this account may open it.")
        case SQLITE_CORRUPT, SQLITE_NOTADB:
            (.corrupt, "Keep the file for examination and restore the last backup.")
        case SQLITE_BUSY, SQLITE_LOCKED: (.busy, "Find the other program that holds the file and stop it.")
        case SQLITE_CONSTRAINT: (.inconsistent, "Verify the log with suture-replay.")
        case SQLITE_IOERR: (.io, "Check the disk and the kernel's messages.")
        default: (.io, "See SQLite's result codes.")
        }
    }
}
