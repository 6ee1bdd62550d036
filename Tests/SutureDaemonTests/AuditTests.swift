import Foundation
import SutureDomain
import SutureJSON
import SutureTestSupport
import Testing
import Varlink

/// Who recorded what, as the log has it.
@Suite(.timeLimit(.minutes(20))) struct AuditTests {
    private static func runWithProgramme(
        _ body: (RunningDaemon, VarlinkClient) async throws -> Void
    ) async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await RecordedProgramme.record(with: client)
            try await body(daemon, client)
        }
    }

    private static let eventCount = RecordedProgramme.eventCount

    @Test func `every event is counted for its account and type, and listed where that is asked for`()
        async throws
    {
        try await AuditTests.runWithProgramme { _, client in
            let audit = try await client.ask("Reports.Audit", ["list": "all"])
            let counts = try #require(audit["counts"]?.array)
            #expect(counts.compactMap { $0["count"]?.int64 }.reduce(0, +) == Int64(AuditTests.eventCount))
            #expect(counts.allSatisfy { $0["actor"]?.string == NSUserName() })
            let outcomes = counts.first { $0["type"] == "trial.outcome-logged" }
            #expect(outcomes?["count"] == 2)
            #expect(outcomes?["late"] == 2)
            #expect(outcomes?["kind"] == "trial")
            let entries = try #require(audit["entries"]?.array)
            #expect(entries.compactMap { $0["position"]?.int64 } == Array(1...Int64(AuditTests.eventCount)))
            #expect(entries.allSatisfy { $0["reason"] == "as it was" })
            #expect(audit["next"] == nil)
            let status = try await client.ask("Service.Status")
            #expect(audit["hash"] == status["hash"])
        }
    }

    @Test func `what nobody can date is not called late`() async throws {
        try await AuditTests.runWithProgramme { _, client in
            let marked = try await client.ask("Reports.Audit")
            let entries = try #require(marked["entries"]?.array)
            let late = entries.filter { $0["marks"] == ["late"] }
            #expect(!late.isEmpty)
            #expect(late.allSatisfy { ($0["delayDays"]?.int64 ?? 0) > 30 })
            #expect(!entries.contains { $0["occurredOn"] == "unknown" })
            let never = try await client.ask("Reports.Audit", ["lateDays": 1_000_000])
            #expect(
                never["entries"]?.array?.map { $0["marks"] } == [["erasure"], ["void"]],
                "erasures and voids are told whenever they were recorded")
        }
    }

    /// At any hour one of the two has another day than UTC.
    @Test(arguments: ["Pacific/Kiritimati", "Etc/GMT+12"])
    func `what happened on the day of its recording is not late, whatever day it is elsewhere`(
        zone: String
    ) async throws {
        try await RunningDaemon.run("time.zone=\(zone)") { daemon in
            let client = try await daemon.client()
            try await client.record(
                "Device.Register", ["id": "D-1", "name": "Needle", "type": "suture_needle"])
            let audit = try await client.ask("Reports.Audit", ["lateDays": 0, "list": "all"])
            let entry = try #require(audit["entries"]?.array?.first)
            #expect(entry["delayDays"] == 0)
            #expect(entry["marks"] == [])
        }
    }

    @Test func `events are restricted to an account, a kind, a type and a period`() async throws {
        try await AuditTests.runWithProgramme { _, client in
            func count(_ parameters: JSONObject) async throws -> Int64 {
                let audit = try await client.ask("Reports.Audit", .object(parameters))
                return audit["counts"]?.array?.compactMap { $0["count"]?.int64 }.reduce(0, +) ?? -1
            }
            let all = Int64(AuditTests.eventCount)
            #expect(try await count(["actor": .string(NSUserName())]) == all)
            #expect(try await count(["actor": .string("\(getuid())")]) == all)
            #expect(try await count(["actor": "nobody-at-all"]) == 0)
            #expect(try await count(["type": "trial.outcome-logged"]) == 2)
            #expect(try await count(["type": "trial.outcome-logged", "kind": "device"]) == 0)
            let devices = RecordedProgramme.steps.count { $0.method.hasPrefix("Device.") }
            #expect(try await count(["kind": "device"]) == Int64(devices))
            #expect(try await count(["knownAt": "10"]) == 10)
            // Two registrations, an alias and an identifier without a date, and what is of 2015.
            #expect(try await count(["asOf": "2015-12-31", "kind": "institution", "knownAt": "6"]) == 5)
            #expect(try await count(["until": "2020-01-01T00:00:00Z"]) == 0)
            #expect(try await count(["since": "2020-01-01T00:00:00Z"]) == all)
            let tenth = try await client.ask("Log.Read", ["start": 10, "limit": 1])["events"]?.array?.first
            let instant = try #require(tenth?["recordedAt"])
            #expect(try await count(["since": instant]) >= all - 9)
            #expect(try await count(["until": instant]) >= 10)
        }
    }

    @Test func `pages cover the log once, and stay at the first one's moment`() async throws {
        try await AuditTests.runWithProgramme { _, client in
            var parameters: JSONObject = ["list": "all", "limit": 7]
            var positions: [Int64] = []
            var counted: Int64 = 0
            while true {
                let page = try await client.ask("Reports.Audit", .object(parameters))
                positions += page["entries"]?.array?.compactMap { $0["position"]?.int64 } ?? []
                counted += page["counts"]?.array?.compactMap { $0["count"]?.int64 }.reduce(0, +) ?? 0
                if positions.count == 7 {
                    try await client.record("Device.AddNote", ["id": "D-1", "text": "meanwhile"])
                }
                guard let next = page["next"] else { break }
                parameters["start"] = next
                parameters["knownAt"] = .string("\(page["knownAt"]?.int64 ?? 0)")
            }
            #expect(positions == Array(1...Int64(AuditTests.eventCount)))
            #expect(counted == Int64(AuditTests.eventCount))
        }
    }

    @Test(
        arguments: [
            ("kind", "wood"), ("type", "trial.bent"), ("since", "soon"), ("until", "2022-01-01"),
            ("lateDays", -1),
            ("list", "none"), ("start", -1), ("limit", 0), ("limit", 10_001), ("actor", 7),
        ] as [(String, JSONValue)])
    func `what makes no sense is named`(name: String, value: JSONValue) async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            let error = try await client.error(of: "Reports.Audit", .object([name: value]))
            #expect(error == .invalidParameter(name))
            // Far behind the end there is nothing, and nothing to be afraid of.
            let beyond = try await client.ask("Reports.Audit", ["start": .integer(.max)])
            #expect(beyond["counts"] == [])
        }
    }

    @Test func `the client prints counts and events, as a table, as comma-separated values, as they came`()
        async throws
    {
        try await ClientProgramTests.runWithRecords { daemon in
            let run = try await daemon.suture("report", "audit", "--kind", "device")
            let lines = run.outputLines
            #expect(lines.first?.hasPrefix("known at position 3") == true)
            #expect(
                lines.contains { $0.contains("device.stage-changed") && $0.contains("  1     1  ") },
                "\(run.output)")
            #expect(lines.contains("events (2)"))
            #expect(lines.last?.hasSuffix("The type test was passed") == true)
            let csv = try await daemon.suture("report", "audit", "--events", "--csv")
            #expect(csv.outputLines.count == 4)
            #expect(
                csv.outputLines.first
                    == "position,recordedAt,actor,onBehalfOf,role,record,version,type,occurredOn,delayDays,marks,voids,"
                    + "replacedBy,reason")
            let json = try await daemon.suture("report", "audit", "--since", "2020-01-01", "--json")
            #expect(try JSONValue(parsing: json.output)["knownAt"] == 3)
            let past = try await daemon.suture("report", "audit", "--until", "2020-01-01", "--json")
            #expect(try JSONValue(parsing: past.output)["counts"] == [])
            let wrong = try await daemon.suture("report", "audit", "--since", "soon")
            #expect(wrong.exit == .status(2))
        }
    }
}
