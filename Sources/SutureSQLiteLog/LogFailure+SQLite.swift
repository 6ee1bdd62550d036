import SutureSQLite
import SutureSystem

extension LogFailure {
    /// What SQLite says anywhere but at a COMMIT.
    init(_ error: SQLiteError, _ operation: String, in place: String) {
        var (kind, hint) = LogFailure.meaning(of: error)
        var cause = error.told
        if error.cannotOpen, let shortage = Descriptors.shortage {
            (cause, hint) = (shortage, Descriptors.hint)
        }
        self.init(kind, operation, in: place, because: cause, hint: hint)
        if error.message != error.meaning { detail = error.message }
    }

    /// What SQLite says at a COMMIT.
    ///
    /// A full disk is noticed before the sync. After any other failure of the file the events may or may not
    /// be there: seen with a failing `fdatasync`, where COMMIT errs and the row is there after a kill.
    init(commit error: SQLiteError, _ operation: String, in place: String) {
        self.init(error, operation, in: place)
        if error.isOfDisk {
            kind = .syncOutcomeUnknown
            hint = "Restart, which looks at the log again; then repeat with the same command id."
        }
    }

    /// What a connection, or what runs on it, threw.
    init(_ error: any Error, _ operation: String, in place: String) {
        switch error {
        case let failure as LogFailure: self = failure
        case let error as SQLiteError: self.init(error, operation, in: place)
        case Unsettled.readOnly:
            self.init(
                .readOnly, "open the database", in: place, because: "it could be opened for reading only",
                hint:
                    "Give the file, and its folder, to the account of sutured and make them writable for it; if they are, the "
                    + "system was out of descriptors: start it again.")
        case Unsettled.pragma(let name, let wanted, let found):
            self.init(
                .io, "open the database", in: place,
                because: "PRAGMA \(name) is \(found ?? "unknown") and must be \(wanted)",
                hint: "Acknowledged events would not be safe. Check the file system and the SQLite library.")
        default:
            self.init(.io, operation, in: place, because: "\(type(of: error))", hint: "See the journal.")
            detail = "\(error)"
        }
    }

    /// Has what the body throws leave as a failure of that operation.
    static func telling<Value>(
        _ operation: String, in place: String, _ body: () throws -> Value
    ) throws(LogFailure) -> Value {
        do {
            return try body()
        } catch {
            throw LogFailure(error, operation, in: place)
        }
    }

    private static func meaning(of error: SQLiteError) -> (Kind, hint: String) {
        if error.isDiskFull { return (.diskFull, "Make space on the file system.") }
        if error.isReadOnly {
            return (.readOnly, "Make the file and its folder writable, or copy both elsewhere.")
        }
        if error.mayNotOpen { return (.io, "Check that the file exists and that this account may open it.") }
        if error.isCorrupt {
            return (.corrupt, "Keep the file for examination and restore the last backup.")
        }
        if error.isBusy { return (.busy, "Find the other program that holds the file and stop it.") }
        if error.violatesConstraint { return (.inconsistent, "Verify the log with suture-replay.") }
        if error.isOfDisk { return (.io, "Check the disk and the kernel's messages.") }
        return (.io, "See SQLite's result codes.")
    }
}
