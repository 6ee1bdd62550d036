import Foundation
import SutureJSON
import SutureLog
import SutureTestSupport
import Testing
import Varlink

/// What the daemon does when its files are not as it left them.
@Suite(.serialized, .timeLimit(.minutes(20))) struct DamageTests {
    static let note: JSONValue = ["id": "D-0", "text": "bent"]

    /// Answers to every question there is, to be compared.
    static func answers(of client: VarlinkClient) async throws -> [String: JSONValue] {
        var answers: [String: JSONValue] = [:]
        for view in try await client.ask("Records.Views")["views"]?.array ?? [] {
            let name = try #require(view["name"]?.string)
            answers[name] = try await client.ask("Records.List", ["view": .string(name), "limit": 1_000])
        }
        answers["Programme"] = try await client.ask("Reports.Programme", ["explain": true])
        answers["Trial"] = try await client.ask("Reports.Trial", ["trial": "T-1"])
        answers["Search"] = try await client.ask("Records.Search", ["text": "e"])
        answers["History"] = try await client.ask("Records.History", ["record": "person/P-0001"])
        return answers
    }

    @Test func `read models that were deleted are made anew and answer the same`() async throws {
        try await RunningDaemon.run { daemon in
            var client = try await daemon.client()
            try await client.recordProgramme()
            let before = try await DamageTests.answers(of: client)
            #expect(before.count > 30)
            #expect(before["trial-outcome"]?["rows"]?.array?.count == 3)
            await daemon.kill()
            try daemon.removeViews()
            try await daemon.start()
            client = try await daemon.client()
            #expect(try await DamageTests.answers(of: client) == before)
        }
    }

    @Test func `read models of another log are made anew`() async throws {
        try await RunningDaemon.run { other in
            let otherClient = try await other.client()
            for number in 0..<5 {
                try await otherClient.record(
                    "Device.Register", ["id": "X-\(number)", "name": "X", "type": "other"])
            }
            #expect(await other.terminate() == .status(0))
            try await RunningDaemon.run { daemon in
                var client = try await daemon.client()
                try await client.recordProgramme()
                let before = try await DamageTests.answers(of: client)
                #expect(await daemon.terminate() == .status(0))
                try FileManager.default.removeItem(atPath: daemon.stateFile("views.db"))
                try FileManager.default.copyItem(
                    atPath: other.stateFile("views.db"), toPath: daemon.stateFile("views.db"))
                try await daemon.start()
                client = try await daemon.client()
                #expect(try await DamageTests.answers(of: client) == before)
            }
        }
    }

    @Test func `a restored log behind its read models is recorded to once an operator says so`() async throws
    {
        try await RunningDaemon.run { daemon in
            var client = try await daemon.client()
            try await client.recordProgramme()
            let before = try await DamageTests.answers(of: client)
            #expect(await daemon.terminate() == .status(0))
            let backup = daemon.directory + "/backup.db"
            try FileManager.default.copyItem(atPath: daemon.stateFile("log.db"), toPath: backup)
            try await daemon.start()
            client = try await daemon.client()
            try await client.registerDevices("L-", count: 3)
            #expect(await daemon.terminate() == .status(0))
            try FileManager.default.removeItem(atPath: daemon.stateFile("log.db"))
            try FileManager.default.moveItem(atPath: backup, toPath: daemon.stateFile("log.db"))
            try await daemon.start()
            client = try await daemon.client()
            #expect(try await DamageTests.answers(of: client) == before)
            let refused = try await client.error(of: "Device.AddNote", DamageTests.note)
            #expect(refused?.shortName == "ReadOnly")
            #expect(await daemon.terminate() == .status(0))
            let head = before["Programme"]?["position"]?.int64 ?? 0
            let accepted = try await daemon.acceptRestored(head)
            #expect(accepted.exit == .status(0), "\(accepted.errors)")
            try await daemon.start()
            client = try await daemon.client()
            #expect(try await client.registerDevices("L-", count: 1) == [head + 2])
        }
    }

    @Test func `a file of read models that is no database is made anew`() async throws {
        try await RunningDaemon.run { daemon in
            var client = try await daemon.client()
            try await client.registerDevices("D-", count: 3)
            await daemon.kill()
            try daemon.removeViews()
            try Data("not a database, but long enough to be looked at".utf8)
                .write(to: URL(fileURLWithPath: daemon.stateFile("views.db")))
            try await daemon.start()
            client = try await daemon.client()
            let rows = try await client.ask("Records.List", ["view": "device"])["rows"]?.array
            #expect(rows?.count == 3)
        }
    }

    @Test func `a log that was changed is read and not written`() async throws {
        try await RunningDaemon.run { daemon in
            var client = try await daemon.client()
            try await client.registerDevices("D-", count: 10)
            #expect(await daemon.terminate() == .status(0))
            try daemon.changeEvent("occurred_on = '2001' WHERE position = 7")
            try await daemon.start()
            client = try await daemon.client()
            let status = try await client.ask("Service.Status")
            #expect(status["readOnly"] == true)
            let reason = try #require(status["readOnlyReason"]?.string)
            #expect(reason.hasPrefix("the log is damaged at position 7: "))
            #expect(try await client.ask("Records.List", ["view": "device"])["rows"]?.array?.count == 10)
            let before = try await client.ask("Log.Read", ["start": 1, "limit": 6])
            #expect(before["events"]?.array?.count == 6)
            #expect(try await client.ask("Log.Read", ["start": 8])["events"]?.array?.count == 3)
            let damage = try await client.error(of: "Log.Read", ["start": 1])
            #expect(damage?.name == "org.suture.Log.Failed")
            #expect(damage?["message"]?.string?.contains("at position 7") == true)
            let error = try await client.error(of: "Device.AddNote", DamageTests.note)
            #expect(error?.name == "org.suture.Device.ReadOnly")
            #expect(error?["reason"] == .string(reason))
            let batch = try await client.error(of: "Log.RecordAll", ["commands": []])
            #expect(batch?.name == "org.suture.Log.ReadOnly")
            #expect(try await client.head() == 10)
            #expect(await daemon.terminate() == .status(0))
        }
    }

    /// The start looks at some events; the others are looked at when they are read.
    @Test(arguments: [false, true])
    func `damage that is met while the daemon runs is told by the status`(isAsked: Bool) async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await client.registerDevices("D-", count: 10)
            try await client.ask("Records.List", ["view": "device"])
            try daemon.changeEvent(#"data = '{"name":"other","type":"other"}' WHERE position = 7"#)
            #expect(try await client.ask("Service.Status")["warnings"] == [])
            if isAsked {
                #expect(try await client.error(of: "Log.Read", ["start": 1])?.shortName == "Failed")
            } else {
                let failed = try await client.error(of: "Records.History", ["record": "device/D-6"])
                #expect(failed?.shortName == "Failed")
            }
            for _ in 0..<2 {
                let status = try await client.ask("Service.Status")
                #expect(status["readOnly"] == false)
                #expect(status["warnings"]?.array?.count == 1)
                let warning = try #require(status["warnings"]?.array?.first?.string)
                #expect(warning.hasPrefix("the log is damaged at position 7, as was met at 2"), "\(warning)")
                #expect(warning.contains("commands are recorded still"), "\(warning)")
                #expect(try await client.error(of: "Log.Read", ["start": 7])?.shortName == "Failed")
            }
            #expect(daemon.standardError.split(separator: "the log is damaged at position 7").count == 2)
            #expect(try await client.registerDevices("E-", count: 1) == [11])
            let shown = try await daemon.suture("status")
            #expect(shown.exit == .status(0))
            #expect(shown.output.contains("the log is damaged at position 7"))
        }
    }

    @Test(arguments: [1, 7, 10], [true, false])
    func `an event whose date is none is damage like any other`(
        position: Int64, hasViews: Bool
    ) async throws {
        try await RunningDaemon.run { daemon in
            try await daemon.client().registerDevices("D-", count: 10)
            #expect(await daemon.terminate() == .status(0))
            try daemon.changeEvent("occurred_on = '2026-11-32' WHERE position = \(position)")
            if !hasViews { try daemon.removeViews() }
            try await daemon.start()
            let client = try await daemon.client()
            let reason = try await client.ask("Service.Status")["readOnlyReason"]?.string ?? ""
            #expect(reason.hasPrefix("the log is damaged at position \(position): "), "\(reason)")
            let damage = try await client.error(
                of: "Log.Read", ["start": .integer(position), "limit": 1])
            #expect(damage?.shortName == "Failed")
            #expect(damage?["message"]?.string?.contains("at position \(position)") == true)
            let others = try await client.ask("Log.Read", ["start": position == 10 ? 9 : 8, "limit": 1])
            #expect(others["events"]?.array?.count == 1)
            if hasViews {
                let rows = try await client.ask("Records.List", ["view": "device"])["rows"]
                #expect(rows?.array?.count == 10)
            }
            let refused = try await client.error(of: "Device.AddNote", DamageTests.note)
            #expect(refused?.shortName == "ReadOnly")
            #expect(await daemon.terminate() == .status(0))
        }
    }

    @Test(arguments: [true, false])
    func `what a damaged log said is gone once the right one is back`(areRemoved: Bool) async throws {
        try await RunningDaemon.run { daemon in
            var client = try await daemon.client()
            try await client.registerDevices("D-", count: 5)
            #expect(await daemon.terminate() == .status(0))
            let (views, older) = (daemon.stateFile("views.db"), daemon.directory + "/older.db")
            try FileManager.default.copyItem(atPath: views, toPath: older)
            try await daemon.start()
            client = try await daemon.client()
            try await client.registerDevices("E-", count: 5)
            let right = try await client.ask("Records.List", ["view": "device"])
            #expect(await daemon.terminate() == .status(0))
            // Read models that are not there, or behind what is wrong, have to be made of it.
            try daemon.removeViews()
            if !areRemoved { try FileManager.default.copyItem(atPath: older, toPath: views) }
            let (log, kept) = (daemon.stateFile("log.db"), daemon.directory + "/kept.db")
            try FileManager.default.copyItem(atPath: log, toPath: kept)
            try daemon.changeEvent(
                "data = replace(data, 'Needle', 'WRONG!') WHERE position = 7")
            try await daemon.start()
            client = try await daemon.client()
            let reason = try await client.ask("Service.Status")["readOnlyReason"]?.string ?? ""
            #expect(reason.hasPrefix("the log is damaged at position 7: "), "\(reason)")
            #expect(try await client.ask("Records.List", ["view": "device"])["rows"]?.array?.count == 10)
            #expect(await daemon.terminate() == .status(0))
            for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: log + suffix) }
            try FileManager.default.moveItem(atPath: kept, toPath: log)
            try await daemon.start()
            client = try await daemon.client()
            #expect(try await client.ask("Service.Status")["readOnly"] == false)
            #expect(try await client.ask("Records.List", ["view": "device"]) == right)
            #expect(await daemon.terminate() == .status(0))
        }
    }

    @Test func `a log with a hole far from its end is read and not written`() async throws {
        try await RunningDaemon.run { daemon in
            var client = try await daemon.client()
            try await client.registerDevices("D-", count: 2_500)
            #expect(await daemon.terminate() == .status(0))
            try daemon.deleteEvents("position BETWEEN 701 AND 720")
            try await daemon.start()
            client = try await daemon.client()
            let status = try await client.ask("Service.Status")
            #expect(status["readOnly"] == true)
            let reason = try #require(status["readOnlyReason"]?.string)
            #expect(reason.contains(/^the log is damaged at position 7\d\d: it is missing/), "\(reason)")
            let error = try await client.error(of: "Device.AddNote", DamageTests.note)
            #expect(error?.name == "org.suture.Device.ReadOnly")
        }
    }

    @Test func `an older log that is put back for a while costs nobody the name`() async throws {
        try await RunningDaemon.run { daemon in
            var client = try await daemon.client()
            try await client.record("Person.Register", ["id": "P-1", "name": "Wu Tao"])
            #expect(await daemon.terminate() == .status(0))
            let log = daemon.stateFile("log.db")
            try FileManager.default.copyItem(atPath: log, toPath: log + ".old")
            try await daemon.start()
            client = try await daemon.client()
            try await client.record("Person.Register", ["id": "P-2", "name": "Liu Ping"])
            #expect(await daemon.terminate() == .status(0))
            try FileManager.default.moveItem(atPath: log, toPath: log + ".new")
            try FileManager.default.moveItem(atPath: log + ".old", toPath: log)
            try await daemon.start()
            #expect(await daemon.terminate() == .status(0))
            try FileManager.default.removeItem(atPath: log)
            try FileManager.default.moveItem(atPath: log + ".new", toPath: log)
            try await daemon.start()
            client = try await daemon.client()
            #expect(
                try await client.ask("Records.Get", ["record": "person/P-2"])["record"]?["name"] == "Liu Ping"
            )
        }
    }

    @Test func `a person whose key was lost gets no second one`() async throws {
        try await RunningDaemon.run { daemon in
            var client = try await daemon.client()
            try await client.record("Person.Register", ["id": "P-1", "name": "Wu Tao"])
            #expect(await daemon.terminate() == .status(0))
            for suffix in ["", "-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: daemon.stateFile("keys.db\(suffix)"))
            }
            try await daemon.start()
            client = try await daemon.client()
            let error = try await client.error(of: "Person.AddAlias", ["id": "P-1", "alias": "Tao Wu"])
            #expect(error?.name == "org.suture.Person.Failed")
            #expect(error?["message"] == "keys.db has no key of person/P-1: restore it from the backup")
            #expect(
                try await client.ask("Records.Get", ["record": "person/P-1"])["record"]?["name"]
                    == "[key lost]")
        }
    }

    @Test func `a stream's head that the log does not know stops the writing`() async throws {
        try await RunningDaemon.run { daemon in
            var client = try await daemon.client()
            try await client.registerDevices("D-", count: 3)
            #expect(await daemon.terminate() == .status(0))
            try daemon.tamper("views.db", "UPDATE stream_head SET version = 4 WHERE stream = 'device/D-0'")
            try await daemon.start()
            client = try await daemon.client()
            let first = try await client.error(of: "Device.AddNote", DamageTests.note)
            #expect(first?.name == "org.suture.Device.ReadOnly")
            #expect(
                first?["reason"]?.string?.hasSuffix(
                    "start the daemon again: it looks at the log, and makes views.db anew") == true)
            #expect(
                daemon.process.standardError.contains(
                    "only reads are served: the read models place the head of device/D-0 at position 1"))
            // Not this record alone: nothing is sure any more.
            let second = try await client.error(of: "Device.AddNote", ["id": "D-1", "text": "bent"])
            #expect(second?.name == "org.suture.Device.ReadOnly")
            #expect(try await client.head() == 3)
            await daemon.kill()
            try daemon.removeViews()
            try await daemon.start()
            client = try await daemon.client()
            #expect(try await client.record("Device.AddNote", DamageTests.note)["version"] == 2)
        }
    }

    @Test func `read models that cannot follow leave the reads and refuse the writes`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await client.registerDevices("D-", count: 3)
            // Waits until they are projected.
            try await client.ask("Records.List", ["view": "device"])
            try daemon.tamper("views.db", "DROP TABLE device")
            // Recorded, since it is in the log before the projector sees it.
            try await client.registerDevices("E-", count: 1)
            while try await client.ask("Service.Status")["readOnly"] == false {
                try await Task.sleep(for: .milliseconds(10))
            }
            let error = try await client.error(of: "Device.AddNote", DamageTests.note)
            #expect(error?.name == "org.suture.Device.ReadOnly")
            let reason = try #require(error?["reason"]?.string)
            #expect(
                reason.hasPrefix(
                    "the read models could not follow the log: cannot project device.registered at position 4 (device/E-0): "
                ), "\(reason)")
            #expect(try await client.ask("Service.Status")["readOnlyReason"] == .string(reason))
            #expect(try await client.ask("Log.Read", ["start": 1])["events"]?.array?.count == 4)
            let trials = try await client.ask("Records.List", ["view": "trial", "atLeast": 0])
            #expect(trials["rows"] == [])
            let tooFarBehind = try await client.error(of: "Records.List", ["view": "trial"])
            #expect(tooFarBehind?.shortName == "Failed")
            #expect(
                tooFarBehind?["message"]?.string?.contains("device.registered at position 4 (device/E-0)")
                    == true)
            #expect(tooFarBehind?["hint"]?.string?.contains("makes the read models anew") == true)
            #expect(daemon.process.ended == nil)
            await daemon.kill()
            try daemon.removeViews()
            try await daemon.start()
            #expect(
                try await daemon.client().ask("Records.List", ["view": "device"])["rows"]?.array?.count == 4)
        }
    }

    @Test func `keys under another master key stop the start`() async throws {
        try await RunningDaemon.run { daemon in
            try await daemon.client().record("Person.Register", ["name": "Wu Tao"])
            #expect(await daemon.terminate() == .status(0))
            let key = daemon.stateFile("master.key")
            let right = try String(contentsOfFile: key, encoding: .utf8)
            let wrong = String(repeating: "0", count: 64) + "\n"
            try wrong.write(toFile: key, atomically: true, encoding: .utf8)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: key)
            let refused = await #expect(throws: RunningDaemon.DidNotStart.self) { try await daemon.start() }
            #expect(refused?.exit == .status(1))
            #expect(
                refused?.standardError.contains("the master key is another one, or keys.db is of another log")
                    == true,
                "\(refused?.standardError ?? "")")
            try FileManager.default.removeItem(atPath: key)
            let missing = await #expect(throws: RunningDaemon.DidNotStart.self) { try await daemon.start() }
            #expect(missing?.exit == .status(1))
            // Never is a new one made beside old keys.
            #expect(!FileManager.default.fileExists(atPath: key))
            try right.write(toFile: key, atomically: true, encoding: .utf8)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: key)
            try await daemon.start()
            let person = try await daemon.client().ask("Records.Get", ["record": "person/P-0001"])
            #expect(person["record"]?["name"] == "Wu Tao")
        }
    }

    @Test func `a second daemon on the same directory is refused`() async throws {
        try await RunningDaemon.run { daemon in
            let second = try ChildProcess(
                BuiltProgram.path("sutured"),
                ["--state-directory", daemon.stateDirectory, "--socket", daemon.directory + "/other"],
                outputPath: daemon.directory + "/second")
            #expect(await second.exit() == .status(1))
            #expect(second.standardError.contains("another sutured uses \(daemon.stateDirectory)"))
            #expect(try await daemon.client().registerDevices("D-", count: 1) == [1])
        }
    }

    @Test func `a second daemon on the same socket is refused`() async throws {
        try await RunningDaemon.run { daemon in
            let second = try ChildProcess(
                BuiltProgram.path("sutured"),
                ["--state-directory", daemon.directory + "/other", "--socket", daemon.socketPath],
                outputPath: daemon.directory + "/second")
            #expect(await second.exit() == .status(1))
            #expect(second.standardError.contains(daemon.socketPath))
            #expect(try await daemon.client().registerDevices("D-", count: 1) == [1])
        }
    }
}
