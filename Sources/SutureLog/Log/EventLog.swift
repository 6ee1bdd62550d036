package import SutureDomain
package import SutureSystem

/// All events in the order in which they were recorded. One writer appends; what was appended never changes.
///
/// The log numbers the events, never goes back in time and chains the hashes. That a stream has each version
/// once is the duty of the writer, who alone knows every stream's head; ``LogVerifier`` proves it afterwards.
///
/// Who keeps a log conforms to this and to ``LogEngine``, in a target of its own; whoever records, reads or
/// verifies names neither. The contract suite (`EventLogContractTests`) says what every log must do.
package protocol EventLog: AnyObject, Sendable {
    var identity: LogIdentity { get }
    /// The last event that is on the disk; may be asked from any thread.
    var head: LogHead { get }

    /// Records all of the events or none, in one transaction with one sync.
    ///
    /// The first one gets the position after the head's. All are recorded at `now`, or at the head's time if
    /// that is later. No events make no transaction.
    /// - Returns: the events as they stand in the log.
    /// - Throws: ``LogFailure/Kind/inconsistent`` if an event has version 1 and an event before it in its
    ///   stream, or a later version and none, or one that is not before it in the log;
    ///   ``LogFailure/Kind/syncOutcomeUnknown`` if nobody knows whether they are there, and
    ///   ``LogFailure/Kind/stopped`` from then on.
    func append(_ events: [NewEvent], recordedAt now: Instant) throws(LogFailure) -> [RecordedEvent]

    /// To be called before what is to be appended, and again before that is acknowledged.
    /// - Throws: ``LogFailure/Kind/displaced`` if who opens the log next would not find what is appended.
    func requireInPlace() throws(LogFailure)

    /// Whether events could be appended: takes room as they would, and writes without changing anything.
    func probe() throws(LogFailure)

    /// Bounds what appending leaves to be tidied up. To be called after each append, once it is replied to.
    func checkpointIfNeeded() throws(LogFailure)

    /// Someone who reads beside the writer.
    /// - Parameter noteDamage: told of damage that is met while the log is read, before whoever reads it is.
    func reader(noteDamage: @escaping @Sendable (LogFailure) -> Void) throws(LogFailure) -> LogReader

    /// Ends writing. What is in the log is found by the next opening.
    func close() throws(LogFailure)
}

extension EventLog {
    /// Someone who reads beside the writer, and tells of damage whoever reads it only.
    package func reader() throws(LogFailure) -> LogReader { try reader { _ in } }
}
