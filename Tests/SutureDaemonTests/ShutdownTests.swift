import Foundation
import SutureDomain
import SutureJSON
import SutureLog
import SutureSQLiteLog
import SutureTestSupport
import Testing
import Varlink

/// The daemon is told to stop in the middle of its work.
@Suite(.serialized, .timeLimit(.minutes(20))) struct ShutdownTests {
    static let connectionCount = 8
    static let pipelinedCountPerConnection = 500

    /// What became of a command: the position of its receipt, or why there is none.
    struct Answer: Sendable {
        let device: String
        let result: Result<Int64, any Error>

        var position: Int64? { try? result.get() }
    }

    @Test func `what was accepted is answered, and what was answered is in the log`() async throws {
        try await RunningDaemon.run { daemon in
            let answers = try await ShutdownTests.commandsWhile(daemon) {
                #expect(await daemon.terminate() == .status(0))
            }
            let acknowledged = answers.filter { $0.position != nil }
            #expect(!acknowledged.isEmpty)
            for answer in answers {
                guard case .failure(let error) = answer.result else { continue }
                // No error was answered, and no reply was cut short.
                try #require(error as? VarlinkClientError == .closed, "\(answer.device): \(error)")
            }

            let recorded = try ShutdownTests.positions(in: daemon.stateFile("log.db"))
            for answer in acknowledged {
                try #require(recorded["device/\(answer.device)"] == answer.position, "\(answer.device)")
            }
            // Nothing is recorded behind the clients' backs.
            #expect(recorded.count == acknowledged.count)
        }
    }

    @Test(arguments: [SIGTERM, SIGINT])
    func `a follower is cut off, and the daemon ends at once`(signal: Int32) async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            let replies = client.stream("org.suture.Log.Follow", JSONValue.object(["start": 1]).bytes)
            var iterator = replies.makeAsyncIterator()
            #expect(try await iterator.next()?["caughtUp"]?.bool == true)
            daemon.process.send(signal)
            #expect(await daemon.process.exit() == .status(0))
            await #expect(throws: VarlinkClientError.closed) { try await iterator.next() }
        }
    }

    @Test func `the log stands in one file afterwards, and is sound`() async throws {
        try await RunningDaemon.run { daemon in
            _ = try await ShutdownTests.commandsWhile(daemon) {
                #expect(await daemon.terminate() == .status(0))
            }
            for file in ["log.db", "keys.db", "views.db"] {
                let attributes = try? FileManager.default.attributesOfItem(
                    atPath: daemon.stateFile("\(file)-wal"))
                #expect(attributes?[.size] as? Int ?? 0 == 0, "\(file)")
            }
            let reader = try LogReader.open(path: daemon.stateFile("log.db"))
            let head = try reader.head().position
            let verification = try LogVerifier(reader: reader).verify()
            guard case .sound = verification else {
                Issue.record("\(verification)")
                return
            }
            try reader.close()

            try await daemon.start()
            let client = try await daemon.client()
            #expect(try await client.head() == head.number)
            let receipt = try await client.record(
                "Device.Register", ["id": "AFTER", "name": "Needle", "type": "suture_needle"])
            #expect(receipt["position"]?.int64 == head.next.number)
        }
    }

    @Test func `a follower's stream ends and an idle connection is closed`() async throws {
        try await RunningDaemon.run { daemon in
            let idle = try await daemon.client()
            try await idle.record(
                "Device.Register", ["id": "D-1", "name": "Needle", "type": "suture_needle"])
            let follower = try await daemon.client()
            let from: JSONValue = ["start": 1]
            var replies = follower.stream("org.suture.Log.Follow", from.bytes)
                .makeAsyncIterator()
            #expect(try await replies.next()?["event"]?["position"]?.int64 == 1)
            #expect(try await replies.next()?["caughtUp"]?.bool == true)
            #expect(await daemon.terminate() == .status(0))
            await #expect(throws: VarlinkClientError.closed) { try await replies.next() }
            await #expect(throws: VarlinkClientError.closed) { try await idle.ask("Service.Status") }
            #expect(!FileManager.default.fileExists(atPath: daemon.socketPath))
        }
    }

    /// Of each stream's only event.
    private static func positions(in log: String) throws -> [String: Int64] {
        let reader = try LogReader.open(path: log)
        defer { try? reader.close() }
        var positions: [String: Int64] = [:]
        var end = Position.zero
        while case let page = try reader.events(after: end, limit: 1_000), let last = page.last {
            for event in page { positions[event.stream.text] = event.position.number }
            end = last.position
        }
        return positions
    }

    /// Keeps hundreds of commands under way on every connection until it ends, and does something as soon as
    /// the first of them was answered.
    private static func commandsWhile(
        _ daemon: RunningDaemon, _ interrupt: () async throws -> Void
    ) async throws -> [Answer] {
        let (stream, continuation) = AsyncStream<Answer>.makeStream()
        for connection in 0..<connectionCount {
            let client = try await daemon.client()
            for place in 0..<pipelinedCountPerConnection {
                register("D-\(connection)-\(place)", 1, with: client) { continuation.yield($0) }
            }
        }
        var answers: [Answer] = []
        var endedCount = 0
        for await answer in stream {
            answers.append(answer)
            if answers.count == 1 { try await interrupt() }
            if answer.position == nil { endedCount += 1 }
            if endedCount == connectionCount * pipelinedCountPerConnection { break }
        }
        return answers
    }

    /// One command, and when it was answered the next.
    private static func register(
        _ name: String, _ number: Int, with client: VarlinkClient,
        report: @escaping @Sendable (Answer) -> Void
    ) {
        let device = "\(name)-\(number)"
        let parameters: JSONValue = ["id": .string(device), "name": "Needle", "type": "suture_needle"]
        client.call("org.suture.Device.Register", parameters.bytes) { result in
            let answer = Answer(device: device, result: result.map { $0["receipt"]?["position"]?.int64 ?? 0 })
            report(answer)
            if answer.position != nil { register(name, number + 1, with: client, report: report) }
        }
    }
}
