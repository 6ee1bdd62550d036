import SutureCodec
import SutureDomain
import SutureSystem
import Testing

@Suite struct EventCodecTests {
    func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    func event(_ type: EventType, _ data: String) throws(LogFailure) -> any Event {
        try EventCodec.event(type: type, schema: 1, data: Array(data.utf8))
    }

    @Test(
        arguments: [
            ("trial.started", "{}"),
            (
                "trial.outcome-logged",
                #"{"device":"D-1","result":"not_evaluable","value":"12.50","note":"\"q\" 线"}"#
            ),
            (
                "device.registered",
                #"{"name":"Ultrasonic knife","type":"ultrasonic_knife","members":["D-2","D-3"]}"#
            ),
            ("person.registered", #"{"name":{"sealed":"AAAA"}}"#),
        ] as [(EventType, String)])
    func `what was read is written byte for byte`(_ type: EventType, _ data: String) throws {
        let event = try event(type, data)
        #expect(text(try EventCodec.data(of: event)) == data)
    }

    @Test func `fields are written in declared order without white space`() throws {
        let event = try event(
            "trial.outcome-logged", #"{ "result" : "success", "device" : "D-1", "note" : null }"#)
        #expect(text(try EventCodec.data(of: event)) == #"{"device":"D-1","result":"success"}"#)
    }

    @Test func `an unknown type is named`() throws {
        let failure = #expect(throws: LogFailure.self) { try event("trial.abducted", "{}") }
        #expect(failure?.kind == .unknownType)
        #expect(failure?.cause == "this build knows no event of type trial.abducted")
    }

    @Test(arguments: [0, 2]) func `an unknown schema is named`(_ schema: Int) throws {
        let failure = #expect(throws: LogFailure.self) {
            try EventCodec.event(type: "trial.started", schema: schema, data: Array("{}".utf8))
        }
        #expect(failure?.cause == "this build knows trial.started up to schema 1, not \(schema)")
    }

    @Test(arguments: [
        "", "{", "[]", #"{"device":"D-1"}"#, #"{"device":"D-1","result":"won"}"#, #"{"devices":1}"#,
    ])
    func `data of another shape is undecodable`(_ data: String) throws {
        #expect(
            #expect(throws: LogFailure.self) { try event("trial.outcome-logged", data) }?.kind == .undecodable
        )
    }

    @Test func `a failure names the position`() throws {
        func recorded(_ position: Int64, _ type: EventType) -> RecordedEvent {
            RecordedEvent(
                position: Position(position), stream: StreamName(recorded: "trial/T-001"),
                version: StreamVersion(position), previous: Position(position - 1), type: type, schema: 1,
                occurredOn: "2022-11-07", recordedAt: Instant(microseconds: 0),
                data: Array(#"{"text":"a"}"#.utf8), metadata: [], hash: [])
        }
        #expect(try EventCodec.event(recorded(1, "trial.note-added")) is NoteAdded<Trial>)
        let failure = #expect(throws: LogFailure.self) {
            try EventCodec.event(recorded(2, "trial.abducted"))
        }
        #expect(failure?.position == Position(2))
    }

    @Test func `metadata leaves out what is absent`() throws {
        let metadata = EventMetadata(
            actor: .init(uid: 1000, user: "mei", role: .recorder, onBehalfOf: "person/P-0001"),
            command: .init(id: "c-1", digest: "ab"), reason: "typed in late",
            sources: ["source/S-1", "a call"])
        let bytes = EventCodec.metadata(metadata)
        #expect(
            text(bytes) == """
                {"actor":{"uid":1000,"user":"mei","role":"recorder","onBehalfOf":"person/P-0001"},\
                "command":{"id":"c-1","digest":"ab"},"reason":"typed in late","sources":["source/S-1","a call"]}
                """)
        #expect(try EventCodec.metadata(bytes) == metadata)
    }

    @Test func `metadata has every member in its place, and escapes what a client wrote`() throws {
        let metadata = EventMetadata(
            actor: .init(uid: 0, role: .steward), command: .init(id: "c\"1", digest: "ab"),
            correlation: "k\n", causation: "超声刀", reason: "\\", sources: [],
            import: .init(batch: Position(4711), line: 12))
        let bytes = EventCodec.metadata(metadata)
        #expect(
            text(bytes)
                == #"{"actor":{"uid":0,"role":"steward"},"command":{"id":"c\"1","digest":"ab"},"correlation":"k\n","#
                + #""causation":"超声刀","reason":"\\","sources":[],"import":{"batch":4711,"line":12}}"#)
        #expect(try EventCodec.metadata(bytes) == metadata)
    }

    @Test func `what an import recorded need not be on a line of its sheet`() throws {
        let metadata = EventMetadata(
            actor: .init(uid: 0, role: .steward), import: .init(batch: Position(1)))
        let bytes = EventCodec.metadata(metadata)
        #expect(text(bytes) == #"{"actor":{"uid":0,"role":"steward"},"import":{"batch":1}}"#)
        #expect(try EventCodec.metadata(bytes) == metadata)
    }
}

@Suite struct CommandContentTests {
    static let outcome = CommandContent(
        "trial.log-outcome", fields: Array(#"{"device":"D-1","result":"success"}"#.utf8), id: "T-001",
        occurredOn: "2022-11", reason: "late", sources: ["source/S-1"], onBehalfOf: "person/P-0001")

    @Test func `content has one form`() {
        #expect(
            String(decoding: CommandContentTests.outcome.canonicalBytes(), as: UTF8.self) == """
                {"command":"trial.log-outcome","id":"T-001","fields":{"device":"D-1","result":"success"},\
                "occurredOn":"2022-11","reason":"late","sources":["source/S-1"],"onBehalfOf":"person/P-0001"}
                """)
    }

    @Test func `what is absent is left out`() {
        let content = CommandContent("trial.start", fields: Array("{}".utf8), id: "T-001")
        #expect(
            String(decoding: content.canonicalBytes(), as: UTF8.self)
                == #"{"command":"trial.start","id":"T-001","fields":{}}"#)
    }

    @Test func `a digest is SHA-256`() {
        #expect(
            CommandContent.digest(Array("abc".utf8))
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    @Test func `every part of the content counts`() {
        var others = [CommandContentTests.outcome]
        for change in [
            { $0.command = "trial.start" }, { $0.fields = Array("{}".utf8) }, { $0.id = "T-002" },
            { $0.occurredOn = nil }, { $0.reason = nil }, { $0.sources = [] },
            { $0.onBehalfOf = nil },
        ] as [(inout CommandContent) -> Void] {
            var other = CommandContentTests.outcome
            change(&other)
            others.append(other)
        }
        let digests = Set(others.map { CommandContent.digest($0.canonicalBytes()) })
        #expect(digests.count == others.count)
    }
}
