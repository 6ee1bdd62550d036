import SutureJSON
import SutureTestSupport
import Testing
import Varlink

/// Claims, each held against the records as of its own day.
@Suite(.timeLimit(.minutes(20))) struct ClaimsReportTests {
    /// The small programme's graduate student joined on 2022-02-04; its trial started on 2022-03-04.
    static func runWithSource(_ body: (RunningDaemon, VarlinkClient) async throws -> Void) async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await client.recordProgramme()
            try await client.record(
                "Source.Register",
                ["id": "NEWS", "title": "Progress", "type": "news", "publishedOn": "2022-06-01"])
            try await body(daemon, client)
        }
    }

    @Test func `each claim is checked for its own day, however many days there are`() async throws {
        try await ClaimsReportTests.runWithSource { _, client in
            let days = ["2022-02-03", "2022-02-04", "2022-02", "2022-01", "2022-02-05", "2022-12-31", "2021"]
            for (index, day) in days.enumerated() {
                try await client.claim("C\(index)", 1, asOf: day)
                try await client.claim("D\(index)", 0, asOf: day)
            }
            let report = try await client.ask("Reports.Claims")
            #expect(report.lines("C") == ["0", "1", "1", "0", "1", "1", "0"])
            #expect(report.lines("D") == ["0", "1", "1", "0", "1", "1", "0"])
            #expect(report["counts"] == ["supported": 7, "contradicted": 7, "notCheckable": 0])
            let dates = report["claims"]?.array?.prefix(7).map { $0["day"]?.string ?? "" }
            #expect(
                dates == [
                    "2022-02-03", "2022-02-04", "2022-02-28", "2022-01-31", "2022-02-05", "2022-12-31",
                    "2021-12-31",
                ])
            #expect(report["asOf"] == nil)
            #expect(report["position"] == 32)
        }
    }

    @Test func `asOf says which claims there are, not for which day they are checked`() async throws {
        try await ClaimsReportTests.runWithSource { _, client in
            try await client.claim("C1", 1, asOf: "2022-05-01", recordedOn: "2022-03-01")
            try await client.claim("C2", 1, asOf: "2022-02-03", recordedOn: "2022-07-01")
            let early = try await client.ask("Reports.Claims", ["asOf": "2022-03-01"])
            #expect(early.verdicts == ["C1 supported 1"])
            #expect(early["asOf"] == "2022-03-01")
            let late = try await client.ask("Reports.Claims", ["asOf": "2022-07-01"])
            #expect(late.verdicts == ["C1 supported 1", "C2 contradicted 0"])
            let none = try await client.ask("Reports.Claims", ["asOf": "2022-02-28"])
            #expect(none.verdicts == [])
        }
    }

    @Test func `knownAt says which claims there are, and what the log knew of their day`() async throws {
        try await ClaimsReportTests.runWithSource { _, client in
            try await client.claim("C1", 1, asOf: "2022-05-01")
            try await client.record("Person.Register", ["name": "Chen Jie"])
            try await client.record(
                "Student.Enrol", ["id": "S-2", "person": "P-0003", "level": "doctoral", "home": "USST"],
                context: ["occurredOn": "2022-03"])
            let joined = try await client.record(
                "Project.Join",
                ["id": "PR-1", "person": "P-0003", "role": "graduate_student", "student": "S-2"],
                context: ["occurredOn": "2022-04"])
            try await client.claim("C2", 2, asOf: "2022-05-01")
            let before = try #require(joined["position"]?.int64) - 1
            let now = try await client.ask("Reports.Claims", ["explain": true])
            #expect(now.verdicts == ["C1 contradicted 2", "C2 supported 2"])
            let labels = now["claims"]?.array?.last?["figure"]?["counted"]?.array?.map { $0["label"] }
            #expect(labels == ["Li Wei", "Chen Jie"])
            let then = try await client.ask("Reports.Claims", ["knownAt": .string("\(before)")])
            #expect(then.verdicts == ["C1 supported 1"])
            #expect(then["position"] == .integer(before))
        }
    }

    @Test func `a claim that the dates of the records leave open is not checkable`() async throws {
        try await ClaimsReportTests.runWithSource { _, client in
            // The small programme has no achievements.
            try await client.record(
                "Achievement.Record",
                [
                    "id": "A-1", "type": "paper", "title": "Needles", "units": [], "projects": [],
                    "devices": [], "persons": [],
                ],
                context: ["occurredOn": "2020"])
            let claims = [
                ("exactly", "1", "2020-06"), ("exactly", "1", "2020"), ("exactly", "0", "2019"),
                ("exactly", "0", "2020-06"), ("at_least", "0", "2020-06"), ("less_than", "2", "2020-06"),
                ("exactly", "7", "2020-06"),
            ]
            for (index, (comparator, value, day)) in claims.enumerated() {
                try await client.record(
                    "Source.RecordClaim",
                    [
                        "id": "NEWS", "claim": .string("C\(index)"), "quote": "achievements",
                        "metric": "achievements", "parameters": [], "comparator": .string(comparator),
                        "value": .string(value), "asOf": .string(day),
                    ])
            }
            let report = try await client.ask("Reports.Claims")
            #expect(
                report.verdicts == [
                    "C0 not_checkable 0", "C1 supported 1", "C2 supported 0", "C3 not_checkable 0",
                    // Whichever day of 2020 it was.
                    "C4 supported 0", "C5 supported 0", "C6 contradicted 0",
                ])
            #expect(
                report["claims"]?.array?.first?["why"]
                    == "The dates of the records leave open whether they have 0 or 1 on 2020-06-30.")
        }
    }

    @Test func `some of the events that a date leaves open may have happened, and others not`() async throws {
        try await ClaimsReportTests.runWithSource { _, client in
            for (number, day) in ["2019", "2020", "2020", "2019..2021"].enumerated() {
                try await client.record(
                    "Achievement.Record",
                    [
                        "id": .string("A-\(number)"), "type": "paper", "title": "Needles", "units": [],
                        "projects": [], "devices": [], "persons": [],
                    ],
                    context: ["occurredOn": .string(day)])
            }
            let claims = [
                ("exactly", "0"), ("exactly", "1"), ("exactly", "2"), ("exactly", "3"), ("exactly", "4"),
                ("exactly", "5"), ("about", "3"), ("about", "5"), ("at_least", "1"), ("at_least", "2"),
                ("at_least", "4"), ("at_least", "5"), ("less_than", "1"), ("less_than", "3"),
                ("less_than", "5"),
                ("more_than", "0"), ("more_than", "3"), ("more_than", "4"),
            ]
            for (index, (comparator, value)) in claims.enumerated() {
                try await client.record(
                    "Source.RecordClaim",
                    [
                        "id": "NEWS", "claim": .string("C\(index)"), "quote": "achievements",
                        "metric": "achievements", "parameters": [], "comparator": .string(comparator),
                        "value": .string(value), "asOf": "2020-06",
                    ])
            }
            // There are from one to four.
            let supported = [8, 14, 15]
            let contradicted = [0, 5, 7, 11, 12, 17]
            let report = try await client.ask("Reports.Claims")
            for claim in report["claims"]?.array ?? [] {
                let number = claim["claim"]?.string.flatMap { Int($0.dropFirst()) } ?? -1
                let verdict =
                    supported.contains(number)
                    ? "supported" : contradicted.contains(number) ? "contradicted" : "not_checkable"
                #expect(claim["verdict"]?.string == verdict, "\(claims[number])")
            }
            #expect(
                report["claims"]?.array?.first { $0["claim"] == "C2" }?["why"]
                    == "The dates of the records leave open whether they have between 1 and 4 on 2020-06-30.")
        }
    }

    @Test func `a claim without a day is not checkable, and one that was withdrawn is left out`() async throws
    {
        try await ClaimsReportTests.runWithSource { _, client in
            try await client.claim("C1", 1, asOf: "unknown")
            try await client.claim("C2", 1, asOf: "2022")
            try await client.record("Source.WithdrawClaim", ["id": "NEWS", "claim": "C2"])
            let report = try await client.ask("Reports.Claims", ["source": "NEWS"])
            #expect(report.verdicts == ["C1 not_checkable –"])
            let claim = try #require(report["claims"]?.array?.first)
            #expect(claim["why"] == "It is not known for which day it is claimed.")
            #expect(claim["figure"] == nil)
            let other = try await client.error(of: "Reports.Claims", ["source": "REPORT"])
            #expect(other?.shortName == "NotFound")
            let wrong = try await client.error(of: "Reports.Claims", ["source": "person/P-0001"])
            #expect(wrong == .invalidParameter("source"))
        }
    }

    @Test func `claims are recorded and printed by the client`() async throws {
        try await ClaimsReportTests.runWithSource { daemon, client in
            let recorded = try await daemon.suture([
                "source", "record-claim", "NEWS", "--claim", "C1", "--quote", "one student", "--metric",
                "students.graduate.entered-projects", "--parameter", "home=USST", "--comparator", "at_least",
                "--value", "1", "--as-of", "2022-05-01", "--attribution", "own",
            ])
            #expect(recorded.exit == .status(0), "\(recorded.errors)")
            try await client.claim("C2", 1_274, asOf: "2022")
            let hash = try #require(try await client.ask("Service.Status")["hash"]?.string)
            let table = try await daemon.suture("report", "claims")
            #expect(
                table.output == """
                    known at position 20, counting rule 2, hash \(hash)

                    source  claim  quote        figure                                        claimed        records  day         verdict
                    ──────  ─────  ───────────  ────────────────────────────────────────────  ─────────────  ───────  ──────────  ────────────
                    NEWS    C1     one student  students.graduate.entered-projects home=USST  at least 1           1  2022-05-01  supported
                    NEWS    C2     as it says   students.graduate.entered-projects            exactly 1,274        1  2022-12-31  contradicted

                    1 supported, 1 contradicted, 0 not checkable

                    """, "\(table.errors)")
            let csv = try await daemon.suture("report", "claims", "--csv", "--source", "NEWS")
            #expect(
                csv.outputLines.prefix(2) == [
                    "source,claim,quote,metric,parameters,comparator,value,asOf,day,attribution,computed,verdict,why",
                    "NEWS,C1,one student,students.graduate.entered-projects,home=USST,at_least,1,2022-05-01,"
                        + "2022-05-01,own,1,supported,The records have 1; claimed is at least 1.",
                ])
            let explained = try await daemon.suture("report", "claims", "--explain")
            #expect(explained.output.contains("NEWS C1: supported\nquote       one student\n"))
            #expect(explained.output.contains("person/P-0002  Li Wei      1\n"), "\(explained.output)")
            let json = try JSONValue(parsing: try await daemon.suture("report", "claims", "--json").output)
            #expect(json["claims"]?.array?.count == 2)
            let refused = try await daemon.suture([
                "source", "record-claim", "NEWS", "--claim", "C3", "--quote", "q", "--metric", "joy",
                "--comparator", "some", "--as-of", "2022",
            ])
            #expect(refused.exit == .status(1))
            #expect(refused.errors.contains("metric-unknown"))
        }
    }
}

