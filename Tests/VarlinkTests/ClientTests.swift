import Glibc
import SutureJSON
import Synchronization
import Testing
import Varlink

@Suite(.timeLimit(.minutes(20))) struct ClientTests {
    @Test func `many calls are under way at once, and each gets its own reply`() async throws {
        try await Fixture.run { fixture in
            let client = try await VarlinkClient.connect(to: fixture.path)
            try await withThrowingTaskGroup(of: (Int64, Int64?).self) { group in
                for number in 0..<2_000 as Range<Int64> {
                    group.addTask {
                        let parameters: JSONValue = ["number": .integer(number)]
                        return (
                            number,
                            try await client.call("org.example.test.Echo", parameters.bytes)["number"]?.int64
                        )
                    }
                }
                for try await (asked, answered) in group { #expect(asked == answered) }
            }
            await client.close()
        }
    }

    @Test func `an error of the service is thrown`() async throws {
        try await Fixture.run { fixture in
            let client = try await VarlinkClient.connect(to: fixture.path)
            await #expect(throws: VarlinkError("org.example.test.Wrong", ["what": "é\n"])) {
                try await client.call("org.example.test.Refused")
            }
            await #expect(throws: VarlinkError.expectedMore) {
                try await client.call("org.example.test.Count", #"{"upTo":1}"#.bytes)
            }
            await client.close()
        }
    }

    @Test func `a oneway call has no reply`() async throws {
        try await Fixture.run { fixture in
            let client = try await VarlinkClient.connect(to: fixture.path)
            try await client.callOneway("org.example.test.Refused")
            try await client.callOneway("org.example.test.Echo", #"{"text":"a"}"#.bytes)
            let reply = try await client.call("org.example.test.Echo", #"{"text":"b"}"#.bytes)
            #expect(reply["text"]?.string == "b")
            await client.close()
        }
    }

    @Test func `a stream ends by itself, and calls behind it go on`() async throws {
        try await Fixture.run { fixture in
            let client = try await VarlinkClient.connect(to: fixture.path)
            let stream = client.stream("org.example.test.Count", #"{"upTo":500}"#.bytes)
            async let behind = client.call("org.example.test.Echo", #"{"text":"b"}"#.bytes)
            var numbers: [Int64?] = []
            for try await reply in stream { numbers.append(reply["number"]?.int64) }
            #expect(numbers == (0...500).map { $0 })
            #expect(try await behind["text"]?.string == "b")
            await client.close()
        }
    }

    @Test func `an error ends a stream`() async throws {
        try await Fixture.run { fixture in
            let client = try await VarlinkClient.connect(to: fixture.path)
            var iterator = client.stream("org.example.test.Fragile").makeAsyncIterator()
            #expect(try await iterator.next()?.rawText == "{}")
            await #expect(throws: VarlinkError("org.example.test.Full")) { try await iterator.next() }
            #expect(try await iterator.next() == nil)
            await client.close()
        }
    }

    @Test func `a slow consumer slows the producer, and one that leaves ends it`() async throws {
        try await Fixture.run { fixture in
            let client = try await VarlinkClient.connect(to: fixture.path)
            var receivedCount = 0
            var stalledCount = 0
            for try await _ in client.stream("org.example.test.Flood") {
                receivedCount += 1
                if receivedCount == 1 {
                    var count = -1
                    while count != stalledCount || count < 1 {
                        count = stalledCount
                        try await Task.sleep(for: .milliseconds(200))
                        stalledCount = fixture.service.state.withLock { $0.floodCount }
                    }
                    #expect(stalledCount * 10_000 < 8 << 20)
                }
                // More than there was when it stood: it went on.
                if receivedCount == stalledCount + 100 { break }
            }
            try await fixture.service.wait { $0.ends == ["flood"] }
            await #expect(throws: VarlinkClientError.closed) {
                try await client.call("org.example.test.Echo")
            }
        }
    }

    @Test func `cancelling the task ends its stream`() async throws {
        try await Fixture.run { fixture in
            let client = try await VarlinkClient.connect(to: fixture.path)
            let task = Task { for try await _ in client.stream("org.example.test.Idle") {} }
            try await Task.sleep(for: .milliseconds(50))
            task.cancel()
            await #expect(throws: VarlinkClientError.closed) { try await task.value }
        }
    }

    @Test func `calls under way are told when the service goes`() async throws {
        try await Fixture.run { fixture in
            let client = try await VarlinkClient.connect(to: fixture.path)
            let held = Task { try await client.call("org.example.test.Held", #"{"key":"a"}"#.bytes) }
            try await fixture.service.wait { $0.started == ["a"] }
            await fixture.server.shutdown(within: .zero)
            await #expect(throws: VarlinkClientError.closed) { try await held.value }
        }
    }

    @Test func `what stands in the way of a connection is told`() async throws {
        try await withTemporaryDirectory { directory in
            let path = directory + "/socket"
            await #expect(throws: VarlinkClientError.noSocket(path: path)) {
                try await VarlinkClient.connect(to: path)
            }
            close(creat(path, 0o600))
            await #expect(throws: VarlinkClientError.refused(path: path)) {
                try await VarlinkClient.connect(to: path)
            }
            let long = "/tmp/" + String(repeating: "x", count: 200)
            let error = await #expect(throws: VarlinkClientError.self) {
                try await VarlinkClient.connect(to: long)
            }
            #expect(error?.description.hasPrefix("cannot connect to \(long)") == true)
        }
    }

    @Test(arguments: [
        "x", "{}", "[]", #"{"parameters":1}"#, #"{"error":1,"parameters":{}}"#,
        #"{"parameters":{},"continues":true}"#,
    ])
    func `a service that speaks no Varlink is told from one that does`(reply: String) async throws {
        try await withTemporaryDirectory { directory in
            _ = try ScriptedService(directory + "/socket", reply: reply)
            let client = try await VarlinkClient.connect(to: directory + "/socket")
            if reply == "{}" {
                // Others leave out parameters that are empty.
                #expect(try await client.call("a.b.C").rawText == "{}")
            } else {
                let error = await #expect(throws: VarlinkClientError.self) { try await client.call("a.b.C") }
                guard case .unintelligible = error else {
                    Issue.record("\(String(describing: error))")
                    return
                }
            }
            await client.close()
        }
    }
}

extension String {
    fileprivate var bytes: [UInt8] { Array(utf8) }
}
