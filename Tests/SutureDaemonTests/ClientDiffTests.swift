import SutureJSON
import SutureTestSupport
import Testing

/// What the built client says of two moments.
@Suite(.timeLimit(.minutes(20))) struct ClientDiffTests {
    @Test func `a record is compared by version, by day, and by what was known`() async throws {
        try await ClientProgramTests.runWithRecords { daemon in
            let changes = """

                stage: prototype → investigational
                stages: 1 added
                    + 2  stage=investigational reachedOn=2020-09

                """
            let byVersion = try await daemon.suture(
                "diff", "device/D-1", "--from-version", "1", "--to-version", "2")
            #expect(
                byVersion.output == """
                    device/D-1
                    from  known at position 1, version 1
                    to    known at position 2, version 2
                    \(changes)
                    """, "\(byVersion.errors)")
            #expect(byVersion.exit == .status(0))
            let byDay = try await daemon.suture("diff", "device/D-1", "--from", "2020-01-01")
            #expect(byDay.output.hasSuffix(changes), "\(byDay.output)\(byDay.errors)")
            #expect(byDay.output.contains("from  as of 2020-01-01, known at position 3, version 1\n"))
            let byLog = try await daemon.suture("diff", "device/D-1", "--from-known", "1", "--to-known", "2")
            #expect(byLog.output == byVersion.output)
            let same = try await daemon.suture("diff", "device/D-1", "--from-version", "2")
            #expect(same.outputLines.last == "nothing differs")
            #expect(same.exit == .status(0))
        }
    }

    @Test func `a record that was not there yet is added as a whole`() async throws {
        try await ClientProgramTests.runWithRecords { daemon in
            let run = try await daemon.suture("diff", "person/P-1", "--from-known", "2", "--json")
            let json = try JSONValue(parsing: run.output)
            #expect(json["from"] == ["knownAt": "2"])
            #expect(json["to"] == ["version": 1, "position": 3])
            #expect(json["fields"]?.array?.contains(["field": "name", "new": "吴涛"]) == true)
            let text = try await daemon.suture("diff", "person/P-1", "--from-known", "2")
            #expect(text.outputLines[1] == "from  known at 2: there was no such record")
        }
    }

    @Test func `rows beyond those that a record shows at once are compared too`() async throws {
        try await ClientProgramTests.runWithRecords { daemon in
            let client = try await daemon.client()
            for number in 1...120 {
                try await client.record("Device.AddNote", ["id": "D-1", "text": "note \(number)"])
            }
            let run = try await daemon.suture("diff", "device/D-1", "--from-version", "3", "--json")
            let lists = try JSONValue(parsing: run.output)["lists"]?.array
            #expect(lists?.map { $0["list"] } == ["notes"], "\(run.errors)")
            #expect(lists?.first?["added"]?.array?.count == 119)
            #expect(lists?.first?["removed"] == [])
        }
    }

    @Test func `a version or a record that does not exist is told`() async throws {
        try await ClientProgramTests.runWithRecords { daemon in
            let version = try await daemon.suture(
                "diff", "device/D-1", "--from-version", "1", "--to-version", "9")
            #expect(version.exit == .status(1))
            #expect(version.errorLines == ["suture: not found: device/D-1 has no version 9; its last is 2."])
            let record = try await daemon.suture("diff", "device/D-9", "--from", "2020-01-01")
            #expect(record.exit == .status(1))
            #expect(record.errorLines == ["suture: not found: There was no device/D-9 at either moment."])
            let both = try await daemon.suture("diff", "device/D-9", "--from-version", "1")
            #expect(both.errorLines == ["suture: not found: There is no device/D-9."])
        }
    }

    @Test func `a report is compared figure by figure, with what came and went`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await RecordedProgramme.record(with: client)
            let report = ["diff", "report", "programme", "--only", "metric=devices.in-trials"]
            let span = ["--from", "2021-02-28", "--to", "2021-03-01"]
            let run = try await daemon.suture(report + span + ["--explain"])
            #expect(run.exit == .status(0), "\(run.errors)")
            let lines = run.outputLines
            #expect(lines[0] == "report programme")
            #expect(lines[1].hasPrefix("from  as of 2021-02-28, known at position "))
            #expect(lines[2].hasPrefix("to    as of 2021-03-01, known at position "))
            #expect(lines.contains("    ~ devices.in-trials  value: 0 → 2"), "\(run.output)")
            #expect(lines.contains("            + device/D-1  label=Needle 3/8 count=1"), "\(run.output)")
            let json = try await daemon.suture(report + span + ["--json"])
            let object = try JSONValue(parsing: json.output)
            #expect(object["from"]?["asOf"] == "2021-02-28")
            #expect(object["lists"]?.array?.map { $0["list"] } == ["figures"])
            let safety = try await daemon.suture(
                "diff", "report", "safety", "--only", "trial=T-1", "--from", "2021-04-05", "--to",
                "2021-04-06")
            #expect(safety.outputLines.contains("totals.events: 0 → 1"), "\(safety.output)\(safety.errors)")
            #expect(safety.outputLines.contains { $0.hasPrefix("    + AE-1") })
            #expect(!safety.output.contains("now:"))
            let csv = try await daemon.suture("report", "trial", "T-1", "--csv")
            #expect(
                csv.outputLines.prefix(3) == [
                    "by,id,label,type,enrolled,success,partial,failure,notEvaluable,evaluable,rate,lower,upper",
                    "trial,T-1,Deep wounds,,2,1,0,1,0,2,0.5000,0.0945,0.9055",
                    "device,D-1,Needle 3/8,suture_needle,,1,0,0,0,1,1.0000,0.2065,1.0000",
                ], "\(csv.errors)")
            let trial = try await daemon.suture(
                "diff", "report", "trial", "T-1", "--from", "2021-04-01", "--to", "2021-04-02")
            #expect(trial.outputLines.contains("outcomes.failure: 0 → 1"), "\(trial.output)\(trial.errors)")
            #expect(trial.outputLines.contains { $0.hasPrefix("    ~ D-2  outcomes.failure: 0 → 1") })
        }
    }
}
