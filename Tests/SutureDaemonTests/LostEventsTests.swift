import Foundation
import SutureJSON
import SutureTestSupport
import Testing
import Varlink

/// A log that does not have what was acknowledged once is noticed, and nothing is recorded on it.
@Suite(.serialized, .timeLimit(.minutes(20))) struct LostEventsTests {
    static let eventCount = 60

    /// What happens to a log while no daemon runs.
    enum Loss: String, CaseIterable, CustomTestStringConvertible {
        case flippedBit, cutTail, missingWriteAheadLog, olderLog

        var testDescription: String { rawValue }

        /// - Parameter backup: of `log.db`, from before the last events.
        func strike(_ log: String, backup: String) throws {
            let path = URL(fileURLWithPath: log + "-wal")
            switch self {
            case .flippedBit:
                var bytes = try Data(contentsOf: path)
                bytes[bytes.count / 2] ^= 4
                try bytes.write(to: path)
            case .cutTail:
                let bytes = try Data(contentsOf: path)
                try bytes.prefix(bytes.count / 2).write(to: path)
            case .missingWriteAheadLog:
                try FileManager.default.removeItem(at: path)
            case .olderLog:
                for suffix in ["", "-wal", "-shm"] {
                    try? FileManager.default.removeItem(atPath: log + suffix)
                }
                try FileManager.default.copyItem(atPath: backup, toPath: log)
            }
        }
    }

    /// Records, with a backup on the way, and kills the daemon once everything is projected.
    static func record(_ daemon: RunningDaemon) async throws -> String {
        try await daemon.client().registerDevices("A-", count: 5)
        #expect(await daemon.terminate() == .status(0))
        let backup = daemon.directory + "/backup.db"
        try FileManager.default.copyItem(atPath: daemon.stateFile("log.db"), toPath: backup)
        try await daemon.start()
        let client = try await daemon.client()
        for number in 0..<eventCount { try await client.registerDevices("D\(number)-", count: 1) }
        try await client.record("Person.Register", ["name": "Wu Tao"])
        try await client.ask("Records.List", ["view": "device"])
        await daemon.kill()
        return backup
    }

    @Test(arguments: Loss.allCases)
    func `a log that has lost events is read, and not written`(loss: Loss) async throws {
        try await RunningDaemon.run { daemon in
            let backup = try await LostEventsTests.record(daemon)
            let views = try Data(contentsOf: URL(fileURLWithPath: daemon.stateFile("views.db")))
            try loss.strike(daemon.stateFile("log.db"), backup: backup)
            for _ in 0..<2 {
                try await daemon.start()
                let client = try await daemon.client()
                let status = try await client.ask("Service.Status")
                let reason = try #require(status["readOnlyReason"]?.string)
                let position = try #require(status["position"]?.int64)
                #expect(position < LostEventsTests.eventCount + 6)
                #expect(
                    reason.hasPrefix("the log has lost events: views.db was at position 66 "), "\(reason)"
                )
                #expect(
                    reason.contains(
                        "log.db ends at position \(position) (\(status["hash"]?.string ?? ""))"))
                let refused = try await client.error(of: "Device.AddNote", ["id": "A-0", "text": "bent"])
                #expect(refused?.shortName == "ReadOnly")
                let rows = try await client.ask("Records.List", ["view": "device", "limit": 200])["rows"]
                #expect(rows?.array?.count == Int(position))
                // The key of a person whom this log does not know.
                #expect(try daemon.keyCount() == 1)
                #expect(try Data(contentsOf: URL(fileURLWithPath: daemon.stateFile("views.db"))) == views)
                #expect(await daemon.terminate() == .status(0))
            }
            // keys.db knows of the loss as well.
            try daemon.removeViews()
            try await daemon.start()
            let client = try await daemon.client()
            let status = try await client.ask("Service.Status")
            let reason = try #require(status["readOnlyReason"]?.string)
            #expect(reason.hasPrefix("the log has lost events: keys.db was at position 65 "), "\(reason)")
            #expect(try daemon.keyCount() == 1)
        }
    }

    /// A log that goes on otherwise is told from one that lost events, with its own hash.
    @Test func `a log that has other events than it had is told so`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await client.registerDevices("A-", count: 5)
            let known = try #require(try await client.ask("Service.Status")["hash"]?.string)
            #expect(await daemon.terminate() == .status(0))
            try daemon.forgeEvent("data = replace(data, 'Needle', 'Noodle')", at: 3)
            try await daemon.start()
            let status = try await daemon.client().ask("Service.Status")
            let found = try #require(status["hash"]?.string)
            #expect(found != known)
            let witness = "was at position 5 (\(known)), where log.db has \(found)"
            let reason = try #require(status["readOnlyReason"]?.string)
            #expect(
                reason
                    == "the log has other events than it had: views.db \(witness), keys.db \(witness), and log.db ends at "
                    + "position 5 (\(found)); put the right log.db back, or, if this one is to count, stop the daemon and say "
                    + "sutured --accept-restored 5 --reason …")
        }
    }

    @Test func `another log is not taken for the one that was there`() async throws {
        try await RunningDaemon.prepare { other in
            try await other.start()
            try await other.client().registerDevices("X-", count: 3)
            #expect(await other.terminate() == .status(0))
            try await RunningDaemon.run { daemon in
                let id = try #require(try await daemon.client().ask("Service.Status")["logId"]?.string)
                try await daemon.client().registerDevices("A-", count: 5)
                #expect(await daemon.terminate() == .status(0))
                let log = daemon.stateFile("log.db")
                try FileManager.default.removeItem(atPath: log)
                try FileManager.default.copyItem(atPath: other.stateFile("log.db"), toPath: log)
                let refused = await #expect(throws: RunningDaemon.DidNotStart.self) {
                    try await daemon.start()
                }
                #expect(refused?.standardError.contains("they are of the log \(id)") == true)
                try FileManager.default.removeItem(atPath: daemon.stateFile("keys.db"))
                try await daemon.start()
                let reason = try await daemon.client().ask("Service.Status")["readOnlyReason"]?.string
                #expect(reason?.contains("log.db is another log: views.db was at position 5 ") == true)
                #expect(reason?.contains("of the log \(id)") == true)
            }
        }
    }

    /// SQLite takes its pages for the log's. Where a page above them is in it the log ends where it ended,
    /// and what was recorded between the copy and the write-ahead log is missing; else it ends where the copy
    /// does.
    @Test(arguments: [(copied: 23, between: 4, end: 14_000), (copied: 2, between: 20, end: 1_000)])
    func `an old write-ahead log beside a restored log is noticed`(
        copied: Int, between: Int, end: Int
    ) async throws {
        try await RunningDaemon.run { daemon in
            for number in 0..<copied {
                try await daemon.client().registerDevices("A\(number)-", count: 500)
            }
            #expect(await daemon.terminate() == .status(0))
            let log = daemon.stateFile("log.db")
            let backup = daemon.directory + "/backup.db"
            try FileManager.default.copyItem(atPath: log, toPath: backup)
            try await daemon.start()
            for number in 0..<between {
                try await daemon.client().registerDevices("B\(number)-", count: 500)
            }
            #expect(await daemon.terminate() == .status(0))
            try await daemon.start()
            var client = try await daemon.client()
            try await client.registerDevices("C-", count: 500)
            try await client.ask("Records.List", ["view": "device", "limit": 1])
            await daemon.kill()
            for suffix in ["", "-shm"] { try FileManager.default.removeItem(atPath: log + suffix) }
            try FileManager.default.copyItem(atPath: backup, toPath: log)
            try await daemon.start()
            client = try await daemon.client()
            let status = try await client.ask("Service.Status")
            #expect(status["position"] == .integer(Int64(end)))
            let reason = try #require(status["readOnlyReason"]?.string)
            #expect(
                reason.contains("keys.db was at position \((copied + between) * 500) (")
                    && reason.contains("log.db ends at position \(end) (\(status["hash"]?.string ?? ""))"),
                "\(reason)")
            let refused = try await client.error(of: "Device.AddNote", ["id": "A0-0", "text": "bent"])
            #expect(refused?.shortName == "ReadOnly")
            // What can be read is.
            let rows = try await client.ask("Records.List", ["view": "device", "limit": 10])["rows"]
            #expect(rows?.array?.count == 10)
            #expect(await daemon.terminate() == .status(0))
            guard end == 14_000 else { return }
            let accepted = try await daemon.acceptRestored(14_000)
            #expect(accepted.exit == .status(1))
            #expect(accepted.errors.contains("SQLite says 11"), "\(accepted.errors)")
        }
    }

    /// Its pages would be taken for the log's.
    @Test func `another log's write-ahead log is noticed`() async throws {
        try await RunningDaemon.prepare { other in
            try await other.start()
            try await other.client().registerDevices("X-", count: 3)
            await other.kill()
            try await RunningDaemon.run { daemon in
                let backup = try await LostEventsTests.record(daemon)
                try Loss.olderLog.strike(daemon.stateFile("log.db"), backup: backup)
                try FileManager.default.copyItem(
                    atPath: other.stateFile("log.db-wal"), toPath: daemon.stateFile("log.db-wal"))
                let refused = await #expect(throws: RunningDaemon.DidNotStart.self) {
                    try await daemon.start()
                }
                #expect(refused?.standardError.contains("they are of the log") == true)
                #expect(try daemon.keyCount() == 1)
            }
        }
    }
}
