package import SutureDomain

/// Machinery of the log or of the keys broke: what was being done, where, why, and what an operator can do.
package struct LogFailure: TellableError, Hashable, Sendable {
    /// What the caller can make of it.
    package enum Kind: String, Hashable, Sendable {
        /// No space was left. Nothing was recorded; appending works again once there is space.
        case diskFull
        /// The sync failed, so the events may or may not be on the disk. The log takes no more.
        case syncOutcomeUnknown
        /// An earlier failure stopped this log. Nothing was recorded.
        case stopped
        /// What is on the disk is not what was written.
        case corrupt
        /// The file or its folder cannot be written.
        case readOnly
        /// Another program's file, or one from a later version of Suture.
        case unsupportedFormat
        /// What is open is not what stands under the file's name: nobody would find what is written to it.
        case displaced
        /// Someone else holds the file. Nothing was recorded.
        case busy
        /// The events do not continue the log. Nothing was recorded.
        case inconsistent
        /// The master key or a person's key is missing, malformed or another one.
        case keys
        /// An event of a type, or of a shape of a type, that this build does not know.
        case unknownType
        /// A payload or its metadata does not have its type's shape.
        case undecodable
        /// Anything else that the operating system or SQLite reports.
        case io
    }

    package var kind: Kind
    package var operation: String
    /// The file, as a path.
    package var place: String
    package var cause: String
    package var hint: String
    /// What the cause leaves out, since it may hold statements, names of tables and values: for the journal.
    package var detail: String?
    /// The event that it is about, if it is about one.
    package var position: Position?

    package init(
        _ kind: Kind, _ operation: String, in place: String, because cause: String, hint: String,
        at position: Position? = nil
    ) {
        self.kind = kind
        self.operation = operation
        self.place = place
        self.cause = cause
        self.hint = hint
        self.position = position
    }
}

extension LogFailure: CustomStringConvertible {
    /// What broke, in a sentence for those who are not to know where the files are.
    package var told: String {
        let event = position.map { " at position \($0)" } ?? ""
        return "cannot \(operation)\(event): \(cause)".asSentence
    }

    /// What broke, in a sentence, without what can be done about it.
    package var statement: String {
        let event = position.map { " at position \($0)" } ?? ""
        let detail = detail.map { " (\($0))" } ?? ""
        return "cannot \(operation)\(event) (\(place)): \(cause)\(detail)".asSentence
    }

    package var description: String { Sentences.joined([statement, hint]) }
}
