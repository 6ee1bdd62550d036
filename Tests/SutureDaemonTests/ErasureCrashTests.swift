import Foundation
import SutureJSON
import SutureTestSupport
import Testing
import Varlink

/// The daemon is killed before each call by which an erasure changes a file, and before the one that answers;
/// and, besides, the log loses what was not synced by then. Whatever step it was at, the next start leaves
/// the person erased or untouched, never in between, and no file beside the log leads it.
@Suite(.serialized, .timeLimit(.minutes(20))) struct ErasureCrashTests {
    /// More calls than an erasure makes.
    static let stepCountMax = 200

    @Test(arguments: [false, true])
    func `an erasure that is cut off at whatever step is whole after the next start, or never was`(
        losesUnsynced: Bool
    ) async throws {
        try await RunningDaemon.prepare { daemon in
            let shims = [
                try await Shim.compile("dying_at_step", for: daemon),
                try await Shim.compile("noting_sync", for: daemon),
            ]
            let noted = daemon.directory + "/synced"
            try await daemon.start()
            try await ErasureTests.registerFirst(with: daemon.client())
            let key = try #require(try ErasureTests.wrappedKey(of: "person/P-0001", in: daemon))
            #expect(await daemon.terminate() == .status(0))
            let copy = daemon.directory + "/copy"
            try FileManager.default.copyItem(atPath: daemon.stateDirectory, toPath: copy)

            var steps: [String] = []
            var cutOff: [String: Int] = [:]
            for number in 1...ErasureCrashTests.stepCountMax {
                try FileManager.default.removeItem(atPath: daemon.stateDirectory)
                try FileManager.default.copyItem(atPath: copy, toPath: daemon.stateDirectory)
                try? FileManager.default.removeItem(atPath: noted)
                steps = try await ErasureCrashTests.erase(
                    by: daemon, dyingAt: number,
                    ["LD_PRELOAD": shims.joined(separator: ":"), "NOTING_SYNC": noted])
                guard steps.count == number else { break }
                if losesUnsynced { try daemon.loseUnsynced(notedAt: noted) }
                let wasRecorded = try await ErasureCrashTests.requireWhole(
                    daemon, key, "step \(number): \(steps)")
                cutOff["\(steps[number - 1]) \(wasRecorded ? "after" : "before") the commit", default: 0] += 1
                if steps.last == "write socket" { break }
            }
            // Otherwise the test has tested less than it says.
            for step in [
                "write log.db-wal before the commit",
                "sync log.db-wal \(losesUnsynced ? "before" : "after") the commit",
                "write keys.db-wal after the commit", "sync keys.db-wal after the commit",
                "write keys.db after the commit", "truncate keys.db-wal after the commit",
                "write socket after the commit",
            ] {
                #expect(cutOff[step] != nil, "never cut off at: \(step); only at \(cutOff)")
            }
        }
    }

    /// - Returns: the calls that were made, and last the one before which it died.
    private static func erase(
        by daemon: RunningDaemon, dyingAt number: Int, _ environment: [String: String]
    ) async throws -> [String] {
        let trigger = daemon.directory + "/die"
        let log = daemon.directory + "/steps"
        try Data().write(to: URL(fileURLWithPath: log))
        try await daemon.start(
            environment: environment.merging(["DYING_AT": trigger, "DYING_STEPS": log]) { $1 })
        let client = try await daemon.client()
        try Data("\(number)".utf8).write(to: URL(fileURLWithPath: trigger))
        let answer = await client.pipeline([("org.suture.Person.Erase", ErasureTests.erasure)]).first
        try FileManager.default.removeItem(atPath: trigger)
        if case .success(let reply) = answer {
            Issue.record("answered before step \(number): \(reply)")
            await daemon.kill()
        } else {
            #expect(await daemon.process.exit() == .signal(9), "step \(number): \(daemon.standardError)")
        }
        return try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n").map(String.init)
    }

    /// - Returns: whether the erasure was recorded before the daemon died.
    private static func requireWhole(
        _ daemon: RunningDaemon, _ key: Data, _ comment: String
    ) async throws -> Bool {
        try await daemon.start()
        let client = try await daemon.client()
        #expect(try await client.ask("Service.Status")["readOnlyReason"] == nil, "\(comment)")
        let wasRecorded = try await client.head() == 12
        let name = try await client.ask("Records.Get", ["record": "person/P-0001"])["record"]?["name"]
        #expect(name == (wasRecorded ? "[erased]" : .string(ErasureTests.names[0])), "\(comment)")
        #expect(try ErasureTests.contains(key, daemon).isEmpty == wasRecorded, "\(comment)")
        let receipt = try await client.ask("Person.Erase", ErasureTests.erasure)["receipt"]
        #expect(receipt?["position"] == 12, "\(comment)")
        #expect(receipt?["duplicate"] == .bool(wasRecorded), "\(comment)")
        #expect(try ErasureTests.contains(key, daemon) == [], "\(comment)")
        #expect(try daemon.keyCount() == 1, "\(comment)")
        try ErasureTests.requireNoName(in: daemon)
        let other = try await client.ask("Records.Get", ["record": "person/P-0002"])["record"]?["name"]
        #expect(other == "Li Wei", "\(comment)")
        await client.close()
        #expect(await daemon.terminate() == .status(0), "\(comment)")
        return wasRecorded
    }
}
