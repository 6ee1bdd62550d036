package import SutureDomain
package import SutureSystem

/// Puts new events behind the last one of a log: gives them positions, a time and hashes. Every engine that
/// appends does it so.
///
/// One for a writer's whole life, since the memory of its row is used again and again.
package struct EventChain: ~Copyable {
    private var row = CanonicalRow()
    private let place: String
    private var position = Position.zero
    private var recordedAt = Instant(microseconds: 0)

    /// - Parameter place: the file or the server, for failures.
    package init(in place: String) { self.place = place }

    /// To be called before the first event of each transaction.
    package mutating func begin(behind head: LogHead, at time: Instant) {
        position = head.position
        recordedAt = time
        row.continues(head.hash)
    }

    /// - Throws: ``LogFailure/Kind/inconsistent`` for an event that cannot continue any log at this position.
    package mutating func add(_ event: NewEvent) throws(LogFailure) -> RecordedEvent {
        position = position.next
        try event.requireContinuity(at: position, in: place)
        row.fill(event, position: position, recordedAt: recordedAt)
        let hash = row.hash()
        row.continues(hash)
        return RecordedEvent(
            position: position, stream: event.stream, version: event.version, previous: event.previous,
            type: event.type, schema: event.schema, occurredOn: event.occurredOn, recordedAt: recordedAt,
            data: event.data, metadata: event.metadata, hash: hash)
    }

    /// The bytes of a column of the event that was added last, counted from zero, from `position` to
    /// `metadata`. They stand until the next event is added.
    package func column(_ index: Int) -> UnsafeRawBufferPointer { row.column(index) }
}

extension NewEvent {
    fileprivate func requireContinuity(at position: Position, in place: String) throws(LogFailure) {
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
