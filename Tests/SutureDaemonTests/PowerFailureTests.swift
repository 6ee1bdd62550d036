import Foundation
import GRDB
import SutureJSON
import SutureLog
import SutureTestSupport
import Synchronization
import Testing
import Varlink

/// The daemon is killed again and again while clients record. What it acknowledged is there, once.
@Suite(.serialized, .timeLimit(.minutes(20))) struct PowerFailureTests {
    static let roundCount = 100
    static let imageCount = 60
    static let clientCount = 8
    /// How many calls each client has under way at once.
    static let pipelineDepth = 16

    /// What one client recorded in all rounds.
    private struct Diary: Sendable {
        /// The position that was acknowledged, by command id.
        var acknowledged: [String: Int64] = [:]
        /// Ids of commands that were sent and not answered; they are repeated in the next round.
        var unanswered: [String] = []
        var sentCount = 0
    }

    /// Whether anything was acknowledged in a round.
    private final class Answers: Sendable {
        private let state = Mutex(false)
        var hasCome: Bool { state.withLock { $0 } }
        func note() { state.withLock { $0 = true } }
    }

    @Test func `whatever was acknowledged is there once, and what is repeated is recorded once`() async throws
    {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SeededRandom(seed: seed)
        try await RunningDaemon.prepare { daemon in
            var diaries = (0..<PowerFailureTests.clientCount).map { _ in Diary() }
            for round in 1...PowerFailureTests.roundCount {
                try await daemon.start()
                let delay = Duration.milliseconds(Int.random(in: 5...120, using: &random))
                let answers = Answers()
                // Before the first answer or after it, in turn: how many there are is a matter of steps.
                async let failure: Void = PowerFailureTests.kill(
                    daemon, after: delay, and: round % 2 == 0 ? answers : nil)
                diaries = try await withThrowingTaskGroup(of: (Int, Diary).self) { group in
                    for (index, diary) in diaries.enumerated() {
                        group.addTask {
                            (
                                index,
                                await PowerFailureTests.write(diary, client: index, to: daemon, answers)
                            )
                        }
                    }
                    return try await group.reduce(into: diaries) { $0[$1.0] = $1.1 }
                }
                try await failure
            }
            try await daemon.start()
            for (index, diary) in diaries.enumerated() {
                diaries[index] = try await PowerFailureTests.repeatUnanswered(diary, of: index, to: daemon)
            }
            let client = try await daemon.client()
            let events = try await client.allEvents()
            var positions: [String: [Int64]] = [:]
            for event in events {
                let id = try #require(event["metadata"]?["command"]?["id"]?.string)
                positions[id, default: []].append(try #require(event["position"]?.int64))
            }
            var acknowledged: [String: [Int64]] = [:]
            for diary in diaries {
                for (id, position) in diary.acknowledged { acknowledged[id] = [position] }
            }
            #expect(positions == acknowledged, "seed \(seed)")
            // Otherwise the test has tested nothing.
            #expect(positions.count >= PowerFailureTests.roundCount / 2, "seed \(seed)")
            #expect(await daemon.terminate() == .status(0))
            guard case .sound(let soundness) = try daemon.verifyLog() else {
                Issue.record("seed \(seed): \(try daemon.verifyLog())")
                return
            }
            #expect(soundness.eventCount == Int64(events.count))
        }
    }

    /// Each image is the worst that a power failure can leave: the log without what was not synced, and
    /// beside it everything that was written to the read models and the keys.
    @Test func `no file beside the log ever leads what a power failure leaves of it`() async throws {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SeededRandom(seed: seed)
        try await RunningDaemon.prepare { daemon in
            let shim = try await Shim.compile("noting_sync", for: daemon)
            let noted = daemon.directory + "/synced"
            var led: [String: Int] = [:]
            for round in 1...PowerFailureTests.imageCount {
                let comment = Comment(rawValue: "seed \(seed), round \(round)")
                try await daemon.start(environment: ["LD_PRELOAD": shim, "NOTING_SYNC": noted])
                let client = try await daemon.client()
                let status = try await client.ask("Service.Status")
                #expect(status["readOnlyReason"] == nil, comment)
                let position = try #require(status["position"]?.int64)
                let delay = Duration.milliseconds(Int.random(in: 0...60, using: &random))
                // However slow the machine is, both files have moved on before the failure.
                await PowerFailureTests.keepRecording(round, 0..<2, by: client)
                async let end = PowerFailureTests.end(of: daemon, after: delay)
                await PowerFailureTests.keepRecording(round, 2..., by: client)
                #expect(await end == .signal(9), comment)
                try daemon.loseUnsynced(notedAt: noted)
                for (file, table) in [("views.db", "checkpoint"), ("keys.db", "mark")] {
                    let known = try daemon.read(file) {
                        try Int64.fetchOne($0, sql: "SELECT max(position) FROM \(table)")
                    }
                    if let known, known > position { led[file, default: 0] += 1 }
                }
            }
            try await daemon.start()
            #expect(try await daemon.client().ask("Service.Status")["readOnlyReason"] == nil, "seed \(seed)")
            // Otherwise the test has tested nothing: both moved on between a start and the failure.
            #expect(Set(led.keys) == ["views.db", "keys.db"], "seed \(seed): \(led)")
        }
    }

    private static func end(of daemon: RunningDaemon, after delay: Duration) async -> ChildProcess.Exit? {
        try? await Task.sleep(for: delay)
        return await daemon.kill()
    }

    /// Registers persons, each with a key of its own, and erases some, at most until the daemon is gone.
    private static func keepRecording(
        _ round: Int, _ numbers: some Sequence<Int>, by client: VarlinkClient
    ) async {
        for number in numbers {
            let answers = await client.pipeline([
                ("org.suture.Person.Register", ["id": .string("P-\(round)-\(number)"), "name": "Wu Tao"]),
                ("org.suture.Device.Register", command("\(round)-\(number)")),
                ("org.suture.Records.List", ["view": "device", "limit": 1]),
            ])
            for case .failure(let error as VarlinkError) in answers { Issue.record(error) }
            if answers.contains(where: { if case .failure = $0 { true } else { false } }) { return }
            guard number % 3 == 2 else { continue }
            _ = await client.pipeline([
                (
                    "org.suture.Person.Erase",
                    [
                        "id": .string("P-\(round)-\(number)"), "legalGround": "GDPR Art. 17",
                        "decidedBy": "the officer",
                    ]
                )
            ])
        }
    }

    /// - Parameter answers: what has to have come besides, if anything.
    private static func kill(
        _ daemon: RunningDaemon, after delay: Duration, and answers: Answers?
    ) async throws {
        try await Task.sleep(for: delay)
        while answers?.hasCome == false { try await Task.sleep(for: .milliseconds(1)) }
        #expect(await daemon.kill() == .signal(9))
    }

    /// Repeats what was not answered, then records more, until the daemon is gone.
    private static func write(
        _ diary: Diary, client index: Int, to daemon: RunningDaemon, _ answers: Answers
    ) async -> Diary {
        var diary = diary
        guard let client = try? await daemon.client() else { return diary }
        while true {
            var ids = diary.unanswered
            while ids.count < pipelineDepth {
                ids.append("c-\(index)-\(diary.sentCount)")
                diary.sentCount += 1
            }
            await record(ids, by: client, in: &diary)
            if !diary.unanswered.isEmpty { return diary }
            answers.note()
        }
    }

    private static func repeatUnanswered(
        _ diary: Diary, of index: Int, to daemon: RunningDaemon
    ) async throws -> Diary {
        var diary = diary
        let client = try await daemon.client()
        await record(diary.unanswered, by: client, in: &diary)
        #expect(diary.unanswered == [])
        await client.close()
        return diary
    }

    private static func record(_ ids: [String], by client: VarlinkClient, in diary: inout Diary) async {
        let answers = await client.pipeline(ids.map { ("org.suture.Device.Register", command($0)) })
        diary.unanswered = []
        for (id, answer) in zip(ids, answers) {
            switch answer {
            case .success(let reply):
                diary.acknowledged[id] = reply["receipt"]?["position"]?.int64 ?? 0
            case .failure(let error):
                // Every command is in order, so no answer but a receipt may come.
                if let error = error as? VarlinkError { Issue.record(error) }
                diary.unanswered.append(id)
            }
        }
    }

    private static func command(_ id: String) -> JSONValue {
        [
            "id": .string("D-\(id)"), "name": "Needle", "type": "suture_needle",
            "context": ["commandId": .string(id)],
        ]
    }
}
