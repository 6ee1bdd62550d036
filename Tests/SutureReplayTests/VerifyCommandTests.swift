import SutureDomain
import SutureLog
import SutureSQLiteLog
import SutureTestSupport
import Testing

@Suite struct VerifyCommandTests {
    let programme: SmallProgramme
    let head: String

    init() throws {
        programme = try SmallProgramme()
        head = "6:\(programme.head.hash.hexadecimal)"
    }

    @Test func `a sound log is told with its head`() async throws {
        for file in [programme.path, programme.directory.log] {
            let outcome = try await Replay.run("verify", file, "--deep", "--head", head)
            #expect(outcome.output == "sound: 6 events in 4 streams, head \(head)\n")
            #expect(outcome.errors.isEmpty)
            #expect(outcome.exit == .status(0))
        }
    }

    @Test func `the program says its version, and its name where it is used wrongly`() async throws {
        #expect(try await Replay.run("--version").output == "suture-replay \(Product.version)\n")
        let wrong = try await Replay.run("verify", programme.path, "--head", "5")
        #expect(wrong.errors.hasPrefix("suture-replay: The value '5' is invalid"))
        #expect(wrong.exit == .status(2))
    }

    @Test func `the first bad event is named`() async throws {
        try programme.tamper(
            programme.directory.log,
            "DROP TRIGGER event_is_never_updated; UPDATE event SET data = '{}' WHERE position = 5")
        let outcome = try await Replay.run("verify", programme.path)
        #expect(
            outcome.output
                == "unsound: position 5: its hash does not fit what it holds and the event before it\n")
        #expect(outcome.exit == .status(1))
    }

    @Test func `a tail that was cut off shows against a head`() async throws {
        try programme.tamper(
            programme.directory.log,
            "DROP TRIGGER event_is_never_deleted; DELETE FROM event WHERE position = 6")
        #expect(try await Replay.run("verify", programme.path).exit == .status(0))
        let outcome = try await Replay.run("verify", programme.path, "--head", head)
        #expect(outcome.output == "unsound: position 6: it is missing; the log must go on to position 6\n")
        #expect(outcome.exit == .status(1))
    }

    @Test func `a log beside a daemon is verified up to its head`() async throws {
        // The writer holds the log open, and its events are in the write-ahead log.
        let log = try SQLiteEventLog.open(path: programme.directory.log, newIdentity: SmallProgramme.identity)
        let recorded = try log.reader().events(after: .zero, limit: 1)
        _ = try log.append(
            [
                NewEvent(
                    stream: recorded[0].stream, version: recorded[0].version.next,
                    previous: recorded[0].position,
                    type: "institution.note-added", schema: 1, occurredOn: "2023",
                    data: Array(#"{"text":"x"}"#.utf8), metadata: recorded[0].metadata)
            ], recordedAt: recorded[0].recordedAt)
        let outcome = try await Replay.run("verify", programme.path, "--deep")
        #expect(outcome.output == "sound: 7 events in 4 streams, head 7:\(log.head.hash.hexadecimal)\n")
    }

    @Test(arguments: ["6", "6:abc", "x:\(String(repeating: "0", count: 64))"])
    func `a malformed head is wrong usage`(_ head: String) async throws {
        let outcome = try await Replay.run("verify", programme.path, "--head", head)
        #expect(outcome.exit == .status(2))
        #expect(outcome.errors.contains("position:hash"))
    }

    @Test func `a file that is missing is a failure`() async throws {
        let outcome = try await Replay.run("verify", programme.file("none.db"))
        #expect(outcome.exit == .status(5))
        #expect(
            outcome.errors == """
                suture-replay: cannot open the log (\(programme.file("none.db"))): there is no such file. \
                Name a log.db or the state directory that holds it.

                """)
    }

    @Test func `help is no failure`() async throws {
        let outcome = try await Replay.run("--help")
        #expect(outcome.exit == .status(0))
        #expect(outcome.output.contains("USAGE: suture-replay"))
    }

    @Test func `an unknown command is wrong usage`() async throws {
        #expect(try await Replay.run("destroy", programme.path).exit == .status(2))
    }
}
