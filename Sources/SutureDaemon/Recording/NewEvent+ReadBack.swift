import SutureCodec
import SutureDomain
import SutureLog
import SutureReadModels

extension NewEvent {
    /// An event that is decided without a look at the state of its record; it is read back as any other.
    /// - Parameter head: the stream's; `nil` if it has no event.
    init<Happened: Event>(
        _ event: Happened, to stream: StreamName, behind head: StreamHead?, on occurredOn: PartialDate,
        _ metadata: EventMetadata
    ) throws {
        let data = try EventCodec.data(of: event)
        let metadata = EventCodec.metadata(metadata)
        try ReadBack.require(occurredOn, of: stream)
        try ReadBack.require(event, data: data, isSealed: false)
        try ReadBack.require(metadata: metadata)
        self.init(
            stream: stream, version: (head?.version ?? .zero).next, previous: head?.position ?? .zero,
            type: Happened.type, schema: Happened.schema, occurredOn: occurredOn, data: data,
            metadata: metadata)
    }
}
