import SutureTestSupport
import Synchronization
import Testing
import Varlink

@Suite(.timeLimit(.minutes(20))) struct StreamTests {
    private static let echo = #"{"method":"org.example.test.Echo"}"#

    @Test func `every reply but the last continues`() async throws {
        try await Fixture.run { fixture in
            let connection = try fixture.connect()
            try await connection.send(
                #"{"method":"org.example.test.Count","parameters":{"upTo":4},"more":true}"#, StreamTests.echo)
            #expect(
                try await connection.receive(count: 6) == [
                    #"{"parameters":{"number":0},"continues":true}"#,
                    #"{"parameters":{"number":1},"continues":true}"#,
                    #"{"parameters":{"number":2},"continues":true}"#,
                    #"{"parameters":{"number":3},"continues":true}"#,
                    #"{"parameters":{"number":4}}"#, #"{"parameters":{}}"#,
                ])
        }
    }

    @Test func `an error ends a stream`() async throws {
        try await Fixture.run { fixture in
            let connection = try fixture.connect()
            try await connection.send(#"{"method":"org.example.test.Fragile","more":true}"#, StreamTests.echo)
            #expect(
                try await connection.receive(count: 3) == [
                    #"{"parameters":{},"continues":true}"#,
                    #"{"error":"org.example.test.Full","parameters":{}}"#,
                    #"{"parameters":{}}"#,
                ])
        }
    }

    @Test func `a method that needs more says so`() async throws {
        try await Fixture.run { fixture in
            let replies = try await fixture.ask(
                #"{"method":"org.example.test.Count","parameters":{"upTo":0}}"#,
                #"{"method":"org.example.test.Count","parameters":{"upTo":0},"more":false}"#)
            #expect(
                replies == [
                    #"{"error":"org.varlink.service.ExpectedMore","parameters":{}}"#,
                    #"{"error":"org.varlink.service.ExpectedMore","parameters":{}}"#,
                ])
        }
    }

    @Test func `no reply continues to a call that did not ask for more`() async throws {
        try await Fixture.run { fixture in
            let replies = try await fixture.ask(
                #"{"method":"org.example.test.Optional","parameters":{"upTo":0}}"#,
                #"{"method":"org.example.test.Optional","parameters":{"upTo":1}}"#)
            #expect(
                replies == [
                    #"{"parameters":{"number":0}}"#,
                    #"{"error":"org.varlink.service.ExpectedMore","parameters":{}}"#,
                ])
        }
    }

    @Test(arguments: ["Idle", "Flood"])
    func `a client that closes ends its stream`(method: String) async throws {
        try await Fixture.run { fixture in
            let connection = try fixture.connect()
            try await connection.send(#"{"method":"org.example.test.\#(method)","more":true}"#)
            _ = try await connection.receive()
            connection.disconnect()
            try await fixture.service.wait { $0.ends == [method.lowercased()] }
        }
    }

    @Test func `a client that closes with calls behind its stream ends it too`() async throws {
        try await Fixture.run { fixture in
            let connection = try fixture.connect()
            try await connection.send(#"{"method":"org.example.test.Idle","more":true}"#)
            _ = try await connection.receive()
            try await connection.send(
                bytes: Array(repeating: Array(StreamTests.echo.utf8) + [0], count: 500).flatMap { $0 })
            connection.disconnect()
            try await fixture.service.wait { $0.ends == ["idle"] }
        }
    }

    @Test func `a client that does not read stops its stream and nobody else's`() async throws {
        try await Fixture.run { fixture in
            let connection = try fixture.connect()
            try await connection.send(#"{"method":"org.example.test.Flood","more":true}"#)
            try await fixture.service.wait { $0.floodCount > 3 }
            var count = -1
            // It stands when nothing has moved for a while; a bound of the kernel's buffers and one reply.
            while true {
                let now = fixture.service.state.withLock { $0.floodCount }
                if now == count { break }
                count = now
                try await Task.sleep(for: .milliseconds(200))
            }
            #expect(count * 10_000 < 8 << 20)
            let replies = try await fixture.ask(StreamTests.echo)
            #expect(replies == [#"{"parameters":{}}"#])
            connection.disconnect()
            try await fixture.service.wait { $0.ends == ["flood"] }
        }
    }
}
