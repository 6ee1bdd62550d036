import SutureJSON
import SutureTestSupport
import Testing
import Varlink

/// `suture report safety` and the commands of safety, as a person types them.
@Suite(.timeLimit(.minutes(20))) struct SafetyReportProgramTests {
    @Test func `the report shows totals, what is late, and every event`() async throws {
        try await RunningDaemon.run { daemon in
            try await RecordedProgramme.record(with: daemon.client())
            let run = try await daemon.suture(
                "report", "safety", "--trial", "T-1", "--device", "D-SET", "--as-of", "2021-04-30")
            #expect(run.exit == .status(0), "\(run.errors)")
            let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            #expect(lines.first == "safety of trial T-1 and device D-SET")
            #expect(lines.contains { $0.hasPrefix("what is due and late is told for 2021-04-30T") })
            #expect(
                lines.contains(
                    "totals      events 1, serious 1, ade 1, sade 1, usade 1, unassessed 0, deficiencies 1"))
            #expect(
                lines.contains(
                    "to be told  overdue 2, due 0, waiting 0, undated 0, late 0, met 1"))
            #expect(
                lines.contains {
                    $0.hasPrefix("overdue  2021-04-22T01:00:00.000000Z  AE-1   T-1    sponsor  authority")
                }, "\(run.output)")
            #expect(lines.contains { $0.hasPrefix("AE-1") && $0.contains("USADE") }, "\(run.output)")
            #expect(lines.contains { $0.hasPrefix("DD-1") }, "\(run.output)")
        }
    }

    @Test func `as it was known at an instant, it is told what was due then`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await RecordedProgramme.record(with: client)
            let instant: JSONValue = "2020-01-01T00:00:00.000000Z"
            let report = try await client.ask("Reports.Safety", ["knownAt": instant])
            #expect(report["now"] == instant)
        }
    }

    @Test func `the listing as comma-separated values has a line for each event`() async throws {
        try await RunningDaemon.run { daemon in
            try await RecordedProgramme.record(with: daemon.client())
            let csv = try await daemon.suture("report", "safety", "--csv")
            #expect(csv.output.hasPrefix("event,term,description,trial,site,affected,"), "\(csv.errors)")
            let events = csv.output.split { $0.isNewline }.dropFirst().map { $0.prefix { $0 != "," } }
            #expect(events == ["AE-1", "AE-2"])
            let wrong = try await daemon.suture("report", "safety", "--csv", "--json")
            #expect(wrong.exit == .status(2))
            let missing = try await daemon.suture("report", "safety", "--trial", "T-9")
            #expect(missing.exit == .status(1))
        }
    }

    @Test func `criteria are named one by one, and taken back with an empty word and a reason`() async throws
    {
        try await RunningDaemon.run { daemon in
            try await daemon.client().record(
                "Device.Register", ["id": "D-1", "name": "Needle", "type": "suture_needle"])
            let reported = try await daemon.suture(
                "adverse-event", "report", "AE-1", "--affected", "user", "--device", "D-1", "--description",
                "A finger was pricked.", "--onset", "2022", "--criterion", "hospitalisation", "--criterion",
                "other_important", "--outcome", "recovered", "--regime", "nmpa_2022")
            #expect(reported.exit == .status(0), "\(reported.errors)")
            let refused = try await daemon.suture("adverse-event", "revise", "AE-1", "--criteria", "")
            #expect(refused.exit == .status(1))
            #expect(refused.errors.contains("downgrade-needs-reason"), "\(refused.errors)")
            let revised = try await daemon.suture(
                "adverse-event", "revise", "AE-1", "--criteria", "", "--reason", "never admitted")
            #expect(revised.exit == .status(0), "\(revised.errors)")
            let event = try await daemon.client().ask("Records.Get", ["record": "adverse-event/AE-1"])
            #expect(event["record"]?["criteria"] == [])
            #expect(event["record"]?["serious"] == false)
        }
    }
}
