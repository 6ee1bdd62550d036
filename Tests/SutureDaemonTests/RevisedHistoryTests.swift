import Foundation
import SutureDomain
import SutureJSON
import SutureTestSupport
import Testing
import Varlink

/// A long random history of which everything is voided or corrected that can be: the read models that
/// followed it are those that a rebuild makes.
@Suite(.serialized, .timeLimit(.minutes(20))) struct RevisedHistoryTests {
    private static let eventCount: Int64 = 600

    @Test(arguments: [3, 11] as [UInt64])
    func `live read models equal a rebuild after every void and correction that is possible`(seed: UInt64)
        async throws
    {
        try await RunningDaemon.prepare { daemon in
            let generated = try await ProgramRun.of(
                [
                    BuiltProgram.path("suture-bench"), "generate", "--events",
                    "\(RevisedHistoryTests.eventCount)", "--seed", "\(seed)", "--into", daemon.stateDirectory,
                ])
            #expect(generated.exit == .status(0), "\(generated.errors)")
            try await daemon.start()
            let client = try await daemon.client()
            var random = SeededRandom(seed: seed)
            var outcomes: [String: Int] = [:]
            // In any order first, when much depends on each; then from the end, when nothing does any more.
            let positions = (1...RevisedHistoryTests.eventCount)
            for position in Array(positions).shuffled(using: &random).prefix(200) + positions.reversed() {
                let isCorrected = Int.random(in: 0..<4, using: &random) == 0
                let outcome = try await revise(position, isCorrected: isCorrected, client)
                outcomes[outcome, default: 0] += 1
            }
            #expect(outcomes["voided", default: 0] > 250, "seed \(seed): \(outcomes)")
            #expect(outcomes["corrected", default: 0] > 50, "seed \(seed): \(outcomes)")
            #expect(outcomes["later-events-depend", default: 0] > 30, "seed \(seed): \(outcomes)")
            let known: Set = [
                "voided", "corrected", "later-events-depend", "already-voided", "not-voidable", "other",
                "person-erased",
            ]
            #expect(Set(outcomes.keys).subtracting(known) == [], "seed \(seed): \(outcomes)")
            try await client.ask("Records.List", ["view": "void", "limit": 1])
            let compared = try await ProgramRun.of(
                [BuiltProgram.path("suture-replay"), "compare", daemon.stateDirectory])
            #expect(compared.output.hasPrefix("equal:"), "seed \(seed): \(compared.output)\(compared.errors)")
        }
    }

    /// - Returns: what became of it, or the rule that refused it.
    private func revise(_ position: Int64, isCorrected: Bool, _ client: VarlinkClient) async throws -> String
    {
        let context: JSONValue = ["reason": "a trial of voids"]
        do {
            guard isCorrected else {
                try await client.record("Log.Void", ["position": .integer(position)], context: context)
                return "voided"
            }
            let event = try await client.ask("Log.Read", ["start": .integer(position), "limit": 1])["events"]?
                .array?.first
            // Personal data would have to be known.
            guard event?["stream"]?.string?.hasPrefix("person/") == false else { return "other" }
            try await client.record(
                "Log.Correct", ["position": .integer(position), "fields": event?["data"] ?? [:]],
                context: context)
            return "corrected"
        } catch let error as VarlinkError {
            // Of a record whose creation was voided everything was voided before.
            return error.shortName == "NotFound" ? "already-voided" : error["rule"]?.string ?? "\(error)"
        }
    }
}
