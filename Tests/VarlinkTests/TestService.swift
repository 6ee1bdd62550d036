import Foundation
import SutureJSON
import Synchronization
import Testing
import Varlink

/// A service with a method of every sort, and the means to hold and to watch them.
final class TestService: Sendable {
    static let text = """
        # Everything that a server can do.
        interface org.example.test

        # Answers at once.
        method Echo(text: ?string, number: ?int) -> (text: ?string, number: ?int)

        # Answers when the test says so.
        method Held(key: string) -> (key: string)

        # Fails at once.
        method Refused() -> ()

        # Fails in a way that the handler does not know.
        method Broken() -> ()

        # Answers when the test says so, alone on its connection.
        method Query(key: string) -> (key: string)

        # [Requires 'more' flag]
        method Count(upTo: int) -> (number: int)

        # [Supports 'more' flag]
        method Optional(upTo: int) -> (number: int)

        # [Requires 'more' flag]
        # Sends large replies for as long as the client takes them.
        method Flood() -> (text: string)

        # [Requires 'more' flag]
        # Sends one reply and waits for ever.
        method Idle() -> ()

        # [Requires 'more' flag]
        # Sends one reply and fails.
        method Fragile() -> ()

        # Is not implemented.
        method Missing() -> ()

        # Who calls?
        method Peer() -> (pid: int, uid: int, gid: int, groups: []int)

        error Full ()
        error Wrong (what: string)

        """

    struct State {
        var held: [String: VarlinkReply] = [:]
        var started: [String] = []
        var capacity = Int.max
        var refusalCount = 0
        /// What happens meanwhile when a call is refused for the n-th time, before the server is told.
        var refused: (@Sendable (Int) -> Void)?
        var releases: Set<String> = []
        var floodCount = 0
        var ends: [String] = []
    }

    let state = Mutex(State())

    var started: [String] { state.withLock { $0.started } }
    var ends: [String] { state.withLock { $0.ends } }

    /// Waits, as long as it takes, until something has come about.
    func wait(until condition: (State) -> Bool) async throws {
        while !state.withLock({ condition($0) }) { try await Task.sleep(for: .milliseconds(2)) }
    }

    func release(_ key: String) {
        let reply = state.withLock { state in
            state.releases.insert(key)
            return state.held.removeValue(forKey: key)
        }
        reply?.succeed(key.parametersNamed("key"))
    }

    func service() throws -> VarlinkService {
        var service = VarlinkService(
            vendor: "Example", product: "Test", version: "1.2", url: "https://example.org"
        ) { call, _ in VarlinkError("org.example.test.Wrong", ["what": .string(call.methodName)]) }
        service.add(
            try VarlinkInterface(parsing: TestService.text),
            handlers: [
                "Echo": .pipelined { call, reply in
                    reply.succeed(Array(call.parameters.rawBytes))
                    return .accepted
                },
                "Held": .pipelined { call, reply in self.hold(call, reply) },
                "Refused": .pipelined { _, reply in
                    reply.fail(VarlinkError("org.example.test.Wrong", ["what": "é\n"]))
                    return .accepted
                },
                "Broken": .query { _ in throw CocoaError(.featureUnsupported) },
                "Query": .query { call in try await self.query(call) },
                "Count": .stream { call, stream in try await TestService.count(call, stream) },
                "Optional": .stream { call, stream in try await TestService.count(call, stream) },
                "Flood": .stream { _, stream in try await self.flood(stream) },
                "Idle": .stream { _, stream in try await self.idle(stream) },
                "Fragile": .stream { _, stream in
                    try await stream.send([], continues: true)
                    throw VarlinkError("org.example.test.Full")
                },
                "Peer": .pipelined { call, reply in
                    reply.succeed(TestService.describe(call.peer).bytes)
                    return .accepted
                },
            ])
        return service
    }

    private func hold(_ call: VarlinkCall, _ reply: VarlinkReply) -> VarlinkAdmission {
        let key = call.parameters["key"]?.string ?? ""
        let refusal = state.withLock { state -> (count: Int, meanwhile: (@Sendable (Int) -> Void)?)? in
            guard state.capacity > 0 else {
                state.refusalCount += 1
                return (state.refusalCount, state.refused)
            }
            state.capacity -= 1
            state.started.append(key)
            state.held[key] = reply
            return nil
        }
        guard let refusal else { return .accepted }
        refusal.meanwhile?(refusal.count)
        return .full
    }

    private func query(_ call: VarlinkCall) async throws -> [UInt8] {
        let key = call.parameters["key"]?.string ?? ""
        state.withLock { $0.started.append(key) }
        try await wait { $0.releases.contains(key) }
        return key.parametersNamed("key")
    }

    private static func count(_ call: VarlinkCall, _ stream: VarlinkStream) async throws {
        let last = call.parameters["upTo"]?.int64 ?? 0
        let numbers = (0...last).map { JSONValue.object(["number": .integer($0)]).bytes }
        if last > 2 {
            var page = ReplyPage()
            for number in numbers[..<2] { page.append { $0 += number } }
            try await stream.send(page)
        }
        for number in numbers.dropLast().dropFirst(last > 2 ? 2 : 0) {
            try await stream.send(number, continues: true)
        }
        try await stream.send(numbers[numbers.count - 1], continues: false)
    }

    private func flood(_ stream: VarlinkStream) async throws {
        let reply = String(repeating: "x", count: 10_000).parametersNamed("text")
        defer { state.withLock { $0.ends.append("flood") } }
        while true {
            try await stream.send(reply, continues: true)
            state.withLock { $0.floodCount += 1 }
        }
    }

    private func idle(_ stream: VarlinkStream) async throws {
        try await stream.send([], continues: true)
        defer { state.withLock { $0.ends.append("idle") } }
        try await Task.sleep(for: .seconds(600))
    }

    private static func describe(_ peer: PeerCredentials) -> JSONValue {
        [
            "pid": .integer(Int64(peer.processID)), "uid": .integer(Int64(peer.userID)),
            "gid": .integer(Int64(peer.groupID)),
            "groups": .array(peer.supplementaryGroupIDs.map { .integer(Int64($0)) }),
        ]
    }
}

extension String {
    /// The bytes of `{"name":"…"}`.
    func parametersNamed(_ name: String) -> [UInt8] { JSONValue.object([name: .string(self)]).bytes }
}
