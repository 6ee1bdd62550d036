import Foundation
import SutureDomain
import SutureJSON
import SutureLog
import SutureSQLiteLog
import SutureTestSupport
import Testing

/// `show`, `export` and `stats`.
@Suite struct ReadingCommandTests {
    let programme: SmallProgramme

    init() throws { programme = try SmallProgramme() }

    /// Runs a command of suture-replay on the programme into a pipe whose reader is gone before anything is
    /// written.
    private func runIntoClosedPipe(_ command: String) async throws -> ProgramRun {
        try await ProgramRun.of([
            "/bin/sh", "-c",
            """
            exec 3>&2; mkfifo "$1/pipe"; true < "$1/pipe" & exec 4> "$1/pipe"; wait
            "$0" \(command) "$1" >&4 2>&3; echo $? >&3
            """, BuiltProgram.path("suture-replay"), programme.path,
        ])
    }

    @Test(arguments: ["export", "stats", "show trial/T-001 --log", "verify", "doctor"])
    func `an answer that nobody reads any more ends quietly`(_ command: String) async throws {
        #expect(try await runIntoClosedPipe(command).errors == "0\n")
    }

    @Test(arguments: ["verify", "doctor"])
    func `bad news is the status whether or not anyone reads it`(_ command: String) async throws {
        try programme.tamper(
            programme.directory.log,
            "DROP TRIGGER event_is_never_updated; UPDATE event SET data = '{' WHERE position = 5")
        #expect(try await runIntoClosedPipe(command).errors == "1\n")
    }

    /// Nobody writes into it: to open it would last for ever.
    @Test(arguments: [
        ["verify"], ["doctor"], ["stats"], ["export"], ["show", "trial/T-001", "--log"],
    ])
    func `what is no plain file is no log`(command: [String]) async throws {
        let pipe = programme.file("pipe")
        #expect(mkfifo(pipe, 0o600) == 0)
        let run = try await Replay.run(command + [pipe])
        #expect(run.exit == .status(5), "\(run.errors)")
        #expect(run.errors.contains("it is no plain file"), "\(run.errors)")
    }

    @Test(arguments: ["export", "stats", "show trial/T-001 --log", "verify"])
    func `an answer that cannot be written is told with the cause`(_ command: String) async throws {
        let run = try await ProgramRun.of([
            "/bin/sh", "-c", #""$0" \#(command) "$1" > /dev/full"#, BuiltProgram.path("suture-replay"),
            programme.path,
        ])
        #expect(run.exit == .status(5))
        #expect(run.errors == "suture-replay: the answer cannot be written: No space left on device\n")
    }

    @Test(arguments: ["export", "show trial/T-001 --log"])
    func `a row that is not as it was written is told by its position, and not shown`(
        _ command: String
    ) async throws {
        try programme.tamper(
            programme.directory.log,
            "DROP TRIGGER event_is_never_updated; UPDATE event SET data = '{\"text\":\"other\"}' WHERE position = 5"
        )
        let run = try await Replay.run(command.split(separator: " ").map(String.init) + [programme.path])
        #expect(run.exit == .status(5))
        #expect(run.errors.contains("at position 5"))
        #expect(!run.output.contains("other"))
    }

    // MARK: show

    @Test func `a record is shown with its events`() async throws {
        let outcome = try await Replay.run("show", "trial/T-001", "--log", programme.path)
        #expect(
            outcome.outputLines.dropLast() == [
                """
                3  trial/T-001 v1  2022-03  2023-11-14T22:13:21.000000Z  trial.planned  \
                {"title":"First in human","devices":["D-1"],"regime":"none"}
                """,
                #"5  trial/T-001 v2  2022-11-07  2023-11-14T22:13:21.000000Z  trial.note-added  {"text":"a \"note\""}"#,
                """
                6  trial/T-001 v3  2022-11-08  2023-11-14T22:13:21.000000Z  trial.terminated  \
                {"ground":"no subjects"}
                """,
            ])
        let record = try JSONValue(parsing: try #require(outcome.outputLines.last))
        #expect(record["status"] == "terminated")
        #expect(record["position"] == 6)
    }

