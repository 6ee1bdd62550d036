import SutureDomain
import SutureJSON
import SutureReadModels

/// A log in memory: writes events as the recorder does, without asking any rule.
struct TestLog {
    private(set) var events: [RecordedEvent] = []
    private var heads: [StreamName: (version: StreamVersion, position: Position)] = [:]

    var head: Position { events.last?.position ?? .zero }

    /// - Parameters:
    ///   - id: of the record, bare.
    ///   - recordedAt: the moment of the event before it plus a second if left out.
    @discardableResult
    mutating func record<Happened: Event>(
        _ event: Happened, _ id: String, on occurredOn: PartialDate = "2022-01-01",
        recordedAt: Instant? = nil, commandID: String? = nil
    ) -> Position {
        let stream = StreamName(kind: Happened.Subject.kind, id: id)
        let sealing = JSONEncoding(userInfo: [.sealer: TestSealer(stream: stream)])
        do {
            return record(
                type: Happened.type, stream: stream, data: try sealing.encode(event), on: occurredOn,
                recordedAt: recordedAt, commandID: commandID)
        } catch {
            preconditionFailure("\(event) cannot be written: \(error)")
        }
    }

    @discardableResult
    mutating func record(
        type: EventType, schema: Int = 1, stream: StreamName, data: [UInt8],
        on occurredOn: PartialDate = "2022-01-01", recordedAt: Instant? = nil, commandID: String? = nil
    ) -> Position {
        let position = head.next
        let before = heads[stream] ?? (.zero, .zero)
        let last = events.last?.recordedAt ?? Instant(microseconds: 1_640_995_200_000_000)
        let command = commandID.map { #","command":{"id":"\#($0)","digest":"digest-of-\#($0)"}"# } ?? ""
        events.append(
            RecordedEvent(
                position: position, stream: stream, version: before.version.next, previous: before.position,
                type: type, schema: schema, occurredOn: occurredOn,
                recordedAt: recordedAt ?? Instant(microseconds: last.microseconds + 1_000_000), data: data,
                metadata: Array(#"{"actor":{"uid":0,"role":"steward"}\#(command)}"#.utf8),
                hash: TestLog.hash(at: position)))
        heads[stream] = (before.version.next, position)
        return position
    }

    /// In pages of four.
    /// - Parameter asked: called with the position behind which a page is read.
    func source(asked: @escaping @Sendable (Position) -> Void = { _ in }) -> EventSource {
        let events = events
        return EventSource(of: events, asked: asked)
    }

    /// Not a real one: the read models take it as it comes.
    static func hash(at position: Position) -> [UInt8] {
        Array(repeating: UInt8(truncatingIfNeeded: position.number), count: 32)
    }
}

extension EventSource {
    /// Of events in memory, in pages of four.
    init(of events: [RecordedEvent], asked: @escaping @Sendable (Position) throws -> Void = { _ in }) {
        self.init(
            logID: "log", startHash: TestLog.hash(at: .zero),
            fill: { page in
                try asked(page.end)
                let start = page.end
                for event in events.filter({ $0.position > start }).prefix(4) {
                    let isMore = try page.look(at: event.position, hash: EventHash(event.hash)) {
                        try DecodedEvent(decoding: event)
                    }
                    guard isMore else { return }
                }
            },
            stream: { stream, end in
                try events.filter { $0.stream == stream && $0.position <= end }
                    .map(DecodedEvent.init(decoding:))
            })
    }
}

extension StreamName: ExpressibleByStringLiteral {
    package init(stringLiteral text: String) { self.init(recorded: text) }
}
