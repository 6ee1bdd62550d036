import SutureJSON
import SutureTestSupport
import Testing
import Varlink

/// A dossier as the client prints it.
@Suite(.timeLimit(.minutes(20))) struct DossierReportTests {
    private static func runWithAssessment(_ body: (RunningDaemon, String) async throws -> Void) async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await client.recordProgramme()
            for (method, parameters) in [
                (
                    "Assessment.Announce",
                    [
                        "id": "A-1", "title": "Special assessment", "organiser": "USST", "year": 2021,
                        "ratingScale": ["Excellent"],
                        "criteria": [
                            ["id": "C1", "title": "Projects", "evidence": "projects", "maximum": "10"],
                            ["id": "C2", "title": "Service", "evidence": "public_service"],
                        ],
                    ]
                ), ("Unit.Apply", ["id": "U-1"]), ("Unit.Approve", ["id": "U-1"]),
                ("Assessment.Enter", ["id": "A-1", "unit": "U-1"]),
                ("Assessment.Score", ["id": "A-1", "unit": "U-1", "criterion": "C1", "score": "9.5"]),
                (
                    "Assessment.SubmitMaterials",
                    ["id": "A-1", "unit": "U-1", "items": ["Report, annual", "Accounts"]]
                ),
            ] as [(String, JSONValue)] {
                try await client.record(method, parameters, context: ["occurredOn": "2022-06-01"])
            }
            let status = try await client.ask("Service.Status")
            try await body(daemon, try #require(status["hash"]?.string))
        }
    }

    @Test func `a dossier is printed criterion by criterion, with what is missing at the end`() async throws {
        try await DossierReportTests.runWithAssessment { daemon, hash in
            let run = try await daemon.suture("report", "dossier", "A-1", "--unit", "U-1")
            #expect(
                run.output == """
                    assessment A-1: Special assessment
                    known at position 23, counting rule 2, hash \(hash)

                    unit        U-1: Institute
                    organiser   USST
                    year        2021
                    status      announced
                    entered on  2022-06-01

                    C1 Projects (projects, maximum 10)

                    record        label    status   date        detail
                    ────────────  ───────  ───────  ──────────  ───────────
                    project/PR-1  Needles  created  2022-02-01  cooperative

                    score  date
                    ─────  ──────────
                    9.5    2022-06-01

                    C2 Service (public_service)

                    nothing

                    materials

                    items                     date
                    ────────────────────────  ──────────
                    Report, annual, Accounts  2022-06-01

                    missing

                    what      criterion  message
                    ────────  ─────────  ─────────────────────────────────────────────────────────────────
                    evidence  C2         Nothing of U-1 speaks for C2 (Service): it has no public service.
                    visit                There has been no visit on site.
                    score     C2         C2 (Service) has not been scored.
                    opinion              The experts have given no opinion.
                    result               The result has not been determined.

                    """, "\(run.errors)")
        }
    }

    @Test func `a dossier is one list as comma-separated values`() async throws {
        try await DossierReportTests.runWithAssessment { daemon, _ in
            let csv = try await daemon.suture("report", "dossier", "A-1", "--unit", "U-1", "--csv")
            #expect(
                csv.output == """
                    section,criterion,record,entry,label,status,date,detail,amount
                    evidence,C1,project/PR-1,,Needles,created,2022-02-01,cooperative,
                    score,C1,,,,9.5,2022-06-01,,
                    materials,,unit/U-1,,"Report, annual, Accounts",,2022-06-01,,
                    missing,C2,,,Nothing of U-1 speaks for C2 (Service): it has no public service.,evidence,,,
                    missing,,,,There has been no visit on site.,visit,,,
                    missing,C2,,,C2 (Service) has not been scored.,score,,,
                    missing,,,,The experts have given no opinion.,opinion,,,
                    missing,,,,The result has not been determined.,result,,,

                    """, "\(csv.errors)")
            let json = try await daemon.suture("report", "dossier", "A-1", "--unit", "U-1", "--json")
            #expect(try JSONValue(parsing: json.output)["missing"]?.array?.count == 5)
            let missing = try await daemon.suture("report", "dossier", "A-9", "--unit", "U-1")
            #expect(missing.exit == .status(1))
        }
    }

    @Test func `a rating that was released stands in the report of the programme`() async throws {
        try await DossierReportTests.runWithAssessment { daemon, _ in
            let determined = try await daemon.suture(
                "assessment", "determine", "A-1", "--unit", "U-1", "--rating", "Excellent", "--rank", "1",
                "--occurred-on", "2022-07")
            #expect(determined.exit == .status(0), "\(determined.errors)")
            let report = ["report", "programme", "--metric", "assessment.rating"]
            #expect(try await daemon.suture(report + ["--csv"]).output == "metric,parameters,value,unit\n")
            let released = try await daemon.suture(
                "assessment", "release", "A-1", "--by", "USST", "--occurred-on", "2022-08-01")
            #expect(released.exit == .status(0), "\(released.errors)")
            #expect(
                try await daemon.suture(report + ["--csv"]).output
                    == "metric,parameters,value,unit\nassessment.rating,unit=U-1 year=2021,Excellent,rating\n"
            )
            let explained = try await daemon.suture(report + ["--explain"])
            #expect(
                explained.output.contains(
                    "assessment.rating (unit=U-1 year=2021): Excellent rating\n"
                        + "How a unit was rated in an assessment of a year, as released.\n"),
                "\(explained.output)")
            let before = try await daemon.suture(report + ["--csv", "--as-of", "2022-07-31"])
            #expect(before.output == "metric,parameters,value,unit\n")
        }
    }
}
