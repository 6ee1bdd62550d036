import SutureJSON
import SutureTestSupport
import SutureVarlink
import Testing

/// Followers get every event, in order, at their own pace.
@Suite(.serialized, .timeLimit(.minutes(20))) struct FollowTests {
    /// The next replies of a stream, up to a number of events; `caughtUp` stands as 0 among their positions.
    private static func take(
        _ count: Int, from replies: inout VarlinkReplies.AsyncIterator
    ) async throws -> [Int64] {
        var positions: [Int64] = []
        while positions.count < count, let reply = try await replies.next() {
            positions.append(reply["event"]?["position"]?.int64 ?? 0)
            if reply["event"] == nil { #expect(reply["caughtUp"]?.bool == true) }
        }
        return positions
    }

    /// The positions of all events up to one, without the markers between them.
    private static func events(
        through last: Int64, from replies: inout VarlinkReplies.AsyncIterator
    ) async throws -> [Int64] {
        var positions: [Int64] = []
        while positions.last != last, let reply = try await replies.next() {
            if let position = reply["event"]?["position"]?.int64 { positions.append(position) }
        }
        return positions
    }

    private static func follow(_ client: VarlinkClient, _ parameters: JSONValue)
        -> VarlinkReplies.AsyncIterator
    {
        client.stream("org.suture.Log.Follow", parameters.bytes).makeAsyncIterator()
    }

    @Test func `first comes the past, then a marker, then what is recorded`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await client.registerDevices("D-", count: 1_200)
            var replies = FollowTests.follow(try await daemon.client(), ["start": 1])
            #expect(try await FollowTests.take(1_201, from: &replies) == Array(1...1_200) + [0])
            for position in 1_201...1_203 as ClosedRange<Int64> {
                try await client.record("Device.AddNote", ["id": "D-0", "text": "bent"])
                #expect(try await FollowTests.take(2, from: &replies) == [position, 0])
            }
        }
    }

    @Test func `a follower may start at the end, or beyond it`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await client.registerDevices("D-", count: 3)
            var atTheEnd = FollowTests.follow(try await daemon.client(), ["start": 4])
            var beyond = FollowTests.follow(try await daemon.client(), ["start": 6])
            #expect(try await FollowTests.take(1, from: &atTheEnd) == [0])
            #expect(try await FollowTests.take(1, from: &beyond) == [0])
            try await client.registerDevices("E-", count: 4)
            let seen = try await FollowTests.take(4, from: &atTheEnd).filter { $0 > 0 }
            #expect(seen.first == 4)
            #expect(seen == Array(4..<4 + Int64(seen.count)))
            #expect(try await FollowTests.take(1, from: &beyond) == [6])
        }
    }

    @Test func `a filter leaves out other streams and other types`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await client.registerDevices("D-", count: 600)
            var stream = FollowTests.follow(
                try await daemon.client(), ["start": 1, "stream": "device/D-550"])
            var type = FollowTests.follow(
                try await daemon.client(), ["start": 1, "types": ["device.note-added"]])
            #expect(try await FollowTests.take(2, from: &stream) == [551, 0])
            #expect(try await FollowTests.take(1, from: &type) == [0])
            try await client.record("Device.AddNote", ["id": "D-1", "text": "bent"])
            try await client.record("Device.AddNote", ["id": "D-550", "text": "bent"])
            #expect(try await FollowTests.events(through: 602, from: &stream) == [602])
            #expect(try await FollowTests.events(through: 602, from: &type) == [601, 602])
        }
    }

    @Test func `without more there is nothing to follow`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            #expect(try await client.error(of: "Log.Follow", ["start": 1]) == .expectedMore)
        }
    }

    @Test func `personal data stays sealed for followers`() async throws {
        try await RunningDaemon.run { daemon in
            try await daemon.client().record("Person.Register", ["name": "Wu Tao"])
            var replies = FollowTests.follow(try await daemon.client(), ["start": 1])
            let first = try await replies.next()
            #expect(first?["event"]?["data"]?["name"]?["sealed"]?.string?.isEmpty == false)
        }
    }

    @Test func `a follower that stops reading slows nobody, and misses nothing`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await client.registerDevices("D-", count: 1)
            // Two that take nothing: the client's end reads only what is asked for, and then the kernel's buffers fill.
            var stalled = FollowTests.follow(try await daemon.client(), ["start": 1])
            var another = FollowTests.follow(try await daemon.client(), ["start": 1])
            #expect(try await FollowTests.take(1, from: &stalled) == [1])
            for batch in 0..<3 {
                let commands = (0..<7_000).map { RecordAllTests.note("D-0", "note \(batch) \($0)") }
                try await client.ask("Log.RecordAll", RecordAllTests.batch(commands))
            }
            // Others are served meanwhile.
            let reader = try await daemon.client()
            let device = try await reader.ask("Records.Get", ["record": "device/D-0"])
            #expect(device["version"] == 21_001)
            var lively = FollowTests.follow(try await daemon.client(), ["start": 20_995])
            #expect(try await FollowTests.take(7, from: &lively) == Array(20_995...21_001))

            #expect(try await FollowTests.events(through: 21_001, from: &stalled) == Array(2...21_001))
            #expect(try await FollowTests.events(through: 21_001, from: &another) == Array(1...21_001))
        }
    }
}
