internal import SutureDomain

extension RecordedEvent {
    init(_ event: NewEvent, position: Position, recordedAt: Instant, hash: [UInt8]) {
        self.init(
            position: position, stream: event.stream, version: event.version, previous: event.previous,
            type: event.type, schema: event.schema, occurredOn: event.occurredOn, recordedAt: recordedAt,
            data: event.data, metadata: event.metadata, hash: hash)
    }
}

extension NewEvent {
    /// What the writer handed in when this event was recorded.
    init(_ event: RecordedEvent) {
        self.init(
            stream: event.stream, version: event.version, previous: event.previous, type: event.type,
            schema: event.schema, occurredOn: event.occurredOn, data: event.data, metadata: event.metadata)
    }
}
