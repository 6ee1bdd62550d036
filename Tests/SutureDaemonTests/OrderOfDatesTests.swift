import SutureDomain
import SutureJSON
import SutureTestSupport
import Testing
import Varlink

/// Ends and what happened before them, when one of them is voided or corrected, and as earlier versions
/// recorded them.
@Suite(.timeLimit(.minutes(20))) struct OrderOfDatesTests {
    private static let slip: JSONValue = ["reason": "a slip of the pen"]

    @Test func `what was voided holds no end back, and no correction puts a fact behind the end`()
        async throws
    {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            let device: JSONValue = [
                "id": "D-1", "name": "Needle", "type": "suture_needle", "stage": "marketed",
            ]
            try await client.record("Device.Register", device)
            let plan: JSONValue = ["id": "T-1", "title": "Needles", "devices": ["D-1"], "regime": "none"]
            try await client.record("Trial.Plan", plan, context: ["occurredOn": "2021"])
            try await client.record(
                "Trial.Start", ["id": "T-1"],
                context: ["occurredOn": "2021", "reason": "no opinion is known"])
            func log(on day: JSONValue) async throws {
                try await client.record(
                    "Trial.LogOutcome", ["id": "T-1", "device": "D-1", "result": "success"],
                    context: ["occurredOn": day])
            }
            try await log(on: "2021-05")
            try await log(on: "2021-08")
            let end: JSONValue = ["id": "T-1", "context": ["occurredOn": "2021-06-30"]]
            let early = try await client.error(of: "Trial.Complete", end)
            #expect(early?["rule"] == "interval-reversed")
            #expect(early?["field"] == "context.occurredOn")
            #expect(
                early?["message"]
                    == "trial/T-1 cannot end (2021-06-30) before trial.outcome-logged (2021-08).")

            try await client.record("Log.Void", ["position": 5], context: OrderOfDatesTests.slip)
            try await client.record("Trial.Complete", ["id": "T-1"], context: ["occurredOn": "2021-06-30"])
            let late = try await client.error(
                of: "Log.Correct",
                [
                    "position": 4, "fields": ["device": "D-1", "result": "success"],
                    "context": ["reason": "a slip of the pen", "occurredOn": "2021-07"],
                ])
            #expect(late?["rule"] == "later-events-depend")
            #expect(VoidTests.positions(late) == [7])
            // What leaves the day as it was, or makes it an earlier one, is taken.
            try await client.record(
                "Log.Correct", ["position": 4, "fields": ["device": "D-1", "result": "failure"]],
                context: OrderOfDatesTests.slip)
        }
    }

    /// Whatever an earlier version took stays, and what is said beside the dates can be put right.
    @Test func `a correction is not held to dates that it leaves as they were`() async throws {
        try await RunningDaemon.prepare { daemon in
            var log = OldLog()
            log.add("institution/I", "institution.registered", ["name": "Renji", "type": "hospital"])
            log.add(
                "device/D", "device.registered",
                ["name": "N", "type": "suture", "stage": "marketed", "members": []])
            log.add(
                "trial/T", "trial.planned", ["title": "T", "devices": ["D"], "regime": "none"], on: "2020")
            log.add("trial/T", "trial.started", [:], on: "2020")
            log.add(
                "trial/T", "trial.site-added", ["site": "S", "institution": "I", "investigator": "P"],
                on: "2020")
            log.add("trial/T", "trial.site-activated", ["site": "S"], on: "2020")
            log.add(
                "trial/T", "trial.subject-enrolled", ["subject": "1", "site": "S", "consentedOn": "2021"],
                on: "2021-06")
            log.add(
                "adverse-event/A", "adverse-event.reported",
                [
                    "trial": "T", "affected": "subject", "subject": "1", "device": "D", "description": "cut",
                    "onset": "2021-02", "criteria": [], "outcome": "recovered",
                ], on: "2021-02")
            log.add("trial/T", "trial.terminated", ["ground": "harm"], on: "2021-03")
            try log.write(to: daemon)
            try await daemon.start()
            let client = try await daemon.client()
            func report(_ description: JSONValue, onset: JSONValue) -> JSONValue {
                [
                    "position": 8,
                    "fields": [
                        "trial": "T", "affected": "subject", "subject": "1", "device": "D",
                        "description": description, "onset": onset, "criteria": [], "outcome": "recovered",
                    ],
                    "context": OrderOfDatesTests.slip,
                ]
            }
            let moved = try await client.error(of: "Log.Correct", report("a deep cut", onset: "2021-03"))
            #expect(moved?["rule"] == "before-existence")
            #expect(moved?["field"] == "onset")
            try await client.ask("Log.Correct", report("a deep cut", onset: "2021-02"))
            try await client.record(
                "Log.Correct", ["position": 9, "fields": ["ground": "harm to a subject"]],
                context: OrderOfDatesTests.slip)
        }
    }
}
