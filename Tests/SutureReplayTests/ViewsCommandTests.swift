import Foundation
import SutureLog
import SutureTestSupport
import Testing

/// `rebuild` and `compare`.
@Suite struct ViewsCommandTests {
    let programme: SmallProgramme

    init() throws { programme = try SmallProgramme() }

    @Test func `what is rebuilt equals what is live`() async throws {
        let rebuilt = programme.file("rebuilt.db")
        let outcome = try await Replay.run("rebuild", programme.path, "--into", rebuilt)
        #expect(outcome.output == "rebuilt \(rebuilt) from 6 events\n")
        #expect(outcome.exit == .status(0))
        for arguments in [[programme.path], [programme.directory.log, rebuilt]] {
            let comparison = try await Replay.run(["compare"] + arguments)
            #expect(comparison.output == "equal: the read models are what 6 events make of them\n")
            #expect(comparison.exit == .status(0))
        }
    }

    @Test func `an existing file is not overwritten`() async throws {
        let before = try Data(contentsOf: URL(fileURLWithPath: programme.directory.views))
        let outcome = try await Replay.run("rebuild", programme.path, "--into", programme.directory.views)
        #expect(outcome.exit == .status(2))
        #expect(outcome.errors.contains("exists; name a new file"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: programme.directory.views)) == before)
    }

    @Test func `a log with a gap leaves no half of the read models`() async throws {
        try programme.tamper(
            programme.directory.log,
            "DROP TRIGGER event_is_never_deleted; DELETE FROM event WHERE position = 4")
        let outcome = try await Replay.run("rebuild", programme.path, "--into", programme.file("rebuilt.db"))
        #expect(outcome.exit == .status(5))
        #expect(!FileManager.default.fileExists(atPath: programme.file("rebuilt.db")))
    }

    @Test func `the first row that differs is shown with the event that made it`() async throws {
        try programme.tamper(programme.directory.views, "UPDATE trial SET status = 'completed'")
        let outcome = try await Replay.run("compare", programme.path)
        #expect(outcome.exit == .status(1))
        #expect(
            outcome.outputLines == [
                """
                different (first: the read models, second: rebuilt): \
                trial (T-001), column status, made by the event at position 6: completed and terminated
                """,
                """
                6  trial/T-001 v3  2022-11-08  2023-11-14T22:13:21.000000Z  trial.terminated  \
                {"ground":"no subjects"}
                """,
            ])
    }

    @Test func `read models of another log are not compared`() async throws {
        let other = try SmallProgramme()
        try other.tamper(other.directory.views, "UPDATE checkpoint SET log_id = 'another'")
        let outcome = try await Replay.run("compare", programme.directory.log, other.directory.views)
        #expect(outcome.exit == .status(5))
        #expect(outcome.errors.contains("they follow another log, another"), "\(outcome.errors)")
    }

    @Test func `read models that know more than the log are not compared, and nobody is told to lose them`()
        async throws
    {
        try programme.tamper(programme.directory.views, "UPDATE checkpoint SET position = 9")
        let outcome = try await Replay.run("compare", programme.path)
        #expect(outcome.exit == .status(5))
        #expect(outcome.errors.contains("they know position 9 ("), "\(outcome.errors)")
        #expect(outcome.errors.contains("Put the right log.db back"))
        #expect(!outcome.errors.contains("Start the daemon"))
    }

    @Test func `where the log has a hole nobody is told to delete the read models`() async throws {
        try programme.tamper(
            programme.directory.log,
            "DROP TRIGGER event_is_never_deleted; DELETE FROM event WHERE position = 4")
        let outcome = try await Replay.run("compare", programme.path)
        #expect(outcome.exit == .status(5))
        #expect(outcome.errors.contains("position 4"), "\(outcome.errors)")
        #expect(!outcome.errors.contains("delete views.db"), "\(outcome.errors)")
        #expect(outcome.errors.contains("suture-replay verify"), "\(outcome.errors)")
    }

    @Test func `a log alone does not say which read models are meant`() async throws {
        #expect(try await Replay.run("compare", programme.directory.log).exit == .status(2))
    }
}
