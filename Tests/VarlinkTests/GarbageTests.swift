import SutureTestSupport
import Synchronization
import Testing
import Varlink

@Suite(.timeLimit(.minutes(20))) struct GarbageTests {
    private static let echo = #"{"method":"org.example.test.Echo"}"#
    private static let answer = #"{"parameters":{}}"#

    @Test(arguments: [
        "", "x", "{", "[]", "1", #""method""#, "{}", #"{"method":null}"#, #"{"method":1}"#,
        #"{"parameters":{}}"#,
        #"{"method":"org.example.test.Echo","parameters":[]}"#,
        #"{"method":"org.example.test.Echo","parameters":"x"}"#,
        #"{"method":"org.example.test.Echo","more":1}"#,
        #"{"method":"org.example.test.Echo","oneway":"true"}"#,
        #"{"method":"org.example.test.Echo","more":true,"oneway":true}"#,
        #"{"method":"org.example.test.Echo","more":true,"upgrade":true}"#,
        #"{"method":"org.example.test.Echo","oneway":true,"upgrade":true}"#,
        #"{"method":"org.example.test.Echo"} x"#, #"{"method":"org.example.test.Echo","method":"x"}"#,
        #"{"method":"org.example.test.Echo","x":{"text":"a","text":"b"}}"#,
        #"{"method":"org.example.test.Echo","parameters":\#(String(repeating: "[", count: 100_000))"#,
    ])
    func `garbage ends its connection, after what came before it is answered`(message: String) async throws {
        try await Fixture.run { fixture in
            let bystander = try fixture.connect()
            try await bystander.send(GarbageTests.echo)
            #expect(try await bystander.receive() == GarbageTests.answer)

            let connection = try fixture.connect()
            try await connection.send(GarbageTests.echo, message, GarbageTests.echo)
            #expect(try await connection.receive() == GarbageTests.answer)
            #expect(try await connection.receive() == nil)
            #expect(fixture.server.counts.malformedMessageTotal == 1)
            #expect(fixture.reports.texts.withLock { $0.count } == 1)

            try await bystander.send(GarbageTests.echo)
            #expect(try await bystander.receive() == GarbageTests.answer)
        }
    }

    @Test(arguments: [
        (#"{"text":"a","text":"b"}"#, "text"), (#"{"text":"a","x":[{"y":1,"y":2}]}"#, "x[0].y"),
    ])
    func `a parameter that is there twice is invalid, and the connection goes on`(
        parameters: String, path: String
    ) async throws {
        try await Fixture.run { fixture in
            let replies = try await fixture.ask(
                #"{"method":"org.example.test.Echo","parameters":\#(parameters)}"#, GarbageTests.echo)
            #expect(
                replies == [
                    #"{"error":"org.varlink.service.InvalidParameter","parameters":{"parameter":"\#(path)"}}"#,
                    GarbageTests.answer,
                ])
        }
    }

    @Test func `what is not UTF-8 ends its connection`() async throws {
        try await Fixture.run { fixture in
            let connection = try fixture.connect()
            try await connection.send(bytes: Array(#"{"method":""#.utf8) + [0xFF] + Array(#""}"#.utf8) + [0])
            #expect(try await connection.receive() == nil)
        }
    }

    @Test func `garbage waits until a call that is under way is answered`() async throws {
        try await Fixture.run { fixture in
            let connection = try fixture.connect()
            try await connection.send(
                #"{"method":"org.example.test.Held","parameters":{"key":"a"}}"#, "garbage")
            try await fixture.service.wait { $0.started == ["a"] }
            fixture.service.release("a")
            #expect(try await connection.receive() == #"{"parameters":{"key":"a"}}"#)
            #expect(try await connection.receive() == nil)
        }
    }

    @Test func `levels are counted with the call's own`() async throws {
        try await Fixture.run { fixture in
            func call(depth: Int) -> String {
                let nested = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
                return #"{"method":"org.example.test.Echo","parameters":{"text":\#(nested)}}"#
            }
            #expect(
                try await fixture.ask(call(depth: 62))[0]?.hasPrefix(#"{"parameters":{"text":[["#) == true)
            let replies = try await fixture.ask(call(depth: 63))
            #expect(replies == [nil])
        }
    }

    @Test func `a message has a greatest length`() async throws {
        func call(byteCount: Int) -> [UInt8] {
            let head = #"{"method":"org.example.test.Echo","parameters":{"text":""#
            let tail = #""}}"#
            let text = String(repeating: "x", count: byteCount - head.utf8.count - tail.utf8.count)
            return Array((head + text + tail).utf8) + [0]
        }
        var limits = VarlinkServer.Limits()
        limits.messageByteCountMax = 100_000
        try await Fixture.run(limits: limits) { fixture in
            let connection = try fixture.connect()
            try await connection.send(bytes: call(byteCount: 100_000))
            #expect(try await connection.receive()?.hasSuffix(#"x"}}"#) == true)
            try await connection.send(bytes: call(byteCount: 100_001))
            #expect(try await connection.receive() == nil)
            #expect(fixture.reports.texts.withLock { $0.first?.contains("more than 100000 bytes") } == true)
        }
        #expect(VarlinkServer.Limits().messageByteCountMax == 16 * 1024 * 1024 - 1)
    }

    @Test func `a message without an end is cut off when it is too long`() async throws {
        var limits = VarlinkServer.Limits()
        limits.messageByteCountMax = 100_000
        try await Fixture.run(limits: limits) { fixture in
            let connection = try fixture.connect()
            // The rest may not be taken any more.
            try? await connection.send(bytes: Array(repeating: UInt8(ascii: "x"), count: 1_000_000))
            #expect(try await connection.receive() == nil)
        }
    }

    @Test func `a message as long as may be is taken`() async throws {
        try await Fixture.run { fixture in
            let byteCount = VarlinkServer.Limits().messageByteCountMax
            let head = #"{"method":"org.example.test.Held","parameters":{"key":"a","text":""#
            let text = String(repeating: "x", count: byteCount - head.utf8.count - 3)
            let connection = try fixture.connect()
            try await connection.send(head + text + #""}}"#)
            try await fixture.service.wait { $0.started == ["a"] }
        }
    }

    @Test func `random bytes harm nobody`() async throws {
        try await Fixture.run { fixture in
            var random = SystemRandomNumberGenerator()
            for _ in 0..<50 {
                let connection = try fixture.connect()
                let bytes = (0..<500).map { _ in UInt8.random(in: 0...255, using: &random) } + [0]
                try? await connection.send(bytes: bytes)
                #expect(try await connection.receive() == nil, "\(bytes)")
            }
            let replies = try await fixture.ask(GarbageTests.echo)
            #expect(replies == [GarbageTests.answer])
        }
    }
}
