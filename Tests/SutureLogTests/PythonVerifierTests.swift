import Foundation
import GRDB
import SutureDomain
import SutureLog
import Testing

/// The script of the documentation and the verifier say the same.
@Suite struct PythonVerifierTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    func runScript() throws -> (status: Int32, output: String) {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Sources/SutureLog/SutureLog.docc/Resources/verify_log.py")
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", script.path, folder.file("log.db")]
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
    }

    @Test func `a sound log has the same head`() throws {
        let log = try SQLiteEventLog.open(in: folder)
        _ = try log.append(GoldenLogTests.events, recordedAt: .seconds(1))
        let (status, output) = try runScript()
        #expect(output == "sound: 3 events, head 3:\(log.head.hash.hexadecimal)\n")
        #expect(status == 0)
    }

    @Test func `a changed event is found at the same position`() throws {
        let log = try SQLiteEventLog.open(in: folder)
        _ = try log.append(NewEvent.notes(1...9), recordedAt: .seconds(1))
        try log.close()
        try DatabaseQueue(path: folder.file("log.db")).write {
            try $0.execute(
                sql:
                    "DROP TRIGGER event_is_never_updated; UPDATE event SET occurred_on = '2001' WHERE position = 5"
            )
        }
        let (status, output) = try runScript()
        #expect(output == "position 5: its hash does not fit what it holds and the event before it\n")
        #expect(status == 1)
    }
}
