import Foundation
import GRDB
import SutureJSON
import SutureTestSupport
import Testing
import Varlink

/// An operator's word that a log counts which lacks events, and that it is whole or was never said.
@Suite(.serialized, .timeLimit(.minutes(20))) struct RestoredLogTests {
    /// More calls than an acceptance makes.
    static let stepCountMax = 200

    private struct Head: Equatable {
        let position: Int64
        let hash: String

        init(of client: VarlinkClient) async throws {
            let status = try await client.ask("Service.Status")
            position = try #require(status["position"]?.int64)
            hash = try #require(status["hash"]?.string)
        }
    }

    @Test(arguments: LostEventsTests.Loss.allCases)
    func `a log that has lost events is recorded to once an operator says that it counts`(
        loss: LostEventsTests.Loss
    ) async throws {
        try await RunningDaemon.run { daemon in
            let backup = try await LostEventsTests.record(daemon)
            try loss.strike(daemon.stateFile("log.db"), backup: backup)
            try await daemon.start()
            let head = try await Head(of: daemon.client())
            let busy = try await daemon.acceptRestored(head.position)
            #expect(busy.exit == .status(1))
            #expect(busy.errors.contains("another sutured uses"), "\(busy.errors)")
            #expect(await daemon.terminate() == .status(0))

            let log = try Data(contentsOf: URL(fileURLWithPath: daemon.stateFile("log.db")))
            let views = try Data(contentsOf: URL(fileURLWithPath: daemon.stateFile("views.db")))
            for other in [head.position - 1, head.position + 1, 66] {
                let refused = try await daemon.acceptRestored(other)
                #expect(refused.exit == .status(1))
                #expect(
                    refused.errors.contains(
                        "the log does not end at position \(other): views.db was at position 66"))
                #expect(refused.errors.contains("log.db ends at position \(head.position) (\(head.hash))"))
            }
            #expect(try Data(contentsOf: URL(fileURLWithPath: daemon.stateFile("log.db"))) == log)
            #expect(try Data(contentsOf: URL(fileURLWithPath: daemon.stateFile("views.db"))) == views)

            let accepted = try await daemon.acceptRestored(head.position)
            #expect(accepted.exit == .status(0), "\(accepted.errors)")
            #expect(accepted.output.contains("counts as it ends at position \(head.position) (\(head.hash))"))
            #expect(accepted.output.contains("recorded at position \(head.position + 1)"))
            #expect(
                try daemon.read("views.db.aside-1") {
                    try Int.fetchOne($0, sql: "SELECT count(*) FROM device")
                } == 65)

            for start in 0..<2 {
                try await daemon.start()
                let client = try await daemon.client()
                #expect(try await client.ask("Service.Status")["readOnly"] == false)
                #expect(
                    try await client.registerDevices("N\(start)-", count: 1)
                        == [head.position + 2 + Int64(start)])
                try await RestoredLogTests.requireRecorded(head, client)
                // Of a person whom this log does not know, and the lost events do.
                #expect(try daemon.keyCount() == 1)
                #expect(await daemon.terminate() == .status(0))
            }
            let again = try await daemon.acceptRestored(head.position + 3)
            #expect(again.exit == .status(1))
            #expect(again.errors.contains("there is nothing to accept"), "\(again.errors)")
        }
    }

    private static func requireRecorded(_ head: Head, _ client: VarlinkClient) async throws {
        let event = try #require(
            try await client.allEvents().first { $0["type"] == "installation.restored" })
        #expect(event["position"] == .integer(head.position + 1))
        #expect(event["data"]?["position"] == .integer(head.position))
        #expect(event["data"]?["hash"] == .string(head.hash))
        #expect(event["data"]?["knownPosition"] == 66)
        #expect(event["data"]?["knownHash"]?.string?.count == 64)
        #expect(event["metadata"]?["reason"] == "the disk was replaced")
        #expect(event["metadata"]?["actor"]?["uid"] == .integer(Int64(getuid())))
        let rows = try await client.ask("Records.List", ["view": "installation-restoration"])["rows"]?.array
        #expect(rows?.count == 1)
        #expect(rows?.first?["acceptedPosition"] == .integer(head.position))
    }

    @Test func `a log of which nothing is left but its identity can be accepted`() async throws {
        try await RunningDaemon.run { daemon in
            // What the log is stands in log.db itself only then.
            #expect(await daemon.terminate() == .status(0))
            try await daemon.start()
            try await daemon.client().registerDevices("D-", count: 3)
            try await daemon.client().ask("Records.List", ["view": "device"])
            await daemon.kill()
            for suffix in ["-wal", "-shm"] {
                try FileManager.default.removeItem(atPath: daemon.stateFile("log.db" + suffix))
            }
            try await daemon.start()
            let reason = try await daemon.client().ask("Service.Status")["readOnlyReason"]?.string
            #expect(reason?.contains("log.db ends at position 0 ") == true, "\(reason ?? "")")
            #expect(await daemon.terminate() == .status(0))
            let accepted = try await daemon.acceptRestored(0)
            #expect(accepted.exit == .status(0), "\(accepted.errors)")
            try await daemon.start()
            #expect(try await daemon.client().registerDevices("D-", count: 1) == [2])
        }
    }

    @Test func `an older log beside newer keys is noticed without read models, and no key is removed`()
        async throws
    {
        try await RunningDaemon.run { daemon in
            try await daemon.client().registerDevices("A-", count: 5)
            #expect(await daemon.terminate() == .status(0))
            let log = daemon.stateFile("log.db")
            let backup = daemon.directory + "/backup.db"
            try FileManager.default.copyItem(atPath: log, toPath: backup)
            try await daemon.start()
            try await daemon.client().record("Person.Register", ["name": "Wu Tao"])
            let lost = try await Head(of: daemon.client())
            #expect(await daemon.terminate() == .status(0))
            // As a key that was just kept is marked, which would be swept.
            try daemon.tamper("keys.db", "INSERT OR IGNORE INTO pending SELECT person FROM key")
            try LostEventsTests.Loss.olderLog.strike(log, backup: backup)
            try daemon.removeViews()
            for _ in 0..<2 {
                try await daemon.start()
                let client = try await daemon.client()
                let reason = try await client.ask("Service.Status")["readOnlyReason"]?.string ?? ""
                #expect(
                    reason.hasPrefix("the log has lost events: keys.db was at position 6 (\(lost.hash))"),
                    "\(reason)")
                #expect(reason.contains("log.db ends at position 5 "))
                #expect(try daemon.keyCount() == 1)
                #expect(await daemon.terminate() == .status(0))
            }
            let accepted = try await daemon.acceptRestored(5)
            #expect(accepted.exit == .status(0), "\(accepted.errors)")
            for _ in 0..<2 {
                try await daemon.start()
                let client = try await daemon.client()
                #expect(try await client.ask("Service.Status")["readOnly"] == false)
                #expect(try daemon.keyCount() == 1)
                #expect(await daemon.terminate() == .status(0))
            }
        }
    }

    @Test func `read models of another log are no loss that can be accepted`() async throws {
        try await RunningDaemon.prepare { other in
            try await other.start()
            try await other.client().registerDevices("X-", count: 3)
            #expect(await other.terminate() == .status(0))
            try await RunningDaemon.run { daemon in
                try await daemon.client().registerDevices("A-", count: 5)
                #expect(await daemon.terminate() == .status(0))
                try daemon.removeViews()
                try FileManager.default.copyItem(
                    atPath: other.stateFile("views.db"), toPath: daemon.stateFile("views.db"))
                let refused = try await daemon.acceptRestored(5)
                #expect(refused.exit == .status(1))
                #expect(refused.errors.contains("log.db is another log: views.db was at position 3"))
            }
        }
    }

    @Test(arguments: [
        ["--accept-restored", "5"], ["--accept-restored", "5", "--reason", " \n"],
        ["--accept-restored=-1", "--reason", "x"], ["--accept-restored", "five", "--reason", "x"],
        ["--accept-restored", "5", "--reason", String(repeating: "x", count: 5_000)], ["--reason", "x"],
        ["--accept-restored", "5", "--reason", "x", "--new-log"],
    ])
    func `a word without a position or a reason is wrong usage`(arguments: [String]) async throws {
        try await RunningDaemon.prepare { daemon in
            let run = try await ProgramRun.of(
                [BuiltProgram.path("sutured"), "--state-directory", daemon.stateDirectory] + arguments)
            #expect(run.exit == .status(2))
            #expect(run.errors.contains("--accept-restored"), "\(run.errors)")
            #expect(!FileManager.default.fileExists(atPath: daemon.stateDirectory))
        }
    }

    @Test func `where there is no log nothing is made`() async throws {
        try await RunningDaemon.prepare { daemon in
            let none = try await daemon.acceptRestored(5)
            #expect(none.exit == .status(1))
            #expect(none.errors.contains("there is no \(daemon.stateDirectory)"), "\(none.errors)")
            #expect(!FileManager.default.fileExists(atPath: daemon.stateDirectory))
        }
    }

    @Test func `a log that is damaged besides is not accepted`() async throws {
        try await RunningDaemon.run { daemon in
            let backup = try await LostEventsTests.record(daemon)
            try LostEventsTests.Loss.olderLog.strike(daemon.stateFile("log.db"), backup: backup)
            try daemon.changeEvent("occurred_on = '2001' WHERE position = 2")
            let refused = try await daemon.acceptRestored(5)
            #expect(refused.exit == .status(1))
            #expect(refused.errors.contains("the log is damaged at position 2"), "\(refused.errors)")
            #expect(!FileManager.default.fileExists(atPath: daemon.stateFile("views.db.aside-1")))
        }
    }

    /// Killed before each call by which it changes a file.
    @Test func `an acceptance that is cut off at whatever step is whole after the next start, or never was`()
        async throws
    {
        try await RunningDaemon.prepare { daemon in
            let shim = try await Shim.compile("dying_at_step", for: daemon)
            try await daemon.start()
            let backup = try await LostEventsTests.record(daemon)
            try LostEventsTests.Loss.olderLog.strike(daemon.stateFile("log.db"), backup: backup)
            let copy = daemon.directory + "/copy"
            try FileManager.default.copyItem(atPath: daemon.stateDirectory, toPath: copy)
            let trigger = daemon.directory + "/die"
            let log = daemon.directory + "/steps"

            var cutOff: [String: Int] = [:]
            for number in 1...RestoredLogTests.stepCountMax {
                try FileManager.default.removeItem(atPath: daemon.stateDirectory)
                try FileManager.default.copyItem(atPath: copy, toPath: daemon.stateDirectory)
                try Data().write(to: URL(fileURLWithPath: log))
                try Data("\(number)".utf8).write(to: URL(fileURLWithPath: trigger))
                let run = try await daemon.acceptRestored(
                    5, environment: ["LD_PRELOAD": shim, "DYING_AT": trigger, "DYING_STEPS": log])
                try FileManager.default.removeItem(atPath: trigger)
                let steps = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n")
                guard run.exit == .signal(9) else {
                    #expect(run.exit == .status(0), "\(run.errors)")
                    break
                }
                let wasAccepted = try await RestoredLogTests.requireWhole(daemon, "step \(number): \(steps)")
                cutOff["\(steps.last ?? "") \(wasAccepted ? "after" : "before")", default: 0] += 1
            }
            // Otherwise the test has tested less than it says.
            for step in [
                "write keys.db-wal before", "rename views.db-wal before", "rename views.db before",
                "write log.db-wal before", "sync log.db-wal after", "write keys.db-wal after",
                "sync keys.db-wal after",
            ] {
                #expect(cutOff[step] != nil, "never cut off at: \(step); only at \(cutOff)")
            }
        }
    }

    /// - Returns: whether the log counts without another word.
    private static func requireWhole(_ daemon: RunningDaemon, _ comment: String) async throws -> Bool {
        try await daemon.start()
        var client = try await daemon.client()
        let status = try await client.ask("Service.Status")
        let wasAccepted = status["readOnly"] == false
        #expect(status["position"] == (wasAccepted ? 6 : 5), "\(comment)")
        if !wasAccepted {
            let reason = try #require(status["readOnlyReason"]?.string)
            #expect(reason.contains("was at position 66 "), "\(comment): \(reason)")
            #expect(reason.contains("log.db ends at position 5 "), "\(comment): \(reason)")
            #expect(await daemon.terminate() == .status(0), "\(comment)")
            let again = try await daemon.acceptRestored(5)
            #expect(again.exit == .status(0), "\(comment): \(again.errors)")
            try await daemon.start()
            client = try await daemon.client()
        }
        #expect(try await client.registerDevices("N-", count: 1) == [7], "\(comment)")
        let rows = try await client.ask("Records.List", ["view": "installation-restoration"])["rows"]
        #expect(rows?.array?.count == 1, "\(comment)")
        #expect(rows?.array?.first?["knownPosition"] == 66, "\(comment)")
        #expect(try daemon.keyCount() == 1, "\(comment)")
        await client.close()
        #expect(await daemon.terminate() == .status(0), "\(comment)")
        return wasAccepted
    }
}
