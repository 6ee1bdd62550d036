/// What the filter of times needs to know of an event.
package struct EventHeader: Hashable, Sendable {
    package var position: Position
    package var stream: StreamName
    package var type: EventType
    package var occurredOn: PartialDate
    package var recordedAt: Instant

    package init(
        position: Position, stream: StreamName, type: EventType, occurredOn: PartialDate, recordedAt: Instant
    ) {
        self.position = position
        self.stream = stream
        self.type = type
        self.occurredOn = occurredOn
        self.recordedAt = recordedAt
    }

    package init(_ event: RecordedEvent) {
        self.init(
            position: event.position, stream: event.stream, type: event.type, occurredOn: event.occurredOn,
            recordedAt: event.recordedAt)
    }
}
