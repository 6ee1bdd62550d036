import SutureJSON
import SutureTestSupport
import Testing
import Varlink

/// A command that leads to events of several records is recorded whole or not at all.
@Suite(.serialized, .timeLimit(.minutes(20))) struct ConsequenceTests {
    /// What happens to the daemon between a command and its repetition.
    enum Meanwhile: CaseIterable {
        case nothing, powerFailure, viewsLost
    }

    /// Two projects in a round, at positions 1 to 6.
    static func openRound(_ client: VarlinkClient) async throws {
        try await client.record(
            "Unit.Initiate", ["id": "U-1", "name": "Institute", "type": "research_institute"])
        for id in ["PR-1", "PR-2"] {
            try await client.record(
                "Project.Create", ["id": .string(id), "title": "Needles", "cooperative": true])
        }
        try await client.record("Screening.Open", ["id": "SC-1", "unit": "U-1", "title": "Round"])
        for id in ["PR-1", "PR-2"] {
            try await client.record("Screening.Enter", ["id": "SC-1", "project": .string(id)])
        }
    }

    private static func decision(_ project: String, _ decision: String = "key") -> JSONValue {
        ["project": .string(project), "decision": .string(decision), "rationale": "the best"]
    }

    private static func decide(
        _ project: String, _ what: String = "key", _ context: JSONObject = [:]
    ) -> JSONValue {
        var members = decision(project, what).object ?? [:]
        members["id"] = "SC-1"
        var context = context
        context["reason"] = "the reviewers are not named"
        members["context"] = .object(context)
        return .object(members)
    }

    static func proposed(_ project: String, _ commandID: String? = nil) -> JSONValue {
        var context: JSONObject = ["reason": "X"]
        context["commandId"] = commandID.map { .string($0) }
        return RecordAllTests.proposed("screening.decide", "SC-1", decision(project), .object(context))
    }

    @Test func `a decision is followed at once by what it means for the project`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await ConsequenceTests.openRound(client)
            let receipt = try await client.ask(
                "Screening.Decide", ConsequenceTests.decide("PR-1", "key", ["occurredOn": "..2100"]))[
                    "receipt"]
            #expect(receipt?["position"] == 7)
            #expect(receipt?["stream"] == "screening/SC-1")
            #expect(receipt?["version"] == 4)
            let events = try await client.allEvents()
            #expect(events.count == 8)
            let (decided, screened) = (events[6], events[7])
            #expect(decided["type"] == "screening.decided")
            #expect(decided["metadata"]?["causation"] == nil)
            #expect(screened["stream"] == "project/PR-1")
            #expect(screened["version"] == 2)
            #expect(screened["type"] == "project.screened")
            #expect(screened["occurredOn"] == "..2100")
            #expect(screened["data"] == ["screening": "SC-1", "decision": "key"])
            #expect(screened["metadata"]?["causation"] == "7")
            #expect(screened["metadata"]?["reason"] == decided["metadata"]?["reason"])
            #expect(screened["recordedAt"] == decided["recordedAt"])
            let project = try await client.ask("Records.Get", ["record": "project/PR-1"])["record"]
            #expect(project?["keySince"] == "..2100")
            // Whoever asks for what was known with the decision sees what it meant.
            for (knownAt, isKey) in [("6", false), ("7", true), ("8", true)] {
                let past = try await client.ask(
                    "Records.Get", ["record": "project/PR-1", "knownAt": .string(knownAt)])
                #expect((past["record"]?["keySince"] != nil) == isKey, "known at \(knownAt)")
            }
            // The heads of both streams are known: what comes next has the next versions.
            let note = try await client.record("Project.AddNote", ["id": "PR-1", "text": "good"])
            #expect(note["version"] == 3)
        }
    }

    @Test(arguments: Meanwhile.allCases)
    func `a decision that is repeated returns the receipt of its first event`(meanwhile: Meanwhile)
        async throws
    {
        try await RunningDaemon.run { daemon in
            var client = try await daemon.client()
            try await ConsequenceTests.openRound(client)
            let decide = ConsequenceTests.decide("PR-1", "key", ["commandId": "c-1"])
            let batch = RecordAllTests.batch(
                [ConsequenceTests.proposed("PR-2"), RecordAllTests.proposed("screening.close", "SC-1", [:])],
                ["commandId": "b-1"])
            let first = try await client.ask("Screening.Decide", decide)["receipt"]
            let all = try await client.ask("Log.RecordAll", batch)["receipts"]?.array
            #expect(all?.compactMap { $0["position"]?.int64 } == [9, 11])
            #expect(all?.compactMap { $0["version"]?.int64 } == [5, 6])
            if meanwhile != .nothing {
                await daemon.kill()
                if meanwhile == .viewsLost { try daemon.removeViews() }
                try await daemon.start()
                client = try await daemon.client()
            }
            let again = try await client.ask("Screening.Decide", decide)["receipt"]
            #expect(again?["duplicate"] == true)
            #expect(again?["position"] == first?["position"])
            let allAgain = try await client.ask("Log.RecordAll", batch)["receipts"]?.array
            #expect(allAgain?.compactMap { $0["position"]?.int64 } == [9, 11])
            #expect(allAgain?.allSatisfy { $0["duplicate"] == true } == true)
            let other = try await client.error(
                of: "Screening.Decide", ConsequenceTests.decide("PR-1", "selected", ["commandId": "c-1"]))
            #expect(other?.shortName == "CommandReused")
            #expect(try await client.head() == 11)
        }
    }

    @Test func `a batch that repeats a decision within itself answers for each of its commands`() async throws
    {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await ConsequenceTests.openRound(client)
            let decision = ConsequenceTests.proposed("PR-1", "c-1")
            let note = RecordAllTests.proposed("project.add-note", "PR-1", ["text": "good"])
            let batch = RecordAllTests.batch([decision, note, decision])
            let receipts = try await client.ask("Log.RecordAll", batch)["receipts"]?.array
            #expect(receipts?.compactMap { $0["position"]?.int64 } == [7, 9, 7])
            #expect(receipts?.compactMap { $0["version"]?.int64 } == [4, 3, 4])
            #expect(receipts?.compactMap { $0["duplicate"]?.bool } == [false, false, true])
        }
    }

    @Test func `what the other record does not allow refuses all of it`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await ConsequenceTests.openRound(client)
            try await client.record(
                "Project.Terminate", ["id": "PR-2", "ground": "no money"], context: ["occurredOn": "unknown"])
            // A decision of today is not provably later than an end of unknown date; it is allowed.
            try await client.ask("Screening.Decide", ConsequenceTests.decide("PR-2"))
            let early = ConsequenceTests.decide("PR-1", "key", ["occurredOn": "1999"])
            let error = try await client.error(of: "Screening.Decide", early)
            #expect(error?["rule"] == "before-existence")
            let batch = RecordAllTests.batch([
                RecordAllTests.proposed("project.add-note", "PR-1", ["text": "good"]),
                ConsequenceTests.proposed("PR-1"), ConsequenceTests.proposed("PR-1"),
            ])
            let refused = try await client.error(of: "Log.RecordAll", batch)
            #expect(refused?["refusals"]?.array?.map { $0["rule"] } == ["already-decided"])
            #expect(try await client.head() == 9)
        }
    }

    @Test func `a dry run of a decision records nothing on either record`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await ConsequenceTests.openRound(client)
            let trial = try await client.ask(
                "Screening.Decide", ConsequenceTests.decide("PR-1", "rejected", ["dryRun": true]))["receipt"]
            #expect(trial?["position"] == 0)
            #expect(trial?["stream"] == "screening/SC-1")
            #expect(trial?["version"] == 4)
            try await client.record("Project.Start", ["id": "PR-1"])
            #expect(try await client.head() == 7)
        }
    }

    @Test func `a decision is voided with what it meant, and that not without it`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await ConsequenceTests.openRound(client)
            try await client.ask("Screening.Decide", ConsequenceTests.decide("PR-1"))
            #expect(try await decision(client) == "key")
            let because: JSONValue = ["reason": "the wrong project"]
            let alone = try await client.error(of: "Log.Void", ["position": 8, "context": because])
            #expect(
                alone?["message"]
                    == "8 (project.screened of project/PR-1) follows from 7 (screening.decided of screening/SC-1): void that one."
            )
            let corrected = try await client.error(
                of: "Log.Correct", ["position": 8, "fields": [:], "context": because])
            #expect(corrected?["rule"] == "not-voidable")
            #expect(
                corrected?["message"]
                    == "8 (project.screened of project/PR-1) follows from another event: void that one, and record it anew."
            )
            try await client.record("Log.Void", ["position": 7], context: because)
            let events = try await client.allEvents()
            #expect(events.suffix(2).map { $0["type"] } == ["screening.voided", "project.voided"])
            let project = try await client.ask("Records.Get", ["record": "project/PR-1"])["record"]
            #expect(project?["keySince"] == nil)
            #expect(try await decision(client) == nil)
        }
    }

    /// What the round has decided of the first project.
    private func decision(_ client: VarlinkClient) async throws -> JSONValue? {
        let rows = try await client.ask(
            "Records.List", ["view": "screening-project", "where": ["project": "PR-1"]])["rows"]
        return try #require(rows?.array?.first)["decision"]
    }

    @Test func `a project that was rejected does not start`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await ConsequenceTests.openRound(client)
            try await client.ask("Screening.Decide", ConsequenceTests.decide("PR-1", "rejected"))
            let error = try await client.error(of: "Project.Start", ["id": "PR-1"])
            #expect(error?["rule"] == "illegal-transition")
            #expect(error?["record"] == "screening/SC-1")
        }
    }
}
