import GRDB
import GRDBSQLite
package import SutureDomain

/// The machinery of the read models broke.
package struct ViewFailure: Error, Sendable, CustomStringConvertible {
    /// What was being done.
    package let operation: String
    /// The file, the position, the row.
    package let place: String
    package let cause: String
    /// What an operator can do about it.
    package let hint: String
    /// Whether no space was left. Nothing was changed; it works again once there is space.
    package let isDiskFull: Bool
    /// The event that cannot be decoded, where it is one of a known type: whoever meets it passes over it once it is voided.
    package private(set) var undecodable: Position?

    package init(operation: String, place: String, cause: String, hint: String, isDiskFull: Bool = false) {
        self.operation = operation
        self.place = place
        self.cause = cause
        self.hint = hint
        self.isDiskFull = isDiskFull
    }

    /// An event of a known type that nobody can decode.
    init(undecodable type: EventType, at position: Position, of stream: StreamName, cause: any Error) {
        let isVoidable = Catalogue.kind(named: stream.kind)?.isKeptByPeople ?? false
        self.init(
            projecting: type, at: position, of: stream, cause: cause,
            hint: isVoidable
                ? "It cannot be decoded: verify the log, and let a steward void it (suture void \(position) --reason …)."
                : "It cannot be decoded: restore the log.")
        if isVoidable { undecodable = position }
    }

    /// Every event is applied once, in the log's order.
    init(missingAfter position: Position, found: Position? = nil) {
        self.init(
            operation: "apply events", place: "position \(position.next)",
            cause: found.map { "the event at position \($0) comes instead" } ?? "the event is missing",
            hint: "Verify the log; if it is sound, delete views.db and start the daemon again.")
    }

    init(operation: String, place: String, cause: any Error, hint: String) {
        self.init(
            operation: operation, place: place, cause: ViewFailure.words(for: cause), hint: hint,
            isDiskFull: ViewFailure.isDiskFull(cause))
    }

    /// Of SQLite the meaning of its code alone: its messages, and GRDB's, hold statements and values.
    private static func words(for cause: any Error) -> String {
        guard let error = cause as? DatabaseError else { return "\(cause)" }
        let code = error.extendedResultCode.rawValue
        return "SQLite says \(code): \(String(cString: sqlite3_errstr(code)))"
    }

    /// Whether no space was left, be it for the shared memory that SQLite keeps in a file.
    package static func isDiskFull(_ error: any Error) -> Bool {
        if let failure = error as? ViewFailure { return failure.isDiskFull }
        guard let error = error as? DatabaseError else { return false }
        return error.resultCode == .SQLITE_FULL || error.extendedResultCode == .SQLITE_IOERR_SHMSIZE
    }

    /// What broke, in a sentence, without what can be done about it.
    package var statement: String { "cannot \(operation) at \(place): \(cause)." }

    package var description: String { "\(statement) \(hint)" }
}
