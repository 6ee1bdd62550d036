import Foundation
import SutureJSON
import SutureTestSupport
import Testing

/// What the built client shows of the records that a daemon holds.
@Suite(.timeLimit(.minutes(20))) struct ClientReadingTests {
    @Test func `a list is printed as a table, as comma-separated values, or as it came`() async throws {
        try await ClientProgramTests.runWithRecords { daemon in
            let columns = ["--column", "id", "--column", "stage"]
            #expect(
                try await daemon.suture(["list", "device"] + columns).output == """
                    id   stage
                    ───  ───────────────
                    D-1  investigational

                    """)
            let csv = try await daemon.suture([
                "list", "device", "--csv", "--column", "id", "--column", "name",
            ])
            #expect(csv.output == "id,name\nD-1,Needle 3/8\n")
            let json = try JSONValue(parsing: try await daemon.suture("list", "device", "--json").output)
            #expect(json["rows"]?.array?.map { $0["id"] } == ["D-1"])
            #expect(json["position"] == 3)
        }
    }

    @Test func `the past is shown as of a day, and as it was known`() async throws {
        try await ClientProgramTests.runWithRecords { daemon in
            let list = ["list", "device", "--csv", "--column", "stage"]
            let asOf = try await daemon.suture(list + ["--as-of", "2020-01-01"])
            #expect(asOf.output == "stage\nprototype\n", "\(asOf.errors)")
            let knownAt = try await daemon.suture(list + ["--known-at", "1"])
            #expect(knownAt.output == "stage\nprototype\n", "\(knownAt.errors)")
            let both = try await daemon.suture(list + ["--as-of", "2020-09-30", "--known-at", "2"])
            #expect(both.output == "stage\ninvestigational\n", "\(both.errors)")
            let before = try await daemon.suture("show", "person/P-1", "--known-at", "2")
            #expect(before.exit == .status(1))
            let history = try await daemon.suture("history", "device/D-1", "--as-of", "2020-01-01")
            #expect(history.outputLines.filter { !$0.hasPrefix(" ") }.count == 1)
        }
    }

    @Test func `a record is shown with all it has`() async throws {
        try await ClientProgramTests.runWithRecords { daemon in
            let run = try await daemon.suture("show", "device/D-1")
            #expect(
                run.output == """
                    device/D-1, version 2

                    id        D-1
                    name      Needle 3/8
                    type      suture_needle
                    stage     investigational
                    position  2

                    stages (2)

                    entry  stage            reachedOn  position
                    ─────  ───────────────  ─────────  ────────
                        1  prototype        2019              1
                        2  investigational  2020-09           2

                    """)
        }
    }

    @Test func `a history says when, who, what changed and why`() async throws {
        try await ClientProgramTests.runWithRecords { daemon in
            let run = try await daemon.suture("history", "device/D-1", "--limit", "1")
            #expect(run.outputLines.count == 3)
            let head = run.outputLines.first ?? ""
            #expect(head.hasPrefix("2020-09  device.stage-changed  version 2 at position 2, recorded "))
            #expect(head.hasSuffix(" by \(NSUserName())"))
            #expect(
                run.outputLines.dropFirst() == [
                    "    stage: investigational", "    why: The type test was passed",
                ])
            let whole = try await daemon.suture("history", "device/D-1")
            #expect(whole.outputLines.contains("    stage: prototype → investigational"))
            let csv = try await daemon.suture("history", "device/D-1", "--csv")
            #expect(csv.outputLines.count == 5)
            #expect(
                csv.outputLines.last?.hasSuffix(",stage,prototype,investigational,The type test was passed,,")
                    == true)
        }
    }

    @Test func `two Chinese characters find a person`() async throws {
        try await ClientProgramTests.runWithRecords { daemon in
            let run = try await daemon.suture("search", "吴涛")
            #expect(run.outputLines.last == "person/P-1  吴涛   name  吴涛", "\(run.output)")
            let csv = try await daemon.suture("search", "吴涛", "--csv")
            #expect(csv.output == "record,label,type,term\nperson/P-1,吴涛,name,吴涛\n")
            let devices = try await daemon.suture("search", "吴涛", "--kind", "device", "--json")
            #expect(try JSONValue(parsing: devices.output)["rows"] == [])
        }
    }

    @Test func `a report names the log's head`() async throws {
        try await ClientProgramTests.runWithRecords { daemon in
            let status = try JSONValue(parsing: try await daemon.suture("status", "--json").output)
            let hash = try #require(status["hash"]?.string)
            let run = try await daemon.suture(
                "report", "programme", "--metric", "devices.in-trials", "--as-of", "2022-11-07")
            #expect(
                run.output == """
                    as of 2022-11-07, known at position 3, counting rule 2, hash \(hash)

                    figure             of  value  unit
                    ─────────────────  ──  ─────  ───────
                    devices.in-trials          0  devices

                    """)
            let csv = try await daemon.suture("report", "programme", "--metric", "devices.in-trials", "--csv")
            #expect(csv.output == "metric,parameters,value,unit\ndevices.in-trials,,0,devices\n")
        }
    }

    @Test func `a follower sees what is recorded until it is interrupted`() async throws {
        try await ClientProgramTests.runWithRecords { daemon in
            let follower = try ChildProcess(
                BuiltProgram.path("suture"), ["follow", "--from", "3", "--socket", daemon.socketPath],
                outputPath: "\(daemon.directory)/follower")
            try await daemon.wait(for: follower, lineCount: 1)
            _ = try await daemon.suture(
                "device", "add-note", "D-1", "--text", "bent", "--occurred-on", "2021-05")
            try await daemon.wait(for: follower, lineCount: 2)
            let lines = follower.standardOutput.split(separator: "\n")
            #expect(lines.first?.contains("person/P-1 v1  person.registered") == true)
            // Personal data stays sealed.
            #expect(lines.first?.contains("吴涛") == false)
            #expect(lines.last == "4  2021-05  device/D-1 v3  device.note-added  text=bent")
            #expect(follower.ended == nil)
            follower.send(SIGINT)
            #expect(await follower.exit() == .signal(SIGINT))
        }
    }
}

extension RunningDaemon {
    /// Waits until the program has written that many lines.
    fileprivate func wait(for program: ChildProcess, lineCount: Int) async throws {
        while program.standardOutput.count(where: { $0 == "\n" }) < lineCount {
            try #require(program.ended == nil, "\(program.standardError)")
            try await Task.sleep(for: .milliseconds(5))
        }
    }
}
