import SutureDomain
import SutureJSON
import Testing

@testable import SutureDaemon

/// Events are written without an encoder, and look as one would have written them.
@Suite struct EventOnWireTests {
    private struct Reference: Encodable {
        let position: Int64
        let stream: String
        let version: Int64
        let type: String
        let schema: Int
        let occurredOn: String
        let recordedAt: String
        let data: RawJSON
        let metadata: RawJSON
        let hash: String
    }

    static let data = Array(#"{"text":"a \"note\" on 超声刀","list":[1,{"a":null}]}"#.utf8)

    static func event(
        position: Int64 = 48_211, stream: String = "trial/T-001", type: EventType = "trial.note-added",
        occurredOn: PartialDate = "..2022-11-07", recordedAt: Int64 = 1_700_000_000_123_456,
        hash: [UInt8] = Array(1...32)
    ) -> RecordedEvent {
        RecordedEvent(
            position: Position(position), stream: StreamName(recorded: stream),
            version: StreamVersion(position / 3), previous: .zero, type: type, schema: 1,
            occurredOn: occurredOn, recordedAt: Instant(microseconds: recordedAt), data: data,
            metadata: Array(#"{"actor":{"uid":0,"role":"steward"}}"#.utf8), hash: hash)
    }

    static let events = [
        event(), event(position: 1), event(position: .max), event(position: .min), event(recordedAt: 0),
        event(recordedAt: -1), event(recordedAt: 253_402_300_799_999_999), event(occurredOn: .unknown),
        event(hash: []), event(hash: [0, 0x9F, 0xF0, 0xFF]),
        // No sound log holds these, but a damaged one may, and is to be looked at.
        event(stream: ""), event(stream: "trial/\"T\\1\""), event(stream: "trial/\u{1}\n\u{7F}é超"),
        event(type: "trial.\u{1F}\t"),
    ]

    @Test(arguments: events) func `an event is written as an encoder writes it`(_ event: RecordedEvent) throws
    {
        let reference = Reference(
            position: event.position.number, stream: event.stream.text, version: event.version.number,
            type: event.type.text, schema: event.schema, occurredOn: event.occurredOn.text,
            recordedAt: event.recordedAt.description, data: RawJSON(event.data),
            metadata: RawJSON(event.metadata), hash: event.hash.hexadecimal)
        let expected = String(decoding: try JSONEncoding().encode(reference), as: UTF8.self)
        #expect(
            try String(decoding: event.json(showing: event.data, voidedBy: nil), as: UTF8.self) == expected)
    }

    @Test func `other data can be shown in an event's place`() throws {
        let event = EventOnWireTests.event()
        let shown = try event.json(showing: Array("{}".utf8), voidedBy: nil)
        #expect(
            String(decoding: shown, as: UTF8.self) == """
                {"position":48211,"stream":"trial/T-001","version":16070,"type":"trial.note-added","schema":1,\
                "occurredOn":"..2022-11-07","recordedAt":"2023-11-14T22:13:20.123456Z","data":{},\
                "metadata":{"actor":{"uid":0,"role":"steward"}},\
                "hash":"0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20"}
                """)
    }
}
