import SutureJSON
import SutureTestSupport
import Testing
import Varlink

@testable import SutureReadModels

/// A command with an id is recorded once, however often it is sent.
@Suite(.serialized, .timeLimit(.minutes(20))) struct RepetitionTests {
    /// What happens to the daemon between a command and its repetition.
    enum Meanwhile: CaseIterable {
        case nothing, restart, powerFailure, viewsLost
    }

    static let content: JSONValue = ["id": "D-1", "name": "Needle", "type": "suture_needle"]
    static let context: JSONObject = [
        "commandId": "c-1", "occurredOn": "2022-03", "reason": "a loan", "sources": ["a newspaper"],
    ]

    static func with(_ context: JSONObject, _ content: JSONValue = content) -> JSONValue {
        var members = content.object ?? [:]
        members["context"] = .object(context)
        return .object(members)
    }

    @Test(arguments: Meanwhile.allCases)
    func `the same command returns the first receipt, marked as a duplicate`(meanwhile: Meanwhile)
        async throws
    {
        try await RunningDaemon.run { daemon in
            var client = try await daemon.client()
            let person: JSONValue = ["name": "Wu Tao"]
            let first = try await client.record(
                "Device.Register", RepetitionTests.content, context: ["commandId": "c-1"])
            let firstPerson = try await client.record(
                "Person.Register", person, context: ["commandId": "c-2"])
            try await client.record("Device.AddNote", ["id": "D-1", "text": "bent"])
            switch meanwhile {
            case .nothing: break
            case .restart: #expect(await daemon.terminate() == .status(0))
            case .powerFailure, .viewsLost: await daemon.kill()
            }
            if meanwhile == .viewsLost { try daemon.removeViews() }
            if meanwhile != .nothing {
                try await daemon.start()
                client = try await daemon.client()
            }
            let again = try await client.record(
                "Device.Register", RepetitionTests.content, context: ["commandId": "c-1"])
            let againPerson = try await client.record(
                "Person.Register", person, context: ["commandId": "c-2"])
            for (first, again) in [(first, again), (firstPerson, againPerson)] {
                var expected = try #require(first.object)
                expected["duplicate"] = true
                #expect(again == .object(expected))
            }
            #expect(firstPerson["stream"] == "person/P-0001")
            #expect(try await client.head() == 3)
        }
    }

    @Test(arguments: [Meanwhile.nothing, .restart, .viewsLost])
    func `a repeated command says whether its event was voided since`(meanwhile: Meanwhile) async throws {
        try await RunningDaemon.run { daemon in
            var client = try await daemon.client()
            let note: JSONValue = ["id": "D-1", "text": "bent"]
            let dull: JSONValue = ["id": "D-1", "text": "dull"]
            try await client.record("Device.Register", RepetitionTests.content)
            let first = try await client.record("Device.AddNote", note, context: ["commandId": "c-1"])
            try await client.record("Device.AddNote", dull, context: ["commandId": "c-2"])
            #expect(first["voidedBy"] == nil)
            try await client.record("Log.Void", ["position": 2], context: ["reason": "not this one"])
            if meanwhile != .nothing {
                #expect(await daemon.terminate() == .status(0))
                if meanwhile == .viewsLost { try daemon.removeViews() }
                try await daemon.start()
                client = try await daemon.client()
            }
            let again = try await client.record("Device.AddNote", note, context: ["commandId": "c-1"])
            #expect(again["duplicate"] == true)
            #expect(again["voidedBy"] == 4)
            let other = try await client.record("Device.AddNote", dull, context: ["commandId": "c-2"])
            #expect(other["duplicate"] == true)
            #expect(other["voidedBy"] == nil)
        }
    }

    @Test func `ids that share a hash are told apart by the log`() async throws {
        try await RunningDaemon.run { daemon in
            var client = try await daemon.client()
            let first = try await client.record(
                "Device.Register", RepetitionTests.content, context: ["commandId": "c-1"])
            let note: JSONValue = ["id": "D-1", "text": "bent"]
            try await client.record("Device.AddNote", note, context: ["commandId": "c-2"])
            #expect(await daemon.terminate() == .status(0))
            // As if the hashes of c-1, c-2 and c-3 were the same.
            let all = ["c-1", "c-2", "c-3"].flatMap { id in
                [1, 2].map { "(\(CommandHash(of: id).number), \($0))" }
            }
            try daemon.tamper(
                "views.db", "INSERT OR IGNORE INTO receipt VALUES \(all.joined(separator: ", "))")
            try await daemon.start()
            client = try await daemon.client()
            let again = try await client.record(
                "Device.Register", RepetitionTests.content, context: ["commandId": "c-1"])
            #expect(again["duplicate"] == true)
            #expect(again["position"] == first["position"])
            let secondAgain = try await client.record("Device.AddNote", note, context: ["commandId": "c-2"])
            #expect(secondAgain["duplicate"] == true)
            #expect(secondAgain["position"] == 2)
            let third = try await client.record("Device.AddNote", note, context: ["commandId": "c-3"])
            #expect(third["duplicate"] == false)
            #expect(third["position"] == 3)
        }
    }

    @Test func `a receipt of an event that the log does not have stops the writing`() async throws {
        try await RunningDaemon.run { daemon in
            try await daemon.client().record("Device.Register", RepetitionTests.content)
            #expect(await daemon.terminate() == .status(0))
            try daemon.tamper("views.db", "INSERT INTO receipt VALUES (\(CommandHash(of: "c-9").number), 99)")
            try await daemon.start()
            let client = try await daemon.client()
            let error = try await client.error(
                of: "Device.AddNote", ["id": "D-1", "text": "bent", "context": ["commandId": "c-9"]])
            #expect(error?.name == "org.suture.Device.ReadOnly")
            #expect(try await client.head() == 1)
        }
    }

    @Test func `everything that makes a command another one makes its id unusable`() async throws {
        try await RunningDaemon.run("access.delegates=uid:0") { daemon in
            let client = try await daemon.client()
            try await client.record("Person.Register", ["name": "Wu Tao"], context: ["commandId": "c-0"])
            try await client.ask("Device.Register", RepetitionTests.with(RepetitionTests.context))

            var others: [(String, JSONValue)] = []
            for (key, value) in [("id", "D-2"), ("name", "Knife"), ("type", "other")] as [(String, JSONValue)]
            {
                var content = try #require(RepetitionTests.content.object)
                content[key] = value
                others.append(
                    ("Device.Register", RepetitionTests.with(RepetitionTests.context, .object(content))))
            }
            let changes: [(String, JSONValue?)] = [
                ("occurredOn", "2022-04"), ("occurredOn", nil), ("reason", "a gift"), ("reason", nil),
                ("sources", ["another newspaper"]), ("sources", nil), ("onBehalfOf", "person/P-0001"),
            ]
            for (key, value) in changes {
                var context = RepetitionTests.context
                context[key] = value
                others.append(("Device.Register", RepetitionTests.with(context)))
            }
            others.append(("Person.Register", ["name": "Wu Tao", "context": ["commandId": "c-1"]]))
            for (method, parameters) in others {
                let error = try await client.error(of: method, parameters)
                #expect(error?.shortName == "CommandReused", "\(parameters)")
                #expect(error?["commandId"] == "c-1")
                #expect(error?["position"] == 2)
            }
            let otherName = try await client.error(
                of: "Person.Register", ["name": "Wu Dao", "context": ["commandId": "c-0"]])
            #expect(otherName?.shortName == "CommandReused")
            #expect(otherName?["position"] == 1)
            #expect(try await client.head() == 2)
        }
    }

    @Test func `what only concerns the delivery may differ`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await client.ask("Device.Register", RepetitionTests.with(RepetitionTests.context))
            var context = RepetitionTests.context
            context["correlation"] = "second attempt"
            context["expectedVersion"] = 0
            let again = try await client.ask("Device.Register", RepetitionTests.with(context))
            #expect(again["receipt"]?["duplicate"] == true)
        }
    }

    @Test func `a duplicate comes before the expected version, and that before the rules`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            let register = RepetitionTests.with(["commandId": "c-1", "expectedVersion": 0])
            try await client.ask("Device.Register", register)
            // The version is 1 by now, and registering again is against the rules.
            let again = try await client.ask("Device.Register", register)
            #expect(again["receipt"]?["duplicate"] == true)
            let conflict = try await client.error(
                of: "Device.Register", RepetitionTests.with(["commandId": "c-2", "expectedVersion": 0]))
            #expect(conflict?.shortName == "Conflict")
            let refused = try await client.error(
                of: "Device.Register", RepetitionTests.with(["commandId": "c-2", "expectedVersion": 1]))
            #expect(refused?["rule"] == "already-exists")
        }
    }

    @Test func `a refused command does not use up its id`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            let note: JSONValue = ["id": "D-1", "text": "bent", "context": ["commandId": "c-1"]]
            #expect(try await client.error(of: "Device.AddNote", note)?.shortName == "NotFound")
            try await client.record("Device.Register", RepetitionTests.content)
            let receipt = try await client.ask("Device.AddNote", note)["receipt"]
            #expect(receipt?["position"] == 2)
            #expect(receipt?["duplicate"] == false)
        }
    }

    @Test func `of many repetitions at the same time one is recorded`() async throws {
        try await RunningDaemon.run { daemon in
            let parameters = RepetitionTests.with(RepetitionTests.context)
            let receipts = try await withThrowingTaskGroup(of: JSONValue.self) { group in
                for _ in 0..<40 {
                    group.addTask {
                        let client = try await daemon.client()
                        let receipt = try await client.ask("Device.Register", parameters)["receipt"] ?? .null
                        await client.close()
                        return receipt
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(receipts.count { $0["duplicate"] == false } == 1)
            #expect(receipts.allSatisfy { $0["position"] == 1 })
            let client = try await daemon.client()
            #expect(try await client.head() == 1)
        }
    }
}