    @Test func `a record is shown as it was at a version`() async throws {
        let outcome = try await Replay.run("show", "trial/T-001", "--log", programme.path, "--at", "1")
        #expect(outcome.outputLines.count == 2)
        let record = try JSONValue(parsing: try #require(outcome.outputLines.last))
        #expect(record["status"] == "planned")
    }

    @Test func `sealed data stays sealed`() async throws {
        let outcome = try await Replay.run("show", "person/P-0001", "--log", programme.path)
        #expect(outcome.outputLines.first?.hasSuffix(#"{"name":{"sealed":"c2VhbGVk"}}"#) == true)
        #expect(try JSONValue(parsing: try #require(outcome.outputLines.last))["name"] == "[sealed]")
    }

    @Test(arguments: ["0", "4"]) func `a version that is not there is told`(_ version: String) async throws {
        let outcome = try await Replay.run("show", "trial/T-001", "--log", programme.path, "--at", version)
        #expect(outcome.errors == "suture-replay: trial/T-001 has versions 1 to 3, not \(version)\n")
        #expect(outcome.exit == .status(1))
    }

    @Test func `a record that is not there is told`() async throws {
        let outcome = try await Replay.run("show", "trial/T-9", "--log", programme.path)
        #expect(outcome.errors == "suture-replay: there is no event of trial/T-9\n")
        #expect(outcome.exit == .status(1))
    }

    @Test func `a record without its kind is wrong usage`() async throws {
        #expect(try await Replay.run("show", "T-001", "--log", programme.path).exit == .status(2))
    }

    // MARK: export

    @Test func `events are written as CloudEvents`() async throws {
        let outcome = try await Replay.run(
            "export", programme.path, "--format", "cloudevents", "--after", "4")
        #expect(outcome.exit == .status(0))
        #expect(outcome.outputLines.count == 2)
        let recorded = try LogReader.open(path: programme.directory.log).events(after: .zero, limit: 6)
        #expect(
            outcome.outputLines.first == """
                {"specversion":"1.0","id":"6f1c2d3e-4b5a-4678-9abc-def012345678/5",\
                "source":"urn:uuid:6f1c2d3e-4b5a-4678-9abc-def012345678","type":"org.suture.trial.note-added",\
                "subject":"trial/T-001","time":"2023-11-14T22:13:21.000000Z","datacontenttype":"application/json",\
                "position":"5","streamversion":"2","schemaversion":"1","occurredon":"2022-11-07",\
                "metadata":"{\\"actor\\":{\\"uid\\":1000,\\"role\\":\\"recorder\\"}}",\
                "hash":"\(recorded[4].hash.hexadecimal)","data":{"text":"a \\"note\\""}}
                """)
    }

    /// CloudEvents 1.0, "Naming conventions": lower-case letters and digits only.
    @Test func `every line is a CloudEvent`() async throws {
        let lines = try await Replay.run("export", programme.path).outputLines
        #expect(lines.count == 6)
        for line in lines {
            let event = try #require(try JSONValue(parsing: line).object)
            for member in event {
                #expect(member.key.wholeMatch(of: /[a-z0-9]+/) != nil)
            }
            for required in ["id", "source", "specversion", "type"] {
                #expect(event[required]?.string?.isEmpty == false)
            }
        }
    }

    // MARK: stats

    @Test func `a log is counted`() async throws {
        let outcome = try await Replay.run("stats", programme.path)
        #expect(
            outcome.output == """
                log       6f1c2d3e-4b5a-4678-9abc-def012345678, made 2023-11-14T22:13:20.000000Z
                head      6:\(programme.head.hash.hexadecimal)
                events    6
                payload   502 bytes
                recorded  2023-11-14T22:13:21.000000Z to 2023-11-14T22:13:21.000000Z

                records
                  1  device
                  1  institution
                  1  person
                  1  trial

                events
                  1  device.registered
                  1  institution.registered
                  1  person.registered
                  1  trial.note-added
                  1  trial.planned
                  1  trial.terminated

                """)
        #expect(outcome.exit == .status(0))
    }
}
