import SutureJSON
import SutureTestSupport
import Testing
import Varlink

/// Followers get every event, in order, at their own pace.
@Suite(.serialized, .timeLimit(.minutes(20))) struct FollowTests {
    /// What a follower hears. That nothing has come for a while is said again after some time, which on a
    /// busy machine may be at any place: such a marker behind a marker is passed over.
    struct Replies {
        private var replies: VarlinkReplies.AsyncIterator
        private var isCaughtUp = false

        init(_ client: VarlinkClient, _ parameters: JSONValue) {
            replies = client.stream("org.suture.Log.Follow", parameters.bytes).makeAsyncIterator()
        }

        mutating func next() async throws -> JSONValue? {
            while let reply = try await replies.next() {
                let isMarker = reply["event"] == nil
                if isMarker { #expect(reply["caughtUp"]?.bool == true) }
                defer { isCaughtUp = isMarker }
                if !isMarker || !isCaughtUp { return JSONValue(reply) }
            }
            return nil
        }

        /// The next ones, up to a number; `caughtUp` stands as 0 among the positions.
        mutating func take(_ count: Int) async throws -> [Int64] {
            var positions: [Int64] = []
            while positions.count < count, let reply = try await next() {
                positions.append(reply["event"]?["position"]?.int64 ?? 0)
            }
            return positions
        }

        /// The positions of all events up to one, without the markers between them.
        mutating func events(through last: Int64) async throws -> [Int64] {
            var positions: [Int64] = []
            while positions.last != last, let reply = try await next() {
                if let position = reply["event"]?["position"]?.int64 { positions.append(position) }
            }
            return positions
        }
    }

    @Test func `first comes the past, then a marker, then what is recorded`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await client.registerDevices("D-", count: 1_200)
            var replies = Replies(try await daemon.client(), ["start": 1])
            #expect(try await replies.take(1_201) == Array(1...1_200) + [0])
            for position in 1_201...1_203 as ClosedRange<Int64> {
                try await client.record("Device.AddNote", ["id": "D-0", "text": "bent"])
                #expect(try await replies.take(2) == [position, 0])
            }
        }
    }

    @Test func `a follower may start at the end, or beyond it`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await client.registerDevices("D-", count: 3)
            var atTheEnd = Replies(try await daemon.client(), ["start": 4])
            var beyond = Replies(try await daemon.client(), ["start": 6])
            #expect(try await atTheEnd.take(1) == [0])
            #expect(try await beyond.take(1) == [0])
            try await client.registerDevices("E-", count: 4)
            let seen = try await atTheEnd.take(4).filter { $0 > 0 }
            #expect(seen.first == 4)
            #expect(seen == Array(4..<4 + Int64(seen.count)))
            #expect(try await beyond.take(1) == [6])
        }
    }

    @Test func `a filter leaves out other streams and other types`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await client.registerDevices("D-", count: 600)
            var stream = Replies(
                try await daemon.client(), ["start": 1, "stream": "device/D-550"])
            var type = Replies(
                try await daemon.client(), ["start": 1, "types": ["device.note-added"]])
            #expect(try await stream.take(2) == [551, 0])
            #expect(try await type.take(1) == [0])
            try await client.record("Device.AddNote", ["id": "D-1", "text": "bent"])
            try await client.record("Device.AddNote", ["id": "D-550", "text": "bent"])
            #expect(try await stream.events(through: 602) == [602])
            #expect(try await type.events(through: 602) == [601, 602])
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
            var replies = Replies(try await daemon.client(), ["start": 1])
            let first = try await replies.next()
            #expect(first?["event"]?["data"]?["name"]?["sealed"]?.string?.isEmpty == false)
        }
    }

    @Test func `a follower that stops reading slows nobody, and misses nothing`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await client.registerDevices("D-", count: 1)
            // Two that take nothing: the client's end reads only what is asked for, and then the kernel's
            // buffers fill.
            var stalled = Replies(try await daemon.client(), ["start": 1])
            var another = Replies(try await daemon.client(), ["start": 1])
            #expect(try await stalled.take(1) == [1])
            for batch in 0..<3 {
                let commands = (0..<7_000).map { RecordAllTests.note("D-0", "note \(batch) \($0)") }
                try await client.ask("Log.RecordAll", RecordAllTests.batch(commands))
            }
            // Others are served meanwhile.
            let reader = try await daemon.client()
            let device = try await reader.ask("Records.Get", ["record": "device/D-0"])
            #expect(device["version"] == 21_001)
            var lively = Replies(try await daemon.client(), ["start": 20_995])
            #expect(try await lively.take(7) == Array(20_995...21_001))

            #expect(try await stalled.events(through: 21_001) == Array(2...21_001))
            #expect(try await another.events(through: 21_001) == Array(1...21_001))
        }
    }
}
