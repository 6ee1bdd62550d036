import SutureDomain
import SutureJSON
import SutureTestSupport
import Testing
import Varlink

/// What changed between two moments of the log.
@Suite(.timeLimit(.minutes(20))) struct ChangesReportTests {
    private static func runWithProgramme(
        _ body: (RunningDaemon, VarlinkClient) async throws -> Void
    ) async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await RecordedProgramme.record(with: client)
            try await body(daemon, client)
        }
    }

    /// A line each.
    private static func lines(_ page: JSONValue) -> [String] {
        page["changes"]?.array?.map { change in
            let old = change["old"]?.string.map { "\($0) → " } ?? ""
            let field = change["field"]?.string.map { " \($0): \(old)\(change["new"]?.string ?? "")" } ?? ""
            return "\(change["record"]?.string ?? "") \(change["label"]?.string ?? "-") "
                + "\(change["type"]?.string ?? "")\(field)"
        } ?? []
    }

    @Test func `a change is told as old and new, with the name of the record, by whom and why`() async throws
    {
        try await ChangesReportTests.runWithProgramme { _, client in
            let head = try await client.head()
            try await client.record(
                "Unit.Rename", ["id": "IMR", "name": "Institute of Robots"],
                context: ["reason": "a new sign", "occurredOn": "2023-01"])
            let page = try await client.ask("Reports.Changes", ["start": .integer(head + 1)])
            #expect(page["next"] == nil)
            let changes = try #require(page["changes"]?.array)
            #expect(changes.count == 1)
            let change = try #require(changes.first)
            #expect(change["position"] == .integer(head + 1))
            #expect(change["record"] == "unit/IMR")
            #expect(change["label"] == "Institute of Robots")
            #expect(change["field"] == "name")
            #expect(change["old"]?.string?.isEmpty == false)
            #expect(change["new"] == "Institute of Robots")
            #expect(change["reason"] == "a new sign")
            #expect(change["occurredOn"] == "2023-01")
            #expect(change["actor"]?.string?.isEmpty == false)
        }
    }

    @Test func `personal data is readable until it is erased, and then nowhere`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await client.record("Person.Register", ["id": "P-1", "name": "Wu Tao"])
            let known = ChangesReportTests.lines(try await client.ask("Reports.Changes"))
            #expect(known == ["person/P-1 Wu Tao person.registered name: Wu Tao"])
            try await client.record(
                "Person.Erase", ["id": "P-1", "legalGround": "asked for it", "decidedBy": "the office"],
                context: ["reason": "asked for it"])
            let erased = ChangesReportTests.lines(try await client.ask("Reports.Changes"))
            #expect(erased.first?.hasSuffix("person.registered name: [erased]") == true, "\(erased)")
            #expect(!erased.contains { $0.contains("Wu Tao") })
        }
    }

    @Test func `pages cover the log once, in its order, and a kind or a period is all that is told`()
        async throws
    {
        try await ChangesReportTests.runWithProgramme { _, client in
            let head = try await client.head()
            var parameters: JSONObject = ["limit": 20]
            var told: [String] = []
            var positions: [Int64] = []
            while true {
                let page = try await client.ask("Reports.Changes", .object(parameters))
                told += ChangesReportTests.lines(page)
                positions += page["changes"]?.array?.compactMap { $0["position"]?.int64 } ?? []
                guard let next = page["next"] else { break }
                parameters["start"] = next
                parameters["knownAt"] = .string("\(page["knownAt"]?.int64 ?? 0)")
            }
            let whole = try await client.ask("Reports.Changes", ["limit": 10_000])
            #expect(told == ChangesReportTests.lines(whole))
            #expect(positions == positions.sorted())
            #expect(Set(positions) == Set(1...head))
            let trials = ChangesReportTests.lines(try await client.ask("Reports.Changes", ["kind": "trial"]))
            #expect(!trials.isEmpty && trials.allSatisfy { $0.hasPrefix("trial/") })
            #expect(trials == ChangesReportTests.lines(whole).filter { $0.hasPrefix("trial/") })
            let before = try await client.ask("Reports.Changes", ["until": "2020-01-01T00:00:00Z"])
            #expect(before["changes"] == [])
            let others = try await client.ask("Reports.Changes", ["actor": "nobody at all"])
            #expect(others["changes"] == [])
        }
    }

    @Test func `an event that was voided says by which one`() async throws {
        try await ChangesReportTests.runWithProgramme { _, client in
            let head = try await client.head()
            try await client.record("Device.AddNote", ["id": "D-1", "text": "bent"])
            try await client.ask(
                "Log.Void", ["position": .integer(head + 1), "context": ["reason": "another needle"]])
            let page = try await client.ask("Reports.Changes", ["start": .integer(head + 1)])
            let changes = try #require(page["changes"]?.array)
            #expect(changes.first?["new"] == "bent")
            #expect(changes.last?["type"] == "device.voided")
            #expect(changes.last?["reason"] == "another needle")
            #expect(changes.first?["voidedBy"] == .integer(head + 2))
        }
    }

    @Test func `the client prints them as a table, as comma-separated values and as a page`() async throws {
        try await ClientProgramTests.runWithRecords { daemon in
            let run = try await daemon.suture("report", "changes", "--kind", "device")
            #expect(run.outputLines.first?.hasPrefix("changes (") == true, "\(run.output)")
            #expect(run.output.contains("device.stage-changed"))
            let csv = try await daemon.suture("report", "changes", "--since", "2020-01-01", "--csv")
            #expect(
                csv.outputLines.first?.hasPrefix("recordedAt,record,label,type,occurredOn,field,old,new")
                    == true)
            let page = try await daemon.suture("report", "changes", "--html")
            #expect(page.output.hasPrefix("<!DOCTYPE html>"))
        }
    }
}
