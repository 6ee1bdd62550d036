import SutureJSON
import SutureLog
import SutureTestSupport
import Testing
import Varlink

/// Batches: all of it or nothing.
@Suite(.serialized, .timeLimit(.minutes(20))) struct RecordAllTests {
    static func register(_ id: String, context: JSONValue? = nil) -> JSONValue {
        proposed("device.register", id, ["name": .string("Needle \(id)"), "type": "suture_needle"], context)
    }

    static func note(_ id: String, _ text: String, context: JSONValue? = nil) -> JSONValue {
        proposed("device.add-note", id, ["text": .string(text)], context)
    }

    static func proposed(
        _ command: String, _ id: String, _ fields: JSONValue, _ context: JSONValue? = nil
    ) -> JSONValue {
        var members: JSONObject = ["command": .string(command), "id": .string(id), "fields": fields]
        members["context"] = context
        return .object(members)
    }

    static func batch(_ commands: [JSONValue], _ context: JSONValue? = nil) -> JSONValue {
        var members: JSONObject = ["commands": .array(commands)]
        members["context"] = context
        return .object(members)
    }

    @Test func `each command is decided with the earlier ones in effect`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            let person = RecordAllTests.proposed("person.register", "", ["name": "Wu Tao"])
            let commands = [
                RecordAllTests.register("D-1"), RecordAllTests.note("D-1", "bent"), person, person,
                RecordAllTests.note("D-1", "sharp", context: ["expectedVersion": 2]),
            ]
            let receipts = try await client.ask("Log.RecordAll", RecordAllTests.batch(commands))["receipts"]?
                .array
            let streams = ["device/D-1", "device/D-1", "person/P-0001", "person/P-0002", "device/D-1"]
            #expect(receipts?.compactMap { $0["stream"]?.string } == streams)
            #expect(receipts?.compactMap { $0["position"]?.int64 } == [1, 2, 3, 4, 5])
            #expect(receipts?.compactMap { $0["version"]?.int64 } == [1, 2, 1, 1, 3])
            #expect(receipts?.allSatisfy { $0["duplicate"] == false } == true)
        }
    }

    @Test func `one refusal refuses the batch, and all refusals are told`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await client.ask("Log.RecordAll", RecordAllTests.batch([RecordAllTests.register("D-0")]))
            let commands = [
                RecordAllTests.register("D-1"), RecordAllTests.register("D-0"),
                RecordAllTests.note("D-404", "lost"), RecordAllTests.note("D-1", "bent"),
                RecordAllTests.note("D-1", "sharp", context: ["expectedVersion": 1]),
                RecordAllTests.proposed(
                    "device.register", "D-2", ["name": "Knife", "type": "other", "developer": "I-404"]),
            ]
            let error = try await client.error(
                of: "Log.RecordAll", RecordAllTests.batch(commands, ["commandId": "b-1"]))
            #expect(error?.name == "org.suture.Log.BatchRefused")
            #expect(error?["message"] == "4 of the batch's commands cannot be recorded, so none was.")
            #expect(
                error?["refusals"] == [
                    [
                        "index": 1, "rule": "already-exists", "field": "id",
                        "message": "device/D-0 exists already.",
                    ],
                    ["index": 2, "rule": "not-found", "field": "id", "message": "There is no device/D-404."],
                    [
                        "index": 4, "rule": "conflict",
                        "message": "device/D-1 is at version 2, not at 1: read it again before you decide.",
                    ],
                    [
                        "index": 5, "rule": "not-found", "field": "developer",
                        "message": "institution/I-404 does not exist.",
                    ],
                ])
            // Nothing is left of it: not the records, not the id.
            #expect(try await client.head() == 1)
            let receipts = try await client.ask(
                "Log.RecordAll", RecordAllTests.batch([RecordAllTests.register("D-1")], ["commandId": "b-1"]))
            #expect(receipts["receipts"]?.array?.first?["position"] == 2)
            #expect(receipts["receipts"]?.array?.first?["version"] == 1)
        }
    }

    @Test func `what cannot be understood is told for every command`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            let commands = [
                RecordAllTests.register("D-1"), RecordAllTests.proposed("device.lose", "D-1", [:]),
                RecordAllTests.proposed("device.register", "D-2", ["name": "Knife"]),
                RecordAllTests.proposed("device.register", "D-3", []),
                RecordAllTests.proposed(
                    "device.register", "D-4", ["name": "K", "type": "other", "id": "D-4"]),
                RecordAllTests.register("", context: nil),
                RecordAllTests.register("D-5", context: ["dryRun": true]),
                RecordAllTests.register("D-6", context: ["onBehalfOf": "person/P-1"]),
                RecordAllTests.register("D-7", context: ["commandId": "c-7"]),
                RecordAllTests.register("D-8", context: ["occurredOn": "soon"]),
            ]
            let error = try await client.error(
                of: "Log.RecordAll", RecordAllTests.batch(commands, ["commandId": "b-1"]))
            #expect(error?.name == "org.suture.Log.BatchRefused")
            let told = error?["refusals"]?.array?.map { refusal in
                "\(refusal["index"] ?? .null) \(refusal["rule"]?.string ?? "") \(refusal["field"]?.string ?? "")"
            }
            #expect(
                told == [
                    "1 invalid-parameter command", "2 invalid-parameter type", "3 invalid-parameter fields",
                    "4 invalid-parameter id", "5 invalid-parameter id", "5 invalid-parameter name",
                    "6 invalid-parameter context.dryRun",
                    "7 invalid-parameter context.onBehalfOf", "8 invalid-parameter context.commandId",
                    "9 invalid-parameter context.occurredOn",
                ])
            #expect(try await client.head() == 0)
        }
    }

    @Test func `a whole batch that is repeated returns the same receipts`() async throws {
        try await RunningDaemon.run { daemon in
            var client = try await daemon.client()
            let person = RecordAllTests.proposed("person.register", "", ["name": "Wu Tao"])
            let commands = [
                RecordAllTests.register("D-1"), person, RecordAllTests.note("D-1", "bent"), person,
            ]
            let batch = RecordAllTests.batch(commands, ["commandId": "b-1", "reason": "inventory"])
            let first = try await client.ask("Log.RecordAll", batch)["receipts"]?.array
            var expected = try #require(first)
            for index in expected.indices {
                var receipt = expected[index].object ?? [:]
                receipt["duplicate"] = true
                expected[index] = .object(receipt)
            }
            try await client.ask("Device.AddNote", ["id": "D-1", "text": "sharp"])
            #expect(try await client.ask("Log.RecordAll", batch)["receipts"]?.array == expected)
            await daemon.kill()
            try await daemon.start()
            client = try await daemon.client()
            #expect(try await client.ask("Log.RecordAll", batch)["receipts"]?.array == expected)

            for other in [
                RecordAllTests.batch(
                    Array(commands.dropLast()), ["commandId": "b-1", "reason": "inventory"]),
                RecordAllTests.batch(commands.reversed(), ["commandId": "b-1", "reason": "inventory"]),
                RecordAllTests.batch(commands, ["commandId": "b-1", "reason": "audit"]),
            ] {
                let error = try await client.error(of: "Log.RecordAll", other)
                #expect(error?.name == "org.suture.Log.CommandReused")
                #expect(error?["position"] == 1)
            }
            #expect(try await client.head() == 5)
        }
    }

    @Test func `commands with ids of their own may be recorded already`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            let first = RecordAllTests.register("D-1", context: ["commandId": "c-1"])
            let second = RecordAllTests.register("D-2", context: ["commandId": "c-2"])
            let third = RecordAllTests.register("D-3", context: ["commandId": "c-3"])
            try await client.ask("Log.RecordAll", RecordAllTests.batch([second]))
            let receipts = try await client.ask(
                "Log.RecordAll", RecordAllTests.batch([first, second, third, first]))["receipts"]?.array
            #expect(receipts?.compactMap { $0["position"]?.int64 } == [2, 1, 3, 2])
            #expect(receipts?.compactMap { $0["duplicate"]?.bool } == [false, true, false, true])
            // The same command through its own method.
            let again = try await client.record(
                "Device.Register", ["id": "D-3", "name": "Needle D-3", "type": "suture_needle"],
                context: ["commandId": "c-3"])
            #expect(again["position"] == 3)
            #expect(again["duplicate"] == true)

            let other = RecordAllTests.register("D-4", context: ["commandId": "c-1"])
            let error = try await client.error(of: "Log.RecordAll", RecordAllTests.batch([other]))
            #expect(error?["refusals"]?.array?.first?["rule"] == "command-reused")
            #expect(try await client.head() == 3)
        }
    }

    @Test func `the batch's reason and sources hold for commands without their own`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await client.ask(
                "Log.RecordAll",
                RecordAllTests.batch(
                    [
                        RecordAllTests.register("D-1"),
                        RecordAllTests.register(
                            "D-2", context: ["reason": "own", "sources": ["own source"]]),
                    ], ["reason": "inventory", "sources": ["the list"]]))
            let events = try await client.ask("Log.Read", ["start": 1])["events"]?.array
            #expect(events?.compactMap { $0["metadata"]?["reason"] } == ["inventory", "own"])
            #expect(events?.compactMap { $0["metadata"]?["sources"] } == [["the list"], ["own source"]])
        }
    }

    @Test func `a dry run decides everything and records nothing`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            let commands = [
                RecordAllTests.register("D-1"), RecordAllTests.note("D-1", "bent"),
                RecordAllTests.proposed("person.register", "", ["name": "Wu Tao"]),
            ]
            let dry = try await client.ask(
                "Log.RecordAll", RecordAllTests.batch(commands, ["dryRun": true, "commandId": "b-1"]))
            #expect(dry["receipts"]?.array?.compactMap { $0["position"]?.int64 } == [0, 0, 0])
            #expect(dry["receipts"]?.array?.compactMap { $0["version"]?.int64 } == [1, 2, 1])
            let refused = try await client.error(
                of: "Log.RecordAll", RecordAllTests.batch(commands.reversed(), ["dryRun": true]))
            #expect(refused?.shortName == "BatchRefused")
            #expect(try await client.head() == 0)
            #expect(try daemon.keyCount() == 0)
            let real = try await client.ask(
                "Log.RecordAll", RecordAllTests.batch(commands, ["commandId": "b-1"]))
            #expect(real["receipts"]?.array?.compactMap { $0["position"]?.int64 } == [1, 2, 3])
        }
    }

    @Test func `a dry run tells a command that comes twice, and looks for it nowhere`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            let register = RecordAllTests.register("D-1", context: ["commandId": "c-1"])
            let note = RecordAllTests.note("D-1", "bent", context: ["commandId": "c-2"])
            let dry = try await client.ask(
                "Log.RecordAll", RecordAllTests.batch([register, note, register, note], ["dryRun": true]))
            let receipts = dry["receipts"]?.array
            #expect(receipts?.compactMap { $0["position"]?.int64 } == [0, 0, 0, 0])
            #expect(receipts?.compactMap { $0["version"]?.int64 } == [1, 2, 1, 2])
            #expect(receipts?.compactMap { $0["duplicate"]?.bool } == [false, false, true, true])
            #expect(try await client.ask("Service.Status")["readOnly"] == false)
            let real = try await client.ask("Log.RecordAll", RecordAllTests.batch([register, note]))
            #expect(real["receipts"]?.array?.compactMap { $0["position"]?.int64 } == [1, 2])
        }
    }

    @Test func `ten thousand commands are recorded together, one more is too many`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            let commands = (1...10_001).map { RecordAllTests.register("D-\($0)") }
            let tooMany = try await client.error(of: "Log.RecordAll", RecordAllTests.batch(commands))
            #expect(tooMany == .invalidParameter("commands"))
            #expect(try await client.head() == 0)
            let batch = RecordAllTests.batch(Array(commands.dropLast()), ["commandId": "b-1"])
            let receipts = try await client.ask("Log.RecordAll", batch)["receipts"]?.array
            #expect(receipts?.compactMap { $0["position"]?.int64 } == Array(1...10_000))
            // Waits for the projector, so that the receipt is looked up in the read models and the log.
            try await client.ask("Records.Get", ["record": "device/D-1"])
            let again = try await client.ask("Log.RecordAll", batch)["receipts"]?.array
            #expect(again?.compactMap { $0["position"]?.int64 } == Array(1...10_000))
            #expect(again?.allSatisfy { $0["duplicate"] == true } == true)
            #expect(try await client.head() == 10_000)
        }
    }

    @Test func `an empty batch has no receipts`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            #expect(try await client.ask("Log.RecordAll", RecordAllTests.batch([])) == ["receipts": []])
        }
    }

    @Test func `a batch is larger than a small queue and is recorded nevertheless, while others record`()
        async throws
    {
        try await RunningDaemon.run("recorder.queueCommandCountMax=16", "recorder.batchCommandCountMax=4") {
            daemon in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<4 {
                    group.addTask {
                        let client = try await daemon.client()
                        try await client.registerDevices("S\(number)-", count: 400)
                        await client.close()
                    }
                }
                group.addTask {
                    let client = try await daemon.client()
                    for round in 0..<4 {
                        let commands = (0..<100).map { RecordAllTests.register("B\(round)-\($0)") }
                        try await client.ask("Log.RecordAll", RecordAllTests.batch(commands))
                    }
                    await client.close()
                }
                try await group.waitForAll()
            }
            let client = try await daemon.client()
            #expect(try await client.head() == 2_000)
            guard case .sound(let soundness) = try daemon.verifyLog() else {
                Issue.record("the log is not sound")
                return
            }
            #expect(soundness.streamCount == 2_000)
        }
    }
}
