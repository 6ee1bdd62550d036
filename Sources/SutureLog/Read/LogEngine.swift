package import SutureDomain
package import SutureSystem

/// What keeps the rows of a log, as ``LogReader`` needs it: one state of them at a time, from any thread and
/// beside the writer.
///
/// Rows are handed over a page at a time, so that what an engine costs is paid by the page.
package protocol LogEngine: Sendable {
    var identity: LogIdentity { get }
    /// The file or the server, for failures.
    var place: String { get }
    /// How many threads can read at once; others wait.
    var readerCountMax: Int { get }

    /// Shows one state of the log while the body runs, and holds nothing afterwards: it is in nobody's way.
    func read(_ body: (any LogSnapshot) throws(LogFailure) -> Void) throws(LogFailure)

    /// Readers that are still at work finish first.
    func close() throws(LogFailure)
}

/// The log as it was at one moment.
///
/// What is there is shown as it is, whatever is to be said of it: whether it fits its hash, and whether
/// something is missing, ``LogReader`` and ``LogVerifier`` find out.
package protocol LogSnapshot {
    /// As the head was when the log ended there; `nil` if there is no such event.
    /// - Parameter position: the last event there is, if left out.
    func head(at position: Position?) throws(LogFailure) -> LogHead?

    /// Shows the rows behind a position up to another one, in order, until the body has seen enough.
    func rows(
        after start: Position, through end: Position, _ body: (EventRow) throws(LogFailure) -> Bool
    ) throws(LogFailure)

    /// At most `limit` events before the position, latest first, without data; what is no date is unknown.
    func headers(before position: Position, limit: Int) throws(LogFailure) -> [EventHeader]
}

extension LogSnapshot {
    /// The event at that position; `nil` if there is none.
    func event(at position: Position) throws(LogFailure) -> RecordedEvent? {
        var event: RecordedEvent?
        try rows(after: Position(position.number.addingClamped(-1)), through: position) {
            row throws(LogFailure) in
            event = RecordedEvent(row)
            return false
        }
        return event
    }
}
