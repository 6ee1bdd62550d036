import Foundation
import SutureJSON
import SutureLog
import SutureTestSupport
import SutureVarlink
import Synchronization
import Testing

/// SIGTERM: what was accepted is finished and answered.
@Suite(.serialized, .timeLimit(.minutes(3))) struct ShutdownTests {
    @Test func `whatever was recorded while the daemon stops is acknowledged`() async throws {
        try await RunningDaemon.run { daemon in
            let clientCount = 8
            let answered = Count()
            let acknowledged = try await withThrowingTaskGroup(of: [Int64].self) { group in
                for index in 0..<clientCount {
                    let client = try await daemon.client()
                    group.addTask {
                        var positions: [Int64] = []
                        for round in 0... {
                            let answers = await client.pipeline(
                                (0..<200).map { ShutdownTests.command("\(index)-\(round)-\($0)") })
                            for answer in answers {
                                switch answer {
                                case .success(let reply):
                                    positions.append(reply["receipt"]?["position"]?.int64 ?? 0)
                                case .failure(VarlinkClientError.closed): return positions
                                case .failure(let error): throw error
                                }
                            }
                            answered.add(answers.count)
                        }
                        return positions
                    }
                }
                // Well under way, with more behind it.
                while answered.value < 4_000 { try await Task.sleep(for: .milliseconds(1)) }
                #expect(await daemon.terminate() == .status(0))
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(!FileManager.default.fileExists(atPath: daemon.socketPath))
            for file in try daemon.filesOfState() where file.name.hasSuffix("-wal") {
                #expect(file.bytes.isEmpty, "\(file.name)")
            }
            guard case .sound(let soundness) = try daemon.verifyLog() else {
                Issue.record("\(try daemon.verifyLog())")
                return
            }
            #expect(acknowledged.sorted() == Array(1...soundness.eventCount))
        }
    }

    private final class Count: Sendable {
        private let total = Atomic(0)
        var value: Int { total.load(ordering: .relaxed) }
        func add(_ number: Int) { total.add(number, ordering: .relaxed) }
    }

    private static func command(_ id: String) -> (method: String, parameters: JSONValue) {
        ("org.suture.Device.Register", ["id": .string("D-\(id)"), "name": "Needle", "type": "other"])
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
}
