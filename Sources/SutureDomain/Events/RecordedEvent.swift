/// One row of the log: an event as it was written.
package struct RecordedEvent: Hashable, Sendable {
    package var position: Position
    package var stream: StreamName
    package var version: StreamVersion
    /// The position of the stream's event before this one; zero if there is none.
    package var previous: Position
    package var type: EventType
    /// The version of the payload's shape, from 1.
    package var schema: Int
    /// `unknown` where no date stands in the log.
    package var occurredOn: PartialDate
    /// What stands there instead of a date: such an event cannot be decoded.
    package var malformedDate: String?
    package var recordedAt: Instant
    /// JSON, the event's fields.
    package var data: [UInt8]
    /// JSON, an ``EventMetadata``.
    package var metadata: [UInt8]
    /// SHA-256 over the previous event's hash and every column above.
    package var hash: [UInt8]

    package init(
        position: Position, stream: StreamName, version: StreamVersion, previous: Position, type: EventType,
        schema: Int, occurredOn: PartialDate, recordedAt: Instant, data: [UInt8], metadata: [UInt8],
        hash: [UInt8], malformedDate: String? = nil
    ) {
        self.position = position
        self.stream = stream
        self.version = version
        self.previous = previous
        self.type = type
        self.schema = schema
        self.occurredOn = occurredOn
        self.malformedDate = malformedDate
        self.recordedAt = recordedAt
        self.data = data
        self.metadata = metadata
        self.hash = hash
    }
}