extension VarlinkClient {
    /// Claims that exactly so many graduate students entered projects.
    fileprivate func claim(
        _ id: String, _ number: Int, asOf: String, recordedOn: String = "2022-06-01"
    ) async throws {
        let text = number < 1_000 ? "\(number)" : "\(number / 1_000),\(number % 1_000)"
        try await record(
            "Source.RecordClaim",
            [
                "id": "NEWS", "claim": .string(id), "quote": "as it says",
                "metric": "students.graduate.entered-projects", "comparator": "exactly",
                "value": .string(text), "asOf": .string(asOf),
            ], context: ["occurredOn": .string(recordedOn)])
    }
}

extension JSONValue {
    /// Claim, verdict and computed figure, one text for each claim of the report.
    fileprivate var verdicts: [String] {
        self["claims"]?.array?.map { claim in
            let value = claim["figure"]?["value"]?.int64.map { "\($0)" } ?? "–"
            return "\(claim["claim"]?.string ?? "") \(claim["verdict"]?.string ?? "") \(value)"
        } ?? []
    }

    /// The computed figures of the claims whose id begins so.
    fileprivate func lines(_ prefix: String) -> [String] {
        verdicts.filter { $0.hasPrefix(prefix) }.map { $0.split(separator: " ").last.map(String.init) ?? "" }
    }
}
