import Foundation
import SutureDomain
import SutureJSON
import SutureTestSupport
import Testing
import Varlink

extension ClientProgramTests {
    static let today = Date().formatted(.iso8601.year().month().day())

    struct Failing: Sendable {
        let arguments: [String]
        let status: Int32
        let line: String

        init(_ arguments: String..., status: Int32, line: String) {
            self.arguments = arguments
            self.status = status
            self.line = "suture: \(line)"
        }
    }

    static let failing = [
        Failing(
            "device", "register", "D-1", "--name", "x", "--type", "other", status: 1,
            line: "refused (already-exists) id: device/D-1 exists already."),
        Failing(
            "device", "add-note", "D-9", "--text", "x", status: 1, line: "not found: There is no device/D-9."),
        Failing(
            "device", "add-note", "D-1", "--text", "x", "--expect-version", "9", status: 1,
            line: "conflict: device/D-1 is at version 2, not at 9: read it again before you decide."),
        Failing("show", "device/D-9", status: 1, line: "not found: There is no device/D-9."),
        Failing(
            "adverse-event", "report", "E-1", "--affected", "user", "--device", "D-1", "--description", "x",
            "--onset", "2999", "--outcome", "recovered", status: 1,
            line: "refused (occurred-in-future) onset: 2999 has not come yet; today is \(today)."),
        Failing(
            "show", "device/D-1", "--known-at", "0", status: 1,
            line: "not found: There is no device/D-1 as the log was at position 0."),
        Failing(
            "report", "trial", "T-9", "--as-of", "2020-01-01", status: 1,
            line: "not found: There is no trial/T-9 as of 2020-01-01."),
        Failing("report", "trial", "T-9", status: 1, line: "not found: There is no trial/T-9."),
        Failing(
            "device", "register", "D-2", "--name", " ", "--type", "other", status: 2,
            line: "invalid parameter: name is empty"),
        Failing(
            "device", "add-note", "D-1", "--text", "x", "--reason", "", status: 2,
            line: "invalid parameter: context.reason is empty"),
        Failing(
            "report", "programme", "--metric", "happiness", status: 2,
            line: "there is no figure happiness; there are "
                + MetricSignature.all.map(\.name).joined(separator: ", ")),
        Failing(
            "report", "trace", "person/P-1", status: 2,
            line: #"invalid parameter: record: "person/P-1" does not fit: As kind/ID: a problem, project, "#
                + "device, trial, adverse event, deficiency or achievement."),
        Failing(
            "show", "nonsense", status: 2,
            line: #""nonsense" is no record; the form is kind/ID, such as trial/T-001."#),
        Failing(
            "import", "/no/such.csv", "--map", "/no/such.yaml", status: 2,
            line: "/no/such.yaml cannot be read"),
        Failing(
            "status", "--socket", "/no/such/socket", status: 3,
            line:
                "cannot reach the daemon at /no/such/socket: is sutured running? --socket or SUTURE_SOCKET names "
                + "another socket"),
    ]

    @Test(arguments: failing)
    func `a failure is told in one line, and by the exit status`(failing: Failing) async throws {
        try await ClientProgramTests.runWithRecords { daemon in
            let run = try await daemon.suture(failing.arguments)
            #expect(run.exit == .status(failing.status))
            #expect(run.errorLines == [failing.line])
            #expect(run.output == "")
        }
    }

    @Test func `a command id that stands for something else is told`() async throws {
        try await ClientProgramTests.runWithRecords { daemon in
            let first = try await daemon.suture(
                "device", "add-note", "D-1", "--text", "x", "--command-id", "a")
            #expect(first.output == "device/D-1 version 3 at position 4\n")
            let again = try await daemon.suture(
                "device", "add-note", "D-1", "--text", "x", "--command-id", "a")
            #expect(
                again.output == "device/D-1 version 3 at position 4 (duplicate: it was recorded before)\n")
            #expect(again.exit == .status(0))
            let other = try await daemon.suture(
                "device", "add-note", "D-1", "--text", "y", "--command-id", "a")
            #expect(other.exit == .status(1))
            #expect(
                other.errors
                    == "suture: command id reused: The command id a stands for another command, recorded at position 4.\n"
            )
        }
    }

    @Test(arguments: [
        (
            ["device", "register", "D-2", "--name", "x", "--type", "wood"],
            "suture: --type: \"wood\" is not one of suture, suture_needle, ultrasonic_knife, "
                + "high_frequency_electric_knife, other."
        ),
        (
            ["device", "register", "D-2", "--type", "other"],
            "suture: Missing expected argument '--name <text>'"
        ),
        (["list", "device", "--as-of", "soon"], "suture: --as-of: \"soon\" is no day such as 2022-11-07."),
        (["nonsense"], "suture: there is no command suture nonsense; there are list, show, "),
    ])
    func `wrong usage is told before the daemon is asked`(arguments: [String], line: String) async throws {
        try await RunningDaemon.prepare { daemon in
            let run = try await daemon.suture(arguments)
            #expect(run.exit == .status(2))
            #expect(run.errorLines.first?.hasPrefix(line) == true)
            #expect(run.output == "")
        }
    }

    @Test func `a value that looks like an option can be given, and how is said`() async throws {
        try await ClientProgramTests.runWithRecords { daemon in
            let wrong = try await daemon.suture("device", "add-note", "D-1", "--text", "--bent")
            #expect(wrong.exit == .status(2))
            #expect(wrong.errors.contains("joined to its own: --name=-value\n"), "\(wrong.errors)")
            let right = try await daemon.suture("device", "add-note", "D-1", "--text=--bent")
            #expect(right.exit == .status(0), "\(right.errors)")
            let negative = try await daemon.suture("device", "add-note", "D-1", "--text", "-5 degrees")
            #expect(negative.exit == .status(0), "\(negative.errors)")
        }
    }

    @Test func `an answer that cannot be written is told with the cause`() async throws {
        try await RunningDaemon.run { daemon in
            let run = try await ProgramRun.of(
                ["/bin/sh", "-c", #""$0" views > /dev/full"#, BuiltProgram.path("suture")],
                environment: ["SUTURE_SOCKET": daemon.socketPath])
            #expect(run.exit == .status(5))
            #expect(
                run.errorLines == ["suture: the answer cannot be written: No space left on device"])
        }
    }

    @Test func `an empty SUTURE_SOCKET names no socket`() async throws {
        let run = try await ProgramRun.of(
            [BuiltProgram.path("suture"), "status"], environment: ["SUTURE_SOCKET": ""])
        #expect(!run.errors.contains("daemon at :"), "\(run.errors)")
    }

    @Test func `an argument that is no UTF-8 is not mended and recorded`() async throws {
        let run = try await ProgramRun.of([
            "/bin/sh", "-c", #""$0" device register D-2 --name "$(printf 'a\377b')" --type other"#,
            BuiltProgram.path("suture"),
        ])
        #expect(run.exit == .status(2))
        #expect(
            run.errorLines == ["suture: the arguments are not all UTF-8, so what is meant cannot be recorded"]
        )
    }

    @Test func `a daemon that takes no commands is told with its reason`() async throws {
        try await RunningDaemon.run { daemon in
            try await daemon.client().registerNeedle()
            #expect(await daemon.terminate() == .status(0))
            // One byte of the last event: the daemon reads on and records nothing more.
            let log = daemon.stateFile("log.db")
            var bytes = try Data(contentsOf: URL(fileURLWithPath: log))
            let name = try #require(bytes.range(of: Data("Needle".utf8)))
            bytes[name.lowerBound] = UInt8(ascii: "n")
            try bytes.write(to: URL(fileURLWithPath: log))
            try await daemon.start()
            let run = try await daemon.suture("device", "add-note", "D-1", "--text", "x")
            #expect(run.exit == .status(5))
            #expect(run.errorLines.count == 1)
            #expect(
                run.errors.hasPrefix(
                    "suture: read-only: Nothing can be recorded at present: the log is damaged at position 1: "
                ))
            #expect(try await daemon.suture("show", "device/D-1").exit == .status(0))
        }
    }

    @Test func `with --json the error is what came over the wire`() async throws {
        try await ClientProgramTests.runWithRecords { daemon in
            let run = try await daemon.suture("show", "device/D-9", "--json")
            #expect(run.exit == .status(1))
            let expected: JSONValue = [
                "error": "org.suture.Records.NotFound",
                "parameters": ["message": "There is no device/D-9.", "record": "device/D-9"],
            ]
            #expect(try JSONValue(parsing: run.output) == expected)
        }
    }
}
