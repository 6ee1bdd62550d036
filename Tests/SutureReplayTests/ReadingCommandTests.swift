import Foundation
import SutureDomain
import SutureJSON
import SutureLog
import SutureTestSupport
import Testing

/// `show`, `export` and `stats`.
@Suite struct ReadingCommandTests {
    let programme: SmallProgramme

    init() throws { programme = try SmallProgramme() }

    @Test(arguments: ["export", "stats", "show trial/T-001 --log"])
    func `an answer that nobody reads is told in one line`(_ command: String) async throws {
        // The reader of the pipe is gone before anything is written, and nobody is killed for it.
        let script = """
            trap '' PIPE
            { sleep 0.3; "$0" \(command) "$1" 2>&3; echo $? >&3; } | true
            """
        let run = try await ProgramRun.of([
            "/bin/sh", "-c", "exec 3>&2; " + script, BuiltProgram.path("suture-replay"), programme.path,
        ])
        #expect(run.errors == "suture-replay: the answer cannot be written: Broken pipe\n5\n")
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
