package import SutureDomain
import SutureSQLite

/// The machinery of the read models broke.
package struct ViewFailure: TellableError, Sendable, CustomStringConvertible {
    /// What was being done.
    package let operation: String
    /// The file, the position, the row.
    package let place: String
    package let cause: String
    /// What an operator can do about it.
    package let hint: String
    /// Whether no space was left. Nothing was changed; it works again once there is space.
    package private(set) var isDiskFull = false
    /// See ``mayPass(_:)``.
    package private(set) var mayPass = false
    /// Whether it is the file that broke, and no event: made anew from the log it may be whole again.
    package private(set) var isOfFile = false
    /// Whether what was read is not what Suture wrote: it stays so until the file is made anew.
    package private(set) var isDamage = false
    /// The event of a known type that cannot be decoded: whoever meets it passes over it once it is voided.
    package private(set) var undecodable: Position?
}

extension ViewFailure {
    /// An event of a known type that nobody can decode.
    package init(undecodable type: EventType, at position: Position, of stream: StreamName, cause: any Error)
    {
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
            hint:
                "Verify the log (suture-replay verify); unless it is sound, keep views.db, which may tell more."
        )
    }

    init(operation: String, place: String, cause: any Error, hint: String) {
        let (failure, error) = (cause as? ViewFailure, cause as? SQLiteError)
        let isOfFile = error.map { $0.mayPass || $0.isOfContent }
        // A question that is too large for SQLite is no damage.
        let isDamage = error.map { $0.isCorrupt || $0.isOfMissingName }
        self.init(
            operation: operation, place: place, cause: ViewFailure.words(for: cause), hint: hint,
            isDiskFull: ViewFailure.isDiskFull(cause), mayPass: ViewFailure.mayPass(cause),
            isOfFile: failure?.isOfFile ?? isOfFile ?? false, isDamage: failure?.isDamage ?? isDamage ?? false
        )
    }

    /// Of SQLite the meaning of its code alone: its messages hold statements and values.
    package static func words(for cause: any Error) -> String {
        (cause as? any TellableError)?.told ?? "\(type(of: cause))"
    }

    /// Whether no space was left.
    package static func isDiskFull(_ error: any Error) -> Bool {
        (error as? ViewFailure)?.isDiskFull ?? (error as? SQLiteError)?.isDiskFull ?? false
    }

    /// Whether the same may work later.
    package static func mayPass(_ error: any Error) -> Bool {
        (error as? ViewFailure)?.mayPass ?? (error as? SQLiteError)?.mayPass ?? false
    }

    /// What broke, in a sentence, without what can be done about it.
    package var statement: String { "cannot \(operation) at \(place): \(cause)".asSentence }

    /// The same for those who are not to know where the files are.
    package var told: String {
        let name = place.hasPrefix("/") ? place.split(separator: "/").last.map(String.init) ?? place : place
        return "cannot \(operation) at \(name): \(cause)".asSentence
    }

    package var description: String { Sentences.joined([statement, hint]) }
}
