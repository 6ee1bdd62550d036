import SutureJSON
import SutureTestSupport
import Testing
import Varlink

/// A corrected event is held to the rules as it was recorded: with the reason that it had, and with the world
/// as it was, or as it is now.
@Suite(.timeLimit(.minutes(20))) struct CorrectionRuleTests {
    private static let slip: JSONValue = ["reason": "a slip of the pen"]

    /// A trial with a favourable opinion (position 3) that has started (4).
    private static let trial: [(String, JSONValue)] = [
        ("Device.Register", ["id": "D-1", "name": "Needle", "type": "suture_needle", "stage": "marketed"]),
        ("Trial.Plan", ["id": "T-1", "title": "Needles", "devices": ["D-1"], "regime": "none"]),
        ("Trial.RecordEthicsOpinion", ["id": "T-1", "committee": "Renji", "decision": "favourable"]),
        ("Trial.Start", ["id": "T-1"]),
    ]

    private func run(
        _ steps: [(String, JSONValue)], _ body: (VarlinkClient) async throws -> Void
    ) async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            for (method, parameters) in steps {
                try await client.record(method, parameters, context: ["occurredOn": "2021-06-01"])
            }
            try await body(client)
        }
    }

    @Test func `why something is corrected is no ground for an exception`() async throws {
        try await run(CorrectionRuleTests.trial) { client in
            try await client.record(
                "Log.Correct", ["position": 4, "fields": [:]],
                context: ["reason": "a slip of the pen", "occurredOn": "2021-06-02"])
            let void = try await client.error(
                of: "Log.Void", ["position": 3, "context": CorrectionRuleTests.slip])
            #expect(VoidTests.positions(void) == [6])
            let events = try await client.ask("Log.Read", ["start": 5])["events"]?.array
            #expect(events?.map { $0["metadata"]?["reason"] } == ["a slip of the pen", nil])

            try await client.record("Device.ChangeStage", ["id": "D-1", "stage": "withdrawn"])
            let back = try await client.error(
                of: "Log.Correct",
                ["position": 7, "fields": ["stage": "prototype"], "context": CorrectionRuleTests.slip])
            #expect(back?["rule"] == "stage-regression")
        }
    }

    @Test func `what has happened since does not make a correction wrong`() async throws {
        let steps: [(String, JSONValue)] = [
            ("Institution.Register", ["id": "I-1", "name": "USST", "type": "university"]),
            ("Unit.Initiate", ["id": "U-1", "name": "Institute", "type": "research_institute"]),
            ("Project.Create", ["id": "PR-1", "title": "Needles", "units": ["U-1"], "cooperative": true]),
            ("Person.Register", ["id": "P-1", "name": "Wu Tao"]),
            (
                "Screening.Open",
                ["id": "SC-1", "unit": "U-1", "title": "Round", "criteria": []]
            ),
            ("Screening.Enter", ["id": "SC-1", "project": "PR-1"]),
            (
                "Screening.Review",
                ["id": "SC-1", "project": "PR-1", "reviewer": "P-1", "scores": [], "recommendation": "key"]
            ),
            ("Project.Join", ["id": "PR-1", "person": "P-1", "role": "advisor"]),
            ("Person.Register", ["id": "P-2", "name": "Li Wei"]),
        ]
        try await run(steps) { client in
            func review(by reviewer: JSONValue) -> JSONValue {
                [
                    "project": "PR-1", "reviewer": reviewer, "scores": [], "recommendation": "key",
                    "comment": "clear",
                ]
            }
            // The reviewer has joined the project only since.
            try await client.record(
                "Log.Correct", ["position": 7, "fields": review(by: "P-1")], context: CorrectionRuleTests.slip
            )
            // And who was registered only since may take the reviewer's place.
            try await client.record(
                "Log.Correct", ["position": 11, "fields": review(by: "P-2")],
                context: CorrectionRuleTests.slip)
            let unknown = try await client.error(
                of: "Log.Correct",
                ["position": 13, "fields": review(by: "P-9"), "context": CorrectionRuleTests.slip])
            #expect(unknown?["rule"] == "not-found")
        }
    }

    @Test func `a repeat that cannot be compared any more says why`() async throws {
        try await run([]) { client in
            let parameters: JSONValue = ["id": "P-1", "name": "Wu Tao"]
            try await client.record("Person.Register", parameters, context: ["commandId": "one"])
            try await client.record(
                "Person.Erase", ["id": "P-1", "legalGround": "GDPR 17", "decidedBy": "the office"])
            let again = try await client.error(
                of: "Person.Register",
                ["id": "P-1", "name": "Wu Tao", "context": ["commandId": "one"]])
            #expect(again?["rule"] == "person-erased")
            #expect(again?["field"] == "context.commandId")
        }
    }
}
