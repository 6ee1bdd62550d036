import Foundation
import GRDB
import SutureDomain
import SutureLog
import SutureSQLiteLog
import SutureTestSupport
import Testing

/// The script of the documentation and the verifier say the same.
@Suite struct PythonVerifierTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    func runScript() async throws -> ProgramRun {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Sources/SutureLog/SutureLog.docc/Resources/verify_log.py")
        return try await ProgramRun.of(["python3", script.path, folder.file("log.db")])
    }

    @Test func `a sound log has the same head`() async throws {
        let log = try SQLiteEventLog.open(in: folder)
        _ = try log.append(GoldenLogTests.events, recordedAt: .seconds(1))
        let run = try await runScript()
        #expect(run.output == "sound: 3 events, head 3:\(log.head.hash.hexadecimal)\n")
        #expect(run.exit == .status(0), "\(run)")
    }

    @Test func `a changed event is found at the same position`() async throws {
        let log = try SQLiteEventLog.open(in: folder)
        _ = try log.append(NewEvent.notes(1...9), recordedAt: .seconds(1))
        try log.close()
        try await DatabaseQueue(path: folder.file("log.db")).write {
            try $0.execute(
                sql:
                    "DROP TRIGGER event_is_never_updated; UPDATE event SET occurred_on = '2001' WHERE position = 5"
            )
        }
        let run = try await runScript()
        #expect(run.errors == "position 5: its hash does not fit what it holds and the event before it\n")
        #expect(run.exit == .status(1), "\(run)")
    }
}
