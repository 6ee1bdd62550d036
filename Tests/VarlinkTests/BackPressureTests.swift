import SutureTestSupport
import Synchronization
import Testing
import Varlink

@Suite(.timeLimit(.minutes(20))) struct BackPressureTests {
    private static func held(_ key: Int) -> String {
        #"{"method":"org.example.test.Held","parameters":{"key":"\#(key)"}}"#
    }

    @Test func `a handler that is full stops the connection until there is room`() async throws {
        try await Fixture.run { fixture in
            fixture.service.state.withLock { $0.capacity = 2 }
            let connection = try fixture.connect()
            try await connection.send(bytes: (0..<5).flatMap { Array(BackPressureTests.held($0).utf8) + [0] })
            try await fixture.service.wait { $0.started.count == 2 }
            // What needs no room is answered meanwhile, and another connection is stopped only when it asks
            // for room.
            let elsewhere = try await fixture.ask(#"{"method":"org.example.test.Echo"}"#)
            #expect(elsewhere == [#"{"parameters":{}}"#])
            #expect(fixture.service.started == ["0", "1"])

            fixture.service.state.withLock { $0.capacity = 1 }
            fixture.server.resume()
            try await fixture.service.wait { $0.started.count == 3 }
            fixture.service.state.withLock { $0.capacity = .max }
            fixture.server.resume()
            try await fixture.service.wait { $0.started.count == 5 }
            #expect(fixture.service.started == ["0", "1", "2", "3", "4"])
            for key in 0..<5 { fixture.service.release("\(key)") }
            #expect(
                try await connection.receive(count: 5) == (0..<5).map { #"{"parameters":{"key":"\#($0)"}}"# })
        }
    }

    /// Room that is made when the handler has said that there is none, and the server does not know it yet,
    /// is told once: before the server takes note, or while it asks again.
    @Test(arguments: [1, 2]) func `no call is forgotten when room is made at the same time`(refusalCount: Int)
        async throws
    {
        try await Fixture.run { fixture in
            fixture.service.state.withLock { state in
                state.capacity = 0
                state.refused = { count in
                    guard count == refusalCount else { return }
                    fixture.service.state.withLock { $0.capacity = 1 }
                    fixture.server.resume()
                }
            }
            let connection = try fixture.connect()
            try await connection.send(BackPressureTests.held(7))
            try await fixture.service.wait { $0.started == ["7"] }
            fixture.service.release("7")
            #expect(try await connection.receive() == #"{"parameters":{"key":"7"}}"#)
            #expect(fixture.service.state.withLock { $0.refusalCount } == refusalCount)
        }
    }

    @Test func `only so many calls of a connection are under way`() async throws {
        var limits = VarlinkServer.Limits()
        limits.unansweredCallCountMax = 3
        try await Fixture.run(limits: limits) { fixture in
            let connection = try fixture.connect()
            try await connection.send(
                bytes: (0..<10).flatMap { Array(BackPressureTests.held($0).utf8) + [0] })
            try await fixture.service.wait { $0.started.count == 3 }
            let elsewhere = try await fixture.ask(#"{"method":"org.example.test.Echo"}"#)
            #expect(elsewhere == [#"{"parameters":{}}"#])
            #expect(fixture.service.started.count == 3)
            fixture.service.release("0")
            try await fixture.service.wait { $0.started.count == 4 }
            #expect(try await connection.receive() == #"{"parameters":{"key":"0"}}"#)
            for key in 1..<10 {
                try await fixture.service.wait { $0.started.count > key }
                fixture.service.release("\(key)")
                #expect(try await connection.receive() == #"{"parameters":{"key":"\#(key)"}}"#)
            }
        }
    }

    @Test func `a client that takes no replies is not read without end`() async throws {
        var limits = VarlinkServer.Limits()
        limits.waitingByteCountMax = 100_000
        try await Fixture.run(limits: limits) { fixture in
            let text = String(repeating: "x", count: 50_000)
            let call = #"{"method":"org.example.test.Echo","parameters":{"text":"\#(text)"}}"#
            let connection = try fixture.connect()
            async let sent: Void = connection.send(
                bytes: Array(repeating: Array(call.utf8) + [0], count: 400).flatMap { $0 })
            var count = -1
            while true {
                let now = fixture.server.counts.callTotal
                if now == count, now > 0 { break }
                count = now
                try await Task.sleep(for: .milliseconds(300))
            }
            #expect(count < 100)
            let elsewhere = try await fixture.ask(#"{"method":"org.example.test.Echo"}"#)
            #expect(elsewhere == [#"{"parameters":{}}"#])
            // The connection's queue is busy sending, so the replies are taken by a second handle on the
            // socket.
            let taker = connection.duplicate()
            for _ in 0..<400 { #expect(try await taker.receive()?.count == text.count + 26) }
            try await sent
        }
    }
}
