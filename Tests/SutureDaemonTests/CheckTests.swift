import SutureJSON
import SutureTestSupport
import Testing
import Varlink

/// Looking at what is to be recorded, in as many pieces as it takes.
@Suite(.serialized, .timeLimit(.minutes(20))) struct CheckTests {
    static func candidate(_ proposed: JSONValue, _ members: JSONObject = [:]) -> JSONValue {
        var members = members
        members["proposed"] = proposed
        return .object(members)
    }

    static func register(_ id: String, name: String? = nil, context: JSONValue? = nil) -> JSONValue {
        RecordAllTests.proposed(
            "device.register", id, ["name": .string(name ?? "Needle \(id)"), "type": "suture_needle"], context
        )
    }

    static func check(
        _ client: VarlinkClient, _ candidates: [JSONValue], _ members: JSONObject = [:]
    ) async throws -> [JSONValue] {
        var members = members
        members["commands"] = .array(candidates)
        let reply = try await client.ask("Log.Check", .object(members))
        return reply["answers"]?.array ?? []
    }

    static func outcomes(_ answers: [JSONValue]) -> [String] { answers.compactMap { $0["outcome"]?.string } }

    @Test func `what was looked at is in effect for what comes after it, in the next calls as well`()
        async throws
    {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            let first = try await CheckTests.check(
                client, [CheckTests.candidate(CheckTests.register("D-1"))])
            #expect(CheckTests.outcomes(first) == ["new"])
            let second = try await CheckTests.check(
                client,
                [
                    CheckTests.candidate(RecordAllTests.note("D-1", "bent")),
                    CheckTests.candidate(
                        RecordAllTests.proposed("device.register", "D-1", ["name": "Knife", "type": "other"])),
                    CheckTests.candidate(RecordAllTests.note("D-2", "lost")),
                    CheckTests.candidate(
                        RecordAllTests.proposed(
                            "device.register", "D-3", ["name": "K", "type": "other", "members": ["D-1"]])),
                    CheckTests.candidate(CheckTests.register("D-1")),
                ])
            #expect(CheckTests.outcomes(second) == ["new", "refused", "refused", "new", "same"])
            #expect(second[1]["refusal"]?["rule"] == "already-exists")
            #expect(second[1]["refusal"]?["index"] == 1)
            #expect(second[2]["refusal"]?["rule"] == "not-found")
            #expect(try await client.head() == 0)
            // Another connection knows nothing of it, and neither does this one when it begins anew.
            let anew = try await CheckTests.check(
                client, [CheckTests.candidate(RecordAllTests.note("D-1", "bent"))], ["begin": true])
            #expect(CheckTests.outcomes(anew) == ["refused"])
        }
    }

    @Test func `persons who would be registered can be spoken of, and leave no key`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            let person = RecordAllTests.proposed("person.register", "", ["name": "Wu Tao"])
            try await client.ask("Log.RecordAll", RecordAllTests.batch([person]))
            let answers = try await CheckTests.check(
                client,
                [
                    CheckTests.candidate(person),
                    CheckTests.candidate(
                        RecordAllTests.proposed("person.add-alias", "P-0002", ["alias": "Tao Wu"])),
                ])
            #expect(answers.map { $0["stream"] } == ["person/P-0002", "person/P-0002"])
            #expect(CheckTests.outcomes(answers) == ["new", "new"])
            #expect(try daemon.keyCount() == 1)
            // The recorder knows nothing of it either.
            try await client.record("Person.Register", ["name": "Li Na"])
            #expect(try daemon.keyCount() == 2)
        }
    }

    @Test func `what is recorded already is told from what has changed and what was voided`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            let named = { (id: String, text: String) in
                CheckTests.candidate(RecordAllTests.note("D-1", text, context: ["commandId": .string(id)]))
            }
            try await client.ask(
                "Log.RecordAll",
                RecordAllTests.batch([
                    CheckTests.register("D-1", context: ["commandId": "c-1"]),
                    RecordAllTests.note("D-1", "bent", context: ["commandId": "c-2"]),
                    RecordAllTests.note("D-1", "dull", context: ["commandId": "c-3"]),
                    RecordAllTests.note("D-1", "lost", context: ["commandId": "c-4"]),
                ]))
            try await client.record("Log.Void", ["position": 3], context: ["reason": "not this one"])
            try await client.record(
                "Log.Correct", ["position": 4, "fields": ["text": "found"]], context: ["reason": "a slip"])
            let answers = try await CheckTests.check(
                client,
                [
                    CheckTests.candidate(CheckTests.register("D-1", context: ["commandId": "c-1"])),
                    CheckTests.candidate(CheckTests.register("D-1")),
                    CheckTests.candidate(CheckTests.register("D-1", name: "Knife")),
                    named("c-2", "bent"), named("c-2", "blunt"), named("c-3", "dull"),
                    named("c-4", "lost"), named("c-4", "found"),
                    CheckTests.candidate(CheckTests.register("D-2", context: ["commandId": "c-2"])),
                    CheckTests.candidate(
                        RecordAllTests.note("D-1", "bent", context: ["commandId": "c-9"]),
                        ["formerIds": ["c-8", "c-2"]]),
                ])
            #expect(
                CheckTests.outcomes(answers) == [
                    "same", "same", "changed", "same", "changed", "voided", "changed", "same", "refused",
                    "same",
                ])
            #expect(
                answers.map { $0["position"]?.int64 } == [1, 1, 1, 2, 2, 3, 7, 7, nil, 2])
            #expect(
                answers[2]["differences"] == [
                    ["field": "name", "recorded": "Needle D-1", "proposed": "Knife"]
                ])
            #expect(
                answers[4]["differences"] == [
                    ["field": "text", "recorded": "bent", "proposed": "blunt"]
                ])
            #expect(answers[5]["voidedBy"] == 5)
            #expect(answers[8]["refusal"]?["rule"] == "command-reused")
            #expect(answers[9]["formerId"] == "c-2")
            #expect(try await client.head() == 7)
        }
    }

    @Test func `personal data is compared and never told`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            let person = { (name: String) in
                RecordAllTests.proposed(
                    "person.register", "P-1", ["name": .string(name)], ["commandId": "c-1"])
            }
            try await client.ask("Log.RecordAll", RecordAllTests.batch([person("Wu Tao")]))
            let answers = try await CheckTests.check(
                client, [CheckTests.candidate(person("Wu Tao")), CheckTests.candidate(person("Wu Dao"))])
            #expect(CheckTests.outcomes(answers) == ["same", "changed"])
            #expect(answers[1]["differences"] == [["field": "name"]])
            try await client.record(
                "Person.Erase", ["id": "P-1", "legalGround": "asked for it", "decidedBy": "the office"],
                context: ["reason": "asked for it"])
            let erased = try await CheckTests.check(client, [CheckTests.candidate(person("Wu Tao"))])
            #expect(erased[0]["refusal"]?["rule"] == "person-erased")
        }
    }

    @Test func `each event that says the same answers for one command`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await client.ask(
                "Log.RecordAll",
                RecordAllTests.batch([
                    CheckTests.register("D-1"),
                    RecordAllTests.note("D-1", "bent", context: ["occurredOn": "2022-03-01"]),
                    RecordAllTests.note("D-1", "dull", context: ["occurredOn": "2022-03-01"]),
                    RecordAllTests.note("D-1", "bent", context: ["commandId": "c-1"]),
                ]))
            try await client.record("Log.Void", ["position": 3], context: ["reason": "not this one"])
            let note = { (text: String, date: String, seeks: Bool) in
                CheckTests.candidate(
                    RecordAllTests.note("D-1", text, context: ["occurredOn": .string(date)]),
                    ["seekAlike": .bool(seeks)])
            }
            let answers = try await CheckTests.check(
                client,
                [
                    note("bent", "2022-03-01", true), note("bent", "2022-03-01", true),
                    note("bent", "2022-03-02", true), note("dull", "2022-03-01", true),
                    note("bent", "2022-03-01", false),
                ])
            #expect(CheckTests.outcomes(answers) == ["alike", "new", "new", "new", "new"])
            #expect(answers[0]["position"] == 2)
            // One that is known stands for its own event.
            let known = try await CheckTests.check(
                client,
                [
                    CheckTests.candidate(RecordAllTests.note("D-1", "bent", context: ["commandId": "c-1"])),
                    CheckTests.candidate(RecordAllTests.note("D-1", "bent"), ["seekAlike": true]),
                    CheckTests.candidate(RecordAllTests.note("D-1", "bent"), ["seekAlike": true]),
                ], ["begin": true])
            #expect(CheckTests.outcomes(known) == ["same", "alike", "new"])
            #expect(known.map { $0["position"]?.int64 } == [4, 2, nil])
        }
    }

    @Test func `corrections are looked at and recorded among other commands`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await client.ask(
                "Log.RecordAll",
                RecordAllTests.batch([
                    CheckTests.register("D-1"), RecordAllTests.note("D-1", "bent"),
                    RecordAllTests.note("D-1", "dull"),
                ]))
            let correcting = { (command: JSONValue, position: Int64, id: String) -> JSONValue in
                var members = command.object ?? [:]
                members["correcting"] = .integer(position)
                members["context"] = ["commandId": .string(id), "reason": "a cell was changed"]
                return .object(members)
            }
            let commands = [
                correcting(RecordAllTests.note("D-1", "blunt"), 2, "x-1"),
                correcting(CheckTests.register("D-1", name: "Knife"), 1, "x-2"),
            ]
            let answers = try await CheckTests.check(
                client,
                commands.map { CheckTests.candidate($0) } + [
                    CheckTests.candidate(correcting(CheckTests.register("D-1", name: "x"), 3, "x-3")),
                    CheckTests.candidate(correcting(RecordAllTests.note("D-1", "x"), 9, "x-4")),
                    CheckTests.candidate(correcting(RecordAllTests.note("D-1", "x"), 2, "x-5")),
                ])
            #expect(CheckTests.outcomes(answers) == ["new", "new", "refused", "refused", "refused"])
            #expect(
                answers.dropFirst(2).map { $0["refusal"]?["rule"] } == [
                    "not-voidable", "not-found", "already-voided",
                ])
            let receipts = try await client.ask("Log.RecordAll", RecordAllTests.batch(commands))["receipts"]
            #expect(receipts?.array?.map { $0["position"]?.int64 } == [4, 6])
            #expect(
                try await client.ask("Records.Get", ["record": "device/D-1"])["record"]?["name"] == "Knife")
            let again = try await CheckTests.check(
                client, commands.map { CheckTests.candidate($0) }, ["begin": true])
            #expect(CheckTests.outcomes(again) == ["same", "same"])
        }
    }

    @Test func `a correction is held against what earlier calls of the check would record`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await client.ask("Log.RecordAll", RecordAllTests.batch([CheckTests.register("D-1")]))
            // A version can be released once: what would be recorded stands in the way of what is corrected.
            let release = { (version: String) in
                RecordAllTests.proposed(
                    "device.release-version", "D-1", ["version": .string(version), "changes": "x"])
            }
            try await client.ask("Log.RecordAll", RecordAllTests.batch([release("1")]))
            let first = try await CheckTests.check(client, [CheckTests.candidate(release("2"))])
            #expect(CheckTests.outcomes(first) == ["new"])
            var correction = release("2").object ?? [:]
            correction["correcting"] = 2
            correction["context"] = ["reason": "a slip"]
            let second = try await CheckTests.check(client, [CheckTests.candidate(.object(correction))])
            #expect(CheckTests.outcomes(second) == ["refused"])
            let alone = try await CheckTests.check(
                client, [CheckTests.candidate(.object(correction))], ["begin": true])
            #expect(CheckTests.outcomes(alone) == ["new"])
        }
    }

    @Test func `there is one check for each account, and its room is free when its connection closes`()
        async throws
    {
        try await RunningDaemon.run { daemon in
            let first = try await daemon.client()
            let second = try await daemon.client()
            let nothing: JSONValue = ["commands": []]
            try await first.ask("Log.Check", nothing)
            let busy = try await second.error(of: "Log.Check", nothing)
            #expect(busy?.shortName == "Busy")
            // The connection's own check may be begun anew, and go on.
            try await first.ask("Log.Check", ["commands": [], "begin": true])
            try await first.ask("Log.Check", nothing)
            await first.close()
            // The server notices that by itself; nobody tells when.
            var isFree = false
            while !isFree {
                isFree = (try? await second.ask("Log.Check", nothing)) != nil
                try await Task.sleep(for: .milliseconds(5))
            }
            try await second.ask("Log.Check", ["commands": [], "finish": true])
            let third = try await daemon.client()
            try await third.ask("Log.Check", nothing)
            // What is over stays over until it is begun anew.
            #expect(try await second.error(of: "Log.Check", nothing)?.shortName == "CheckLost")
        }
    }

    @Test func `a check of more commands than a batch may have refuses what the batches would be refused`()
        async throws
    {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            let count = 25_000
            let commands = (1...count).flatMap { number in
                number % 2 == 1
                    ? [CheckTests.register("D-\(number)")]
                    : [RecordAllTests.note("D-\(number / 2 * 2 - 1)", "row \(number)")]
            }
            // The last one refers to the first; the one before it to nothing.
            let all =
                commands + [RecordAllTests.note("D-2", "lost"), RecordAllTests.note("D-1", "the first")]
            var rest = all[...]
            var outcomes: [String] = []
            while !rest.isEmpty {
                let answers = try await CheckTests.check(
                    client, rest.prefix(10_000).map { CheckTests.candidate($0) })
                try #require(!answers.isEmpty)
                outcomes += CheckTests.outcomes(answers)
                rest = rest.dropFirst(answers.count)
            }
            #expect(outcomes.count { $0 == "new" } == count + 1)
            #expect(outcomes.suffix(2) == ["refused", "new"])
            #expect(try await client.head() == 0)
        }
    }

    @Test func `only who may record may check, and what cannot be understood is told for every command`()
        async throws
    {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            let answers = try await CheckTests.check(
                client,
                [
                    CheckTests.candidate(RecordAllTests.proposed("device.lose", "D-1", [:])),
                    CheckTests.candidate(RecordAllTests.proposed("device.register", "D-1", ["name": "N"])),
                    CheckTests.candidate(CheckTests.register("D-1", context: ["occurredOn": "soon"])),
                    CheckTests.candidate(CheckTests.register("D-1")),
                ])
            #expect(CheckTests.outcomes(answers) == ["refused", "refused", "refused", "new"])
            #expect(
                answers.map { $0["refusal"]?["field"]?.string } == [
                    "command", "type", "context.occurredOn", nil,
                ])
            #expect(
                try await client.error(of: "Log.Check", ["commands": [], "context": ["dryRun": true]])
                    == .invalidParameter("context.dryRun"))
        }
    }
}
