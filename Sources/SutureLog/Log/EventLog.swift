package import SutureDomain
package import SutureSystem

/// All events in the order in which they were recorded. One writer appends; what was appended never changes.
///
/// The log numbers the events, never goes back in time and chains the hashes. That a stream has each version once is
/// the duty of the writer, who alone knows every stream's head; ``LogVerifier`` proves it afterwards.
package protocol EventLog: AnyObject, Sendable {
    var identity: LogIdentity { get }
    /// The last event that is on the disk; may be asked from any thread.
    var head: LogHead { get }

    /// Records all of the events or none, in one transaction with one sync.
    ///
    /// The first one gets the position after the head's. All are recorded at `now`, or at the head's time if that
    /// is later. No events make no transaction.
    /// - Returns: the events as they stand in the log.
    /// - Throws: ``LogFailure/Kind/inconsistent`` if an event has version 1 and an event before it in its stream, or
    ///   a later version and none, or one that is not before it in the log.
    func append(_ events: [NewEvent], recordedAt now: Instant) throws(LogFailure) -> [RecordedEvent]

    /// At most `limit` events behind the position, in order; fewer where a page would be too large.
    func events(after: Position, limit: Int) throws(LogFailure) -> [RecordedEvent]

    func event(at position: Position) throws(LogFailure) -> RecordedEvent?
}

extension NewEvent {
    /// Refuses an event that cannot continue any log at this position.
    func requireContinuity(at position: Position, in place: String) throws(LogFailure) {
        let isFirst = version.number == 1
        guard version.number >= 1, isFirst == (previous == .zero), previous >= .zero, previous < position
        else {
            throw LogFailure(
                .inconsistent, "append", in: place,
                because: "version \(version) of \(stream) says that it follows position \(previous)",
                hint: "This is a mistake in Suture; nothing was recorded.", at: position)
        }
    }
}
