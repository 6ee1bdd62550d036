import Foundation
import SutureDomain
import SutureJSON
import SutureLog
import SutureSQLiteLog
import SutureTestSupport
import Testing
import Varlink

/// An event that stands in the log as it was written and cannot be decoded: it is voided by its position, and
/// passed over by everyone from then on.
@Suite(.serialized, .timeLimit(.minutes(20))) struct UndecodableEventTests {
    static let because: JSONValue = ["reason": "nobody can read it"]

    static func void(_ position: Int64, _ context: JSONValue = because) -> JSONValue {
        ["position": .integer(position), "context": context]
    }

    /// Three devices (1 to 3), a note on D-0 that cannot be decoded (4), another device D-9 (5), and what
    /// else is to stand there.
    /// - Parameter others: stream, type, version, previous and data of each.
    static func forge(
        _ daemon: RunningDaemon, _ others: [(String, EventType, Int64, Int64, String)] = []
    ) async throws {
        try await daemon.client().registerDevices("D-", count: 3)
        #expect(await daemon.terminate() == .status(0))
        let log = try SQLiteEventLog.open(
            path: daemon.stateFile("log.db"),
            newIdentity: LogIdentity(id: "", createdAt: Instant(microseconds: 0)))
        let known = try #require(try log.reader().event(at: Position(1)))
        let events =
            [
                ("device/D-0", "device.note-added", 2, 1, #"{"words":"bent"}"#),
                ("device/D-9", "device.registered", 1, 0, String(decoding: known.data, as: UTF8.self)),
            ] + others
        for (stream, type, version, previous, data) in events {
            let metadata =
                #"{"actor":{"uid":0,"user":"root","role":"steward"},"command":{"id":"c-\#(stream)-\#(version)","digest":"d"}}"#
            _ = try log.append(
                [
                    NewEvent(
                        stream: StreamName(recorded: stream), version: StreamVersion(version),
                        previous: Position(previous), type: type, schema: 1, occurredOn: known.occurredOn,
                        data: Array(data.utf8), metadata: Array(metadata.utf8))
                ], recordedAt: known.recordedAt)
        }
        try log.close()
    }

    private static func requireEveryoneReads(_ daemon: RunningDaemon, eventCount: Int) async throws {
        let state = daemon.stateDirectory
        let deep = try await daemon.replay("verify", state, "--deep")
        #expect(deep.output.hasPrefix("sound: \(eventCount) events"), "\(deep.output)\(deep.errors)")
        let views = "\(daemon.directory)/views-\(eventCount).db"
        let rebuilt = try await daemon.replay("rebuild", state, "--into", views)
        #expect(rebuilt.output == "rebuilt \(views) from \(eventCount) events\n", "\(rebuilt.errors)")
        #expect(try await daemon.replay("compare", state).output.hasPrefix("equal"))
        #expect(try await daemon.replay("compare", state, views).output.hasPrefix("equal"))
        let exported = try await daemon.replay("export", state)
        #expect(exported.exit == .status(0), "\(exported.errors)")
        #expect(exported.outputLines.count == eventCount)
        let shown = try await daemon.replay("show", "device/D-0", "--log", state, "--at", "2")
        #expect(shown.exit == .status(0), "\(shown.errors)")
        let script = Repository.path("Sources/SutureLog/SutureLog.docc/Resources/verify_log.py")
        let python = try await ProgramRun.of(["python3", script, daemon.stateFile("log.db")])
        #expect(python.output.hasPrefix("sound: \(eventCount) events"), "\(python.output)\(python.errors)")
    }

    @Test(arguments: [false, true])
    func `its void takes the daemon from read-only to recording`(removesViews: Bool) async throws {
        try await RunningDaemon.run { daemon in
            try await UndecodableEventTests.forge(daemon)
            #expect(try await daemon.replay("verify", daemon.stateDirectory, "--deep").exit == .status(1))
            if removesViews { try daemon.removeViews() }
            try await daemon.start()
            let client = try await daemon.client()
            let status = try await client.ask("Service.Status")
            #expect(status["readOnly"] == true)
            let reason = try #require(status["readOnlyReason"]?.string)
            #expect(reason.contains("device.note-added at position 4 (device/D-0)"), "\(reason)")
            #expect(reason.contains("suture void 4 --reason"), "\(reason)")
            #expect(daemon.process.standardError.contains(reason))

            for (method, parameters): (String, JSONValue) in [
                ("Device.AddNote", ["id": "D-1", "text": "bent"]),
                // One that can be decoded.
                ("Log.Void", UndecodableEventTests.void(1)), ("Log.Void", UndecodableEventTests.void(5)),
                (
                    "Log.RecordAll",
                    [
                        "commands": [
                            ["command": "device.void", "id": "D-0", "fields": ["position": 4]]
                        ], "context": UndecodableEventTests.because,
                    ]
                ),
            ] {
                let error = try await client.error(of: method, parameters)
                #expect(error?.shortName == "ReadOnly", "\(method): \(String(describing: error))")
                #expect(error?["reason"] == .string(reason), "\(method)")
            }
            let unreasoned = try await client.error(of: "Log.Void", ["position": 4])
            #expect(unreasoned?["rule"] == "reason-required")
            let elsewhere = try await client.error(
                of: "Device.Void", ["id": "D-1", "position": 4, "context": UndecodableEventTests.because])
            #expect(elsewhere?["rule"] == "not-found")
            let conflict = try await client.error(
                of: "Log.Void", UndecodableEventTests.void(4, ["reason": "r", "expectedVersion": 1]))
            #expect(conflict?.shortName == "Conflict")
            let unknown = try await client.error(
                of: "Log.Void", UndecodableEventTests.void(4, ["reason": "r", "sources": ["source/S-1"]]))
            #expect(unknown?["rule"] == "not-found")
            let undated = try await client.error(
                of: "Log.Void", UndecodableEventTests.void(4, ["reason": "r", "occurredOn": "9998"]))
            #expect(undated?["rule"] == "occurred-in-future", "\(String(describing: undated))")
            #expect(undated?["field"] == "context.occurredOn")
            let reused = try await client.error(
                of: "Log.Void", UndecodableEventTests.void(4, ["reason": "r", "commandId": "c-device/D-9-1"]))
            #expect(reused?.shortName == "CommandReused")
            let dry = try await client.record(
                "Log.Void", ["position": 4], context: ["reason": "r", "dryRun": true])
            #expect(dry["position"] == 0)
            #expect(try await client.head() == 5)

            let context: JSONValue = ["reason": "nobody can read it", "commandId": "void-4"]
            let receipt = try await client.record("Log.Void", ["position": 4], context: context)
            #expect(receipt["position"] == 6)
            #expect(receipt["stream"] == "device/D-0")
            #expect(receipt["version"] == 3)
            #expect(receipt["duplicate"] == false)
            // By itself.
            let devices = try await client.ask("Records.List", ["view": "device"])
            #expect(devices["rows"]?.array?.count == 4)
            #expect(try await client.record("Device.AddNote", ["id": "D-0", "text": "bent"])["version"] == 4)
            #expect(try await client.ask("Service.Status")["readOnly"] == false)
            #expect(
                try await client.record("Log.Void", ["position": 4], context: context)["duplicate"] == true)
            let again = try await client.error(of: "Log.Void", UndecodableEventTests.void(4))
            #expect(again?["rule"] == "already-voided", "\(String(describing: again))")

            let history = try await client.ask("Records.History", ["record": "device/D-0"])
            #expect(history["events"]?.array?.map { $0["voidedBy"] } == [nil, 6, nil, nil])
            let today = try #require(history["events"]?.array?.last?["occurredOn"])
            for moment: JSONObject in [
                ["knownAt": "5"], ["knownAt": "4"], ["asOf": today], ["asOf": today, "knownAt": "5"],
            ] {
                var (list, record): (JSONObject, JSONObject) = (["view": "device"], ["record": "device/D-0"])
                for member in moment { (list[member.key], record[member.key]) = (member.value, member.value) }
                let count = try await client.ask("Records.List", .object(list))["rows"]?.array?.count
                #expect(count == (moment["knownAt"] == "4" ? 3 : 4), "\(moment)")
                try await client.ask("Records.History", .object(record))
            }
            #expect(try await client.ask("Reports.Audit", ["list": "all"])["entries"]?.array?.count == 7)

            #expect(await daemon.terminate() == .status(0))
            try await UndecodableEventTests.requireEveryoneReads(daemon, eventCount: 7)
            if removesViews { try daemon.removeViews() }
            try await daemon.start()
            let next = try await daemon.client()
            #expect(try await next.record("Device.AddNote", ["id": "D-0", "text": "again"])["version"] == 5)
            #expect(
                try await next.record("Log.Void", ["position": 4], context: context)["duplicate"] == true)
        }
    }

    /// Its data, its metadata and its date are alike: an event is decoded as a whole or not at all.
    @Test(arguments: [
        "data = 'no JSON'", "data = '[1]'", "data = '{\"text\":\"a\",\"text\":\"b\"}'", "data = ''",
        "data = CAST(x'7b22ff227d' AS TEXT)", "metadata = 'no JSON'", "metadata = '{}'",
        "metadata = '{\"actor\":{\"uid\":\"x\",\"role\":\"steward\"}}'", "metadata = ''",
        "occurred_on = 'yesterday'", "occurred_on = ''", "occurred_on = '2022-02-30'",
    ])
    func `whatever of it cannot be decoded, it needs its void, and what leaves can be read`(
        assignment: String
    ) async throws {
        try await RunningDaemon.run { daemon in
            var client = try await daemon.client()
            try await client.registerDevices("D-", count: 2)
            #expect(await daemon.terminate() == .status(0))
            let companions = try ["views.db", "keys.db"].map { name in
                (name, try Data(contentsOf: URL(fileURLWithPath: daemon.stateFile(name))))
            }
            try await daemon.start()
            client = try await daemon.client()
            try await client.record("Device.AddNote", ["id": "D-0", "text": "bent"])
            try await client.registerDevices("E-", count: 1)
            #expect(await daemon.terminate() == .status(0))
            // As they were before the event: they vouch for no other in its place.
            try daemon.removeViews()
            for (name, bytes) in companions {
                try bytes.write(to: URL(fileURLWithPath: daemon.stateFile(name)))
            }
            try daemon.forgeEvent(assignment, at: 3)

            try await daemon.start()
            client = try await daemon.client()
            let reason = try await client.ask("Service.Status")["readOnlyReason"]?.string ?? ""
            #expect(reason.contains("device.note-added at position 3 (device/D-0)"), "\(reason)")
            #expect(reason.contains("suture void 3 --reason"), "\(reason)")
            let refused = try await client.error(of: "Device.AddNote", ["id": "D-1", "text": "x"])
            #expect(refused?.shortName == "ReadOnly")
            // What is read is JSON, or this would fail.
            let read = try await client.ask("Log.Read", ["start": 1])["events"]?.array
            #expect(read?.count == 4)
            #expect(read?[2]["data"]?.object != nil)
            let voided = try await client.record(
                "Log.Void", ["position": 3], context: UndecodableEventTests.because)
            #expect(voided["position"] == 5)
            #expect(try await client.ask("Records.List", ["view": "device"])["rows"]?.array?.count == 3)
            #expect(try await client.record("Device.AddNote", ["id": "D-0", "text": "bent"])["version"] == 4)
            let history = try await client.ask("Records.History", ["record": "device/D-0"])
            #expect(history["events"]?.array?.map { $0["voidedBy"] } == [nil, 5, nil, nil])
            let today = try #require(history["events"]?.array?.last?["occurredOn"])
            for moment: JSONObject in [["knownAt": "4"], ["asOf": today], ["asOf": today, "knownAt": "4"]] {
                var list: JSONObject = ["view": "device"]
                for member in moment { list[member.key] = member.value }
                #expect(
                    try await client.ask("Records.List", .object(list))["rows"]?.array?.count == 3,
                    "\(moment)")
            }
            try await client.ask("Reports.Audit", ["list": "all"])
            #expect(await daemon.terminate() == .status(0))
            try await UndecodableEventTests.requireEveryoneReads(daemon, eventCount: 6)
            let diagnosis = try await daemon.replay("doctor", daemon.stateDirectory)
            #expect(diagnosis.exit == .status(0), "\(diagnosis.output)")
        }
    }

    @Test func `each of several needs its void, and the gate names the next`() async throws {
        try await RunningDaemon.run { daemon in
            try await UndecodableEventTests.forge(
                daemon,
                [
                    // A creation, with what was recorded on it since, and a void that says of nothing that it
                    // is voided.
                    ("device/D-8", "device.registered", 1, 0, #"{"name":5}"#),
                    ("device/D-8", "device.note-added", 2, 6, #"{"text":"bent"}"#),
                    ("device/D-1", "device.voided", 2, 2, #"{"position":"two"}"#),
                ])
            try await daemon.start()
            let client = try await daemon.client()
            for (position, receipt) in [(4, 9), (6, 10), (8, 11)] as [(Int64, Int64)] {
                let reason = try await client.ask("Service.Status")["readOnlyReason"]?.string
                #expect(reason?.contains("at position \(position) (") == true, "\(reason ?? "none")")
                if position != 8 {
                    let early = try await client.error(of: "Log.Void", UndecodableEventTests.void(8))
                    #expect(early?.shortName == "ReadOnly")
                }
                let error = try await client.error(of: "Records.List", ["view": "device"])
                #expect(error?["message"]?.string?.contains("at position \(position) (") == true)
                let voided = try await client.record(
                    "Log.Void", ["position": .integer(position)], context: UndecodableEventTests.because)
                #expect(voided["position"] == .integer(receipt))
                // Until it is known whether there is another.
                while try await client.ask("Service.Status")["readOnlyReason"]?.string == reason {
                    try await Task.sleep(for: .milliseconds(5))
                }
            }
            #expect(try await client.ask("Service.Status")["readOnly"] == false)
            // A record without its creation is none, and may be made anew.
            let gone = try await client.error(of: "Records.Get", ["record": "device/D-8"])
            #expect(gone?.shortName == "NotFound")
            let note = try await client.error(of: "Device.AddNote", ["id": "D-8", "text": "x"])
            #expect(note?.shortName == "NotFound")
            let made = try await client.record(
                "Device.Register", ["id": "D-8", "name": "Needle", "type": "suture_needle"])
            #expect(made["version"] == 4)
            #expect(try await client.ask("Records.Get", ["record": "device/D-1"])["version"] == 3)
            #expect(await daemon.terminate() == .status(0))
            try await UndecodableEventTests.requireEveryoneReads(daemon, eventCount: 12)
            let diagnosis = try await daemon.replay("doctor", daemon.stateDirectory)
            #expect(diagnosis.exit == .status(0), "\(diagnosis.output)")
            for line in [
                "passed over, since they cannot be decoded and were voided: 3",
                "without those these no longer make sense: 1 (they stay recorded)",
                "  7  device.note-added of device/D-8: There is no device/D-8.",
            ] { #expect(diagnosis.outputLines.contains(line), "\(diagnosis.output)") }
        }
    }

    @Test func `personal data that stands there in plain is voided as what cannot be decoded`() async throws {
        try await RunningDaemon.run { daemon in
            try await daemon.client().record("Person.Register", ["name": "Wu Tao"])
            #expect(await daemon.terminate() == .status(0))
            let log = try SQLiteEventLog.open(
                path: daemon.stateFile("log.db"),
                newIdentity: LogIdentity(id: "", createdAt: Instant(microseconds: 0)))
            let known = try #require(try log.reader().event(at: Position(1)))
            _ = try log.append(
                [
                    NewEvent(
                        stream: known.stream, version: StreamVersion(2), previous: known.position,
                        type: "person.alias-added", schema: 1, occurredOn: known.occurredOn,
                        data: Array(#"{"alias":"Bernadette"}"#.utf8), metadata: known.metadata)
                ], recordedAt: known.recordedAt)
            try log.close()
            let deep = try await daemon.replay("verify", daemon.stateDirectory, "--deep")
            #expect(deep.exit == .status(1))
            #expect(!(deep.output + deep.errors).contains("Bernadette"), "\(deep.output)\(deep.errors)")
            try await daemon.start()
            let client = try await daemon.client()
            let reason = try #require(try await client.ask("Service.Status")["readOnlyReason"]?.string)
            #expect(reason.contains("personal data is not sealed. It cannot be decoded: "), "\(reason)")
            #expect(reason.contains("suture void 2 --reason"), "\(reason)")
            try await client.record("Log.Void", ["position": 2], context: UndecodableEventTests.because)
            while try await client.ask("Service.Status")["readOnly"] == true {
                try await Task.sleep(for: .milliseconds(20))
            }
            try await client.record("Person.Register", ["name": "Li Na"])
            let shown = try await client.ask("Records.Get", ["record": .string(known.stream.text)])
            #expect(shown["record"]?["name"] == "Wu Tao")
            #expect(!daemon.process.standardError.contains("Bernadette"))
        }
    }

    @Test func `a daemon that ends between the void and the read models goes on`() async throws {
        try await RunningDaemon.run { daemon in
            try await UndecodableEventTests.forge(daemon)
            try await daemon.start()
            #expect(await daemon.terminate() == .status(0))
            let stopped = "\(daemon.directory)/views.db"
            try FileManager.default.copyItem(atPath: daemon.stateFile("views.db"), toPath: stopped)
            try await daemon.start()
            try await daemon.client().record(
                "Log.Void", ["position": 4], context: UndecodableEventTests.because)
            await daemon.kill()
            try daemon.removeViews()
            try FileManager.default.copyItem(atPath: stopped, toPath: daemon.stateFile("views.db"))
            try await daemon.start()
            let client = try await daemon.client()
            #expect(try await client.ask("Service.Status")["readOnly"] == false)
            #expect(try await client.record("Device.AddNote", ["id": "D-0", "text": "x"])["version"] == 4)
        }
    }

    @Test func `one that the read models take and nobody else is voided while commands are recorded`()
        async throws
    {
        try await RunningDaemon.run { daemon in
            try await UndecodableEventTests.forge(
                daemon, [("device/D-1", "device.note-added", 2, 2, #"{"text":"bent","more":1}"#)])
            try await daemon.start()
            let client = try await daemon.client()
            try await client.record(
                "Log.Void", ["position": 4], context: UndecodableEventTests.because)
            try await client.ask("Records.List", ["view": "device"])
            #expect(
                try await client.error(of: "Device.AddNote", ["id": "D-1", "text": "x"])?.shortName
                    == "Failed")
            let voided = try await client.record(
                "Log.Void", ["position": 6], context: UndecodableEventTests.because)
            #expect(voided["position"] == 8)
            #expect(try await client.record("Device.AddNote", ["id": "D-1", "text": "x"])["version"] == 4)
            #expect(await daemon.terminate() == .status(0))
            try await UndecodableEventTests.requireEveryoneReads(daemon, eventCount: 9)
        }
    }

    @Test func `a recorder does not void it`() async throws {
        try AccessTests.requireRoot()
        try await RunningDaemon.run("access.recorders=uid:65534") { daemon in
            try await UndecodableEventTests.forge(daemon)
            try await daemon.start()
            let run = try await daemon.sutureAsNobody(["void", "4", "--reason", "nobody can read it"])
            #expect(run.exit == .status(4), "\(run.errors)")
            #expect(try await daemon.client().head() == 5)
        }
    }

    @Test func `one that is not as it was written is damage, and is not voided`() async throws {
        try await RunningDaemon.run { daemon in
            try await daemon.client().registerDevices("D-", count: 3)
            #expect(await daemon.terminate() == .status(0))
            try daemon.changeEvent(#"data = '{"words":"bent"}' WHERE position = 2"#)
            try daemon.removeViews()
            try await daemon.start()
            let error = try await daemon.client().error(of: "Log.Void", UndecodableEventTests.void(2))
            #expect(error?.shortName == "ReadOnly")
            #expect(error?["reason"]?.string?.contains("its hash does not fit") == true)
        }
    }

    /// Killed before each call by which it changes a file or answers.
    @Test func `a void that is cut off at whatever step is there once, or never was`() async throws {
        try await RunningDaemon.prepare { daemon in
            let shim = try await Shim.compile("dying_at_step", for: daemon)
            try await daemon.start()
            try await UndecodableEventTests.forge(daemon)
            let copy = daemon.directory + "/copy"
            try FileManager.default.copyItem(atPath: daemon.stateDirectory, toPath: copy)
            let (trigger, log) = (daemon.directory + "/die", daemon.directory + "/steps")
            let void = UndecodableEventTests.void(4, ["reason": "nobody can read it", "commandId": "v"])
            var cutOff: Set<String> = []
            for number in 1...100 {
                try FileManager.default.removeItem(atPath: daemon.stateDirectory)
                try FileManager.default.copyItem(atPath: copy, toPath: daemon.stateDirectory)
                try Data().write(to: URL(fileURLWithPath: log))
                try await daemon.start(environment: [
                    "LD_PRELOAD": shim, "DYING_AT": trigger, "DYING_STEPS": log,
                ])
                let client = try await daemon.client()
                try Data("\(number)".utf8).write(to: URL(fileURLWithPath: trigger))
                let answer = try? await client.ask("Log.Void", void)
                try FileManager.default.removeItem(atPath: trigger)
                if answer != nil { break }
                #expect(await daemon.process.exit() == .signal(9))
                let steps = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n")
                try await daemon.start()
                let next = try await daemon.client()
                let wasVoided = try await next.head() == 6
                cutOff.insert("\(steps.last ?? "") \(wasVoided ? "after" : "before")")
                #expect(
                    try await next.ask("Service.Status")["readOnly"] == .bool(!wasVoided), "\(steps)")
                let receipt = try await next.ask("Log.Void", void)["receipt"]
                #expect(receipt?["position"] == 6, "\(steps)")
                #expect(receipt?["duplicate"] == .bool(wasVoided), "\(steps)")
                let rows = try await next.ask("Records.List", ["view": "device"])["rows"]
                #expect(rows?.array?.count == 4, "\(steps)")
                #expect(await daemon.terminate() == .status(0), "\(steps)")
            }
            // Otherwise the test has tested less than it says.
            for step in ["write log.db-wal before", "sync log.db-wal after", "write socket after"] {
                #expect(cutOff.contains(step), "never cut off at: \(step); only at \(cutOff)")
            }
        }
    }
}
