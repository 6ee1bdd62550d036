import Glibc
import SutureCodec
import SutureDomain
import SutureLog

/// An event that was recorded, or will be with the batch, as one sees it who looks back.
struct PastEvent {
    let position: Position
    let stream: StreamName
    let type: EventType
    let occurredOn: PartialDate
    /// Personal data in it is sealed.
    let event: any Event
    let data: [UInt8]
    fileprivate let metadataBytes: [UInt8]

    func metadata() throws -> EventMetadata { try EventCodec.metadata(metadataBytes) }

    var mention: EventMention { EventMention(position: position, stream: stream, type: type) }
}

extension PastEvent {
    init(_ recorded: RecordedEvent) throws {
        self.init(
            position: recorded.position, stream: recorded.stream, type: recorded.type,
            occurredOn: recorded.occurredOn, event: try EventCodec.event(recorded), data: recorded.data,
            metadataBytes: recorded.metadata)
    }

    init(_ new: NewEvent, at position: Position) throws {
        self.init(
            position: position, stream: new.stream, type: new.type, occurredOn: new.occurredOn,
            event: try EventCodec.event(type: new.type, schema: new.schema, data: new.data), data: new.data,
            metadataBytes: new.metadata)
    }
}

extension UnsafeRawBufferPointer {
    /// Whether the bytes stand somewhere in these.
    func contains(_ needle: [UInt8]) -> Bool {
        guard let first = needle.first, let start = baseAddress else { return needle.isEmpty }
        var offset = 0
        while offset + needle.count <= count,
            let found = memchr(start + offset, Int32(first), count - offset - needle.count + 1)
        {
            if memcmp(found, needle, needle.count) == 0 { return true }
            offset = found - UnsafeMutableRawPointer(mutating: start) + 1
        }
        return false
    }
}
