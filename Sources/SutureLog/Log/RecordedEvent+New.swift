import SutureDomain

extension RecordedEvent {
    init(_ event: NewEvent, position: Position, recordedAt: Instant, hash: [UInt8]) {
        self.init(
            position: position, stream: event.stream, version: event.version, previous: event.previous,
            type: event.type, schema: event.schema, occurredOn: event.occurredOn, recordedAt: recordedAt,
            data: event.data, metadata: event.metadata, hash: hash)
    }
}
