import Foundation
import SutureJSON
import SutureTestSupport
import Testing
import Varlink

extension UndoImportTests {
    /// More than is voided in one commit.
    static let manyRows = (1...1_300).flatMap {
        [RecordAllTests.register("D-\($0)"), RecordAllTests.note("D-\($0)", "bent")]
    }

    @Test func `killed on the way it goes on when it is repeated, and nothing is voided twice`() async throws
    {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            let batch = try await UndoImportTests.importing(UndoImportTests.manyRows, with: client)
            let parameters = UndoImportTests.parameters(batch, UndoImportTests.because).bytes
            do {
                for try await reply in client.stream("org.suture.Log.UndoImport", parameters)
                where reply["voidedCount"]?.int64 ?? 0 > 0 {
                    _ = await daemon.kill()
                    break
                }
            } catch is VarlinkClientError {}
            try await daemon.start()
            let again = try await daemon.client()
            let last = try #require(try await UndoImportTests.undo(batch, with: again).last)
            #expect(last["undone"] == true)
            let before = try #require(last["voidedBefore"]?.int64)
            #expect(before >= 1_000)
            #expect(last["voidedCount"]?.int64 == 2_600 - before)
            var voided: [Int64] = []
            var start: Int64 = 1
            while true {
                let page = try await again.ask("Log.Read", ["start": .integer(start), "limit": 10_000])
                guard let events = page["events"]?.array, !events.isEmpty else { break }
                voided += events.filter { $0["type"] == "device.voided" }
                    .compactMap { $0["data"]?["position"]?.int64 }
                start = try #require(page["next"]?.int64)
            }
            #expect(voided == (2...2_601).reversed())
            try await UndoImportTests.expectOnly([], again)
        }
    }

    @Test
    func `what is recorded meanwhile stops it or is refused: nothing is left without what it depends on`()
        async throws
    {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            let other = try await daemon.client()
            let batch = try await UndoImportTests.importing(UndoImportTests.manyRows, with: client)
            let parameters = UndoImportTests.parameters(batch, UndoImportTests.because).bytes
            var noted: [JSONValue] = []
            var isStopped = false
            do {
                for try await reply in client.stream("org.suture.Log.UndoImport", parameters) {
                    guard reply["undone"]?.bool == false else { continue }
                    do {
                        // The first that was recorded is the last to be voided.
                        let note = try await other.record("Device.AddNote", ["id": "D-1", "text": "mine"])
                        noted.append(note["position"] ?? .null)
                    } catch let error as VarlinkError {
                        #expect(error.shortName == "NotFound")
                    }
                }
            } catch let error as VarlinkError {
                isStopped = true
                #expect(error["rule"] == "later-events-depend")
                #expect(!VoidTests.positions(error).isEmpty)
                #expect(VoidTests.positions(error).allSatisfy(noted.contains))
            }
            #expect(isStopped == !noted.isEmpty)
            for position in noted {
                try await client.record(
                    "Log.Void", ["position": position], context: UndoImportTests.because)
            }
            #expect(try await UndoImportTests.undo(batch, with: client).last?["undone"] == true)
            try await UndoImportTests.expectOnly([], client)
        }
    }

    /// An import among what others record of the same records: it is undone as a whole exactly where its
    /// events could be voided one by one, the last first.
    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func `it is refused exactly where voids one by one would be`(seed: UInt64) async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            var random = SeededRandom(seed: seed)
            for device in 0...2 {
                try await client.record(
                    "Device.Register", ["id": "A-\(device)", "name": "N", "type": "other"])
            }
            let batch = try await UndoImportTests.importing(
                [RecordAllTests.register("B-0"), RecordAllTests.register("B-1")], with: client,
                isClosed: false)
            // The first two are of the import.
            var own: [Int64] = [batch + 1, batch + 2]
            for step in 0..<12 {
                let isOwn = Bool.random(using: &random)
                let command = UndoImportTests.command(step, isOwn ? "AB" : "AAAAAB", &random)
                let call =
                    isOwn ? ImportEventTests.batch([command], of: batch) : RecordAllTests.batch([command])
                guard let receipts = try? await client.ask("Log.RecordAll", call)["receipts"] else {
                    continue
                }
                if isOwn, let position = receipts.array?.first?["position"]?.int64 { own.append(position) }
            }
            let dryRun: JSONValue = ["reason": "a slip", "dryRun": true]
            var isAdmitted = true
            do {
                _ = try await UndoImportTests.undo(batch, with: client, context: dryRun)
            } catch let error as VarlinkError {
                #expect(error["rule"] == "later-events-depend", "seed \(seed)")
                isAdmitted = false
            }
            var isRefused = false
            for position in own.reversed() {
                do {
                    try await client.record(
                        "Log.Void", ["position": .integer(position)], context: UndoImportTests.because)
                } catch let error as VarlinkError {
                    #expect(error["rule"] == "later-events-depend", "seed \(seed)")
                    isRefused = true
                    break
                }
            }
            #expect(isAdmitted == !isRefused, "seed \(seed)")
        }
    }

    /// About one of the devices whose ids begin with one of these letters.
    static func command(
        _ step: Int, _ letters: String, _ random: inout SeededRandom
    ) -> JSONValue {
        let letter = letters.randomElement(using: &random) ?? "A"
        let device = "\(letter)-\(Int.random(in: 0...1, using: &random))"
        switch Int.random(in: 0...3, using: &random) {
        case 0: return RecordAllTests.note(device, "note \(step)")
        case 1:
            return RecordAllTests.proposed(
                "device.release-version", device, ["version": .string("\(step)"), "changes": "x"])
        case 2:
            return RecordAllTests.proposed(
                "trial.plan", "T-\(step)", ["title": "T", "devices": [.string(device)], "regime": "none"])
        default: return RecordAllTests.register("C-\(step)")
        }
    }
}
