import Glibc
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
    private let metadataBytes: [UInt8]

    init(_ recorded: RecordedEvent) throws {
        position = recorded.position
        stream = recorded.stream
        type = recorded.type
        occurredOn = recorded.occurredOn
        event = try EventCodec.event(recorded)
        data = recorded.data
        metadataBytes = recorded.metadata
    }

    init(_ new: NewEvent, at position: Position) throws {
        self.position = position
        stream = new.stream
        type = new.type
        occurredOn = new.occurredOn
        event = try EventCodec.event(type: new.type, schema: new.schema, data: new.data)
        data = new.data
        metadataBytes = new.metadata
    }

    func metadata() throws -> EventMetadata { try EventCodec.metadata(metadataBytes) }

    var mention: EventMention { EventMention(position: position, stream: stream, type: type) }

    /// A stream's events as a replay meets them.
    static func countingOrder(of history: [PastEvent]) -> CountingOrder<PastEvent> {
        CountingOrder(history, position: \.position, voids: { $0.event as? any VoidingEvent })
    }
}

extension Overlay {
    /// All events of the stream.
    func history(of stream: StreamName) throws -> [PastEvent] {
        let older = try below.map { try $0.history(of: stream) } ?? store.history(of: stream)
        return try older + ownEvents(of: stream).map { try PastEvent($1, at: $0) }
    }

    /// `nil` behind the last event, and for one that is passed over.
    func pastEvent(at position: Position) throws -> PastEvent? {
        guard position > base else {
            return try below.map { try $0.pastEvent(at: position) } ?? store.pastEvent(at: position)
        }
        guard position <= head else { return nil }
        return try PastEvent(ownEvent(at: position), at: position)
    }

    /// The next event that is not passed over. Between the log and what would be recorded there may be a gap.
    func pastEvent(after position: Position) throws -> PastEvent? {
        if position < base,
            let older = try below.map({ try $0.pastEvent(after: position) })
                ?? store.pastEvent(after: position)
        {
            return older
        }
        return try pastEvent(at: max(position, base).next)
    }

    /// Streams with events that may mention the text: the id of a record, or what a lookup finds one by.
    func streams(mentioning text: String, stream: String) throws -> Set<StreamName> {
        let needle = Array(text.utf8)
        var own: Set<StreamName> = []
        for position in base.number..<head.number {
            let event = try ownEvent(at: Position(position + 1))
            if event.data.withUnsafeBytes({ $0.contains(needle) }) { own.insert(event.stream) }
        }
        let older =
            try below.map { try $0.streams(mentioning: text, stream: stream) }
            ?? store.streams(mentioning: text, stream: stream)
        return older.union(own)
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
