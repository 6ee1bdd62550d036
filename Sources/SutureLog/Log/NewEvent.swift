package import SutureDomain

/// An event as its writer hands it to the log, which adds position, time and hash.
package struct NewEvent: Hashable, Sendable {
    package var stream: StreamName
    package var version: StreamVersion
    /// The position of the stream's event before this one; zero if there is none.
    package var previous: Position
    package var type: EventType
    /// The version of the payload's shape, from 1.
    package var schema: Int
    package var occurredOn: PartialDate
    /// JSON, the event's fields.
    package var data: [UInt8]
    /// JSON, an `EventMetadata`.
    package var metadata: [UInt8]

    package init(
        stream: StreamName, version: StreamVersion, previous: Position, type: EventType, schema: Int,
        occurredOn: PartialDate, data: [UInt8], metadata: [UInt8]
    ) {
        self.stream = stream
        self.version = version
        self.previous = previous
        self.type = type
        self.schema = schema
        self.occurredOn = occurredOn
        self.data = data
        self.metadata = metadata
    }
}
