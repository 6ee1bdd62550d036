import SutureTestSupport
import Testing
import Varlink

@Suite(.timeLimit(.minutes(20))) struct ShutdownTests {
    @Test func `calls that were started are answered, streams are cut short, and no one is let in`()
        async throws
    {
        try await Fixture.run { fixture in
            let connection = try fixture.connect()
            let subscriber = try fixture.connect()
            let idle = try fixture.connect()
            try await connection.send(
                #"{"method":"org.example.test.Held","parameters":{"key":"a"}}"#,
                #"{"method":"org.example.test.Query","parameters":{"key":"never"}}"#)
            try await subscriber.send(#"{"method":"org.example.test.Idle","more":true}"#)
            _ = try await subscriber.receive()
            try await fixture.service.wait { $0.started == ["a"] }

            // Longer than the test takes: nothing is cut off.
            async let stopped: Void = fixture.server.shutdown(within: .seconds(1_000_000))
            #expect(try await subscriber.receive() == nil)
            #expect(try await idle.receive() == nil)
            #expect(throws: RawConnection.Failure.self) { try fixture.connect() }
            #expect(fixture.service.ends == ["idle"])
            fixture.service.release("a")
            #expect(try await connection.receive(count: 2) == [#"{"parameters":{"key":"a"}}"#, nil])
            await stopped
            #expect(fixture.service.started == ["a"])
        }
    }

    @Test func `what is not done by the deadline is cut off, and a late reply harms nobody`() async throws {
        try await Fixture.run { fixture in
            let connection = try fixture.connect()
            try await connection.send(#"{"method":"org.example.test.Held","parameters":{"key":"a"}}"#)
            try await fixture.service.wait { $0.started == ["a"] }
            await fixture.server.shutdown(within: .milliseconds(50))
            #expect(try await connection.receive() == nil)
            fixture.service.release("a")
            fixture.server.resume()
        }
    }

    /// What a client does not take: more than the kernel keeps for it.
    private static let unreadByteCount = 8 << 20

    /// A stop that waited for the client would never end.
    @Test func `a client that does not read its reply is cut off`() async throws {
        try await Fixture.run { fixture in
            let connection = try fixture.connect()
            let text = String(repeating: "x", count: ShutdownTests.unreadByteCount)
            try await connection.send(
                #"{"method":"org.example.test.Echo","parameters":{"text":"\#(text)"}}"#)
            while fixture.server.counts.callTotal < 1 { try await Task.sleep(for: .milliseconds(2)) }
            await fixture.server.shutdown(within: .seconds(3_600), clientsWithin: .milliseconds(50))
        }
    }

    @Test func `a subscriber that does not read is cut off`() async throws {
        try await Fixture.run { fixture in
            let subscriber = try fixture.connect()
            try await subscriber.send(#"{"method":"org.example.test.Flood","more":true}"#)
            try await fixture.service.wait { $0.floodCount > 0 }
            await fixture.server.shutdown(within: .seconds(3_600), clientsWithin: .milliseconds(50))
            #expect(fixture.service.ends == ["flood"])
        }
    }

    @Test func `a call that is being decided is waited for longer than a client`() async throws {
        try await Fixture.run { fixture in
            let connection = try fixture.connect()
            let unread = try fixture.connect()
            try await connection.send(#"{"method":"org.example.test.Held","parameters":{"key":"a"}}"#)
            try await unread.send(#"{"method":"org.example.test.Flood","more":true}"#)
            try await fixture.service.wait { $0.started == ["a"] && $0.floodCount > 0 }
            async let stopped: Void = fixture.server.shutdown(
                within: .seconds(3_600), clientsWithin: .milliseconds(50))
            // The one that does not read is cut off, the one that is at work is not.
            while fixture.server.counts.connectionCount > 1 { try await Task.sleep(for: .milliseconds(2)) }
            fixture.service.release("a")
            #expect(try await connection.receive() == #"{"parameters":{"key":"a"}}"#)
            await stopped
        }
    }

    @Test func `a reply to a client that has gone is dropped`() async throws {
        try await Fixture.run { fixture in
            let connection = try fixture.connect()
            try await connection.send(#"{"method":"org.example.test.Held","parameters":{"key":"a"}}"#)
            try await fixture.service.wait { $0.started == ["a"] }
            connection.disconnect()
            while fixture.server.counts.connectionCount > 0 { try await Task.sleep(for: .milliseconds(2)) }
            fixture.service.release("a")
            let replies = try await fixture.ask(#"{"method":"org.example.test.Echo"}"#)
            #expect(replies == [#"{"parameters":{}}"#])
        }
    }
}
