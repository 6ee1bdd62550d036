import Glibc
import SutureJSON
import SutureTestSupport
import Testing
import Varlink

/// Clients that send what they should not. None of them harms another.
@Suite(.serialized, .timeLimit(.minutes(20))) struct HostileClientTests {
    static let status = #"{"method":"org.suture.Service.Status"}"#

    static func register(_ id: String) -> String {
        #"{"method":"org.suture.Device.Register","parameters":{"id":"\#(id)","name":"N","type":"other"}}"#
    }

    @Test(arguments: [
        "", "garbage", "[]", "{}", #"{"method":1}"#,
        #"{"method":"org.suture.Service.Status","parameters":[]}"#,
        #"{"method":"org.suture.Service.Status","more":1}"#,
        #"{"method":"org.suture.Service.Status","more":true,"oneway":true}"#, "\u{1}\u{2}\u{FF}",
        #"{"method":"org.suture.Device.Register","parameters":\#(String(repeating: "[", count: 200_000))"#,
        #"{"method":"org.suture.Device.Register","parameters":\#(String(repeating: #"{"a":"#, count: 100))1"#
            + String(repeating: "}", count: 101),
    ])
    func `what is no call ends the connection, after what came before was answered`(message: String)
        async throws
    {
        try await RunningDaemon.run { daemon in
            let bystander = try await daemon.client()
            let hostile = try RawConnection(daemon.socketPath)
            try await hostile.send(
                HostileClientTests.register("D-1"), message, HostileClientTests.register("D-2"))
            #expect(try await hostile.receive()?.contains(#""stream":"device/D-1""#) == true)
            #expect(try await hostile.receive() == nil)
            #expect(try await bystander.registerDevices("E-", count: 1) == [2])
        }
    }

    @Test func `bytes that are no text end the connection`() async throws {
        var random = SeededRandom(seed: 1)
        let bytes = (0..<100_000).map { _ in UInt8.random(in: 1...255, using: &random) } + [0]
        try await RunningDaemon.run { daemon in
            let bystander = try await daemon.client()
            let hostile = try RawConnection(daemon.socketPath)
            try await hostile.send(bytes: bytes)
            #expect(try await hostile.receive() == nil)
            #expect(try await bystander.registerDevices("E-", count: 1) == [1])
        }
    }

    @Test func `nesting to the limit is understood, one level more is not`() async throws {
        try await RunningDaemon.run { daemon in
            let connection = try RawConnection(daemon.socketPath)
            func message(_ levelCount: Int) -> String {
                // The message and its parameters are the first two levels.
                let value =
                    String(repeating: "[", count: levelCount - 2)
                    + String(repeating: "]", count: levelCount - 2)
                return #"{"method":"org.suture.Device.Register","parameters":{"id":\#(value)}}"#
            }
            try await connection.send(message(64))
            #expect(try await connection.receive()?.contains(#""parameter":"id""#) == true)
            try await connection.send(message(65))
            #expect(try await connection.receive() == nil)
        }
    }

    @Test func `a message beyond the limit ends the connection, one within is taken`() async throws {
        try await RunningDaemon.run { daemon in
            let bystander = try await daemon.client()
            let hostile = try RawConnection(daemon.socketPath)
            // The daemon stops reading at 16 MiB, so the rest may find nobody.
            try? await hostile.send(bytes: [UInt8](repeating: UInt8(ascii: "x"), count: 20 << 20))
            #expect(try await hostile.receive() == nil)
            #expect(try await bystander.registerDevices("D-", count: 1) == [1])

            let note: JSONValue = [
                "command": "device.add-note", "id": "D-0",
                "fields": ["text": .string(String(repeating: "x", count: 250_000))],
            ]
            let receipts = try await bystander.ask(
                "Log.RecordAll", ["commands": .array(Array(repeating: note, count: 60))])["receipts"]
            #expect(receipts?.array?.count == 60)
            let page = try await bystander.ask("Log.Read", ["start": 61])
            #expect(page["events"]?.array?.first?["data"]?["text"]?.string?.utf8.count == 250_000)
        }
    }

    @Test func `half a message holds nobody up`() async throws {
        try await RunningDaemon.run { daemon in
            let half = try RawConnection(daemon.socketPath)
            let message = HostileClientTests.register("D-1")
            try await half.send(bytes: Array(message.utf8.prefix(40)))
            let bystander = try await daemon.client()
            #expect(try await bystander.registerDevices("E-", count: 100).count == 100)
            try await half.send(bytes: Array(message.utf8.dropFirst(40)) + [0])
            #expect(try await half.receive()?.contains(#""position":101"#) == true)
        }
    }

    @Test func `clients that leave with calls under way leave their events behind and nothing else`()
        async throws
    {
        try await RunningDaemon.run { daemon in
            for client in 0..<10 {
                let hasty = try RawConnection(daemon.socketPath)
                let messages = (0..<500).map { HostileClientTests.register("D-\(client)-\($0)") + "\0" }
                try await hasty.send(bytes: Array(messages.joined().utf8))
                hasty.disconnect()
            }
            let bystander = try await daemon.client()
            #expect(try await bystander.registerDevices("E-", count: 100).count == 100)
            // Whatever was started is recorded whole, and the daemon has forgotten the ten.
            while try await bystander.ask("Service.Status")["clients"] != 1 {
                try await Task.sleep(for: .milliseconds(5))
            }
            let events = try await bystander.allEvents()
            #expect(events.allSatisfy { $0["version"] == 1 })
            let (last, status) = (events.last, try await bystander.ask("Service.Status"))
            #expect(last?["hash"] == status["hash"])
        }
    }

    @Test func `a client that takes no replies holds up itself alone`() async throws {
        try await RunningDaemon.run { daemon in
            let bystander = try await daemon.client()
            #expect(try await bystander.registerDevices("D-", count: 1) == [1])
            try await bystander.record(
                "Device.AddNote", ["id": "D-0", "text": .string(String(repeating: "x", count: 100_000))])
            let greedy = try RawConnection(daemon.socketPath)
            let read = #"{"method":"org.suture.Log.Read","parameters":{"start":1}}"#
            let count = 500
            // Beside the test, since it waits when the daemon reads no more.
            let calls = Array(String(repeating: read + "\0", count: count).utf8)
            async let sent: Void = greedy.send(bytes: calls)
            for round in 0..<20 {
                #expect(try await bystander.registerDevices("E-\(round)-", count: 10).count == 10)
            }
            let replies = try await greedy.duplicate().receive(count: count)
            #expect(replies.allSatisfy { $0?.utf8.count ?? 0 > 100_000 })
            try await sent
        }
    }

    @Test func `two hundred clients at once are all served`() async throws {
        try await RunningDaemon.run { daemon in
            let clients = try await withThrowingTaskGroup(of: VarlinkClient.self) { group in
                for _ in 0..<200 { group.addTask { try await daemon.client() } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let positions = try await withThrowingTaskGroup(of: [Int64].self) { group in
                for (index, client) in clients.enumerated() {
                    group.addTask { try await client.registerDevices("D-\(index)-", count: 5) }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(positions.sorted() == Array(1...1_000))
            #expect(try await clients[0].ask("Service.Status")["clients"] == 200)
            for client in clients { await client.close() }
        }
    }

    @Test func `clients that come while the daemon is held up wait for it`() async throws {
        try await RunningDaemon.run { daemon in
            // Who is answered has come to a daemon that is listening as it means to.
            _ = try await daemon.client().ask("Service.Status")
            daemon.process.send(SIGSTOP)
            var clients: [VarlinkClient] = []
            for _ in 0..<500 { clients.append(try await daemon.client()) }
            daemon.process.send(SIGCONT)
            for client in clients {
                #expect(try await client.head() == 0)
                await client.close()
            }
        }
    }

    @Test func `one account may have so many connections and no more`() async throws {
        try await RunningDaemon.run("socket.connectionCountPerUserMax=5") { daemon in
            let connections = try (0..<6).map { _ in try RawConnection(daemon.socketPath) }
            for connection in connections.dropLast() {
                try await connection.send(HostileClientTests.status)
                #expect(try await connection.receive()?.contains(#""position":0"#) == true)
            }
            try? await connections[5].send(HostileClientTests.status)
            #expect(try await connections[5].receive() == nil)
            #expect(daemon.standardError.contains("uid \(ownUserID) has 5 connections"))
            connections[0].disconnect()
            // When the daemon has noticed, there is room for another.
            while true {
                let another = try RawConnection(daemon.socketPath)
                try? await another.send(HostileClientTests.status)
                if try await another.receive() != nil { break }
            }
        }
    }
}
