import SutureInterface
import SutureJSON
import SutureVarlink
import Testing

@testable import SutureClient

@Suite struct ErrorTests {
    @Test(arguments: [
        (
            VarlinkError(
                "org.suture.Trial.Refused",
                ["message": "D-9 is not in this trial.", "rule": "device-not-in-trial", "field": "device"]),
            ProgramStatus.refused, "refused (device-not-in-trial) device: D-9 is not in this trial."
        ),
        (
            VarlinkError("org.suture.Trial.Refused", ["message": "Not yet.", "rule": "trial-not-running"]),
            .refused, "refused (trial-not-running): Not yet."
        ),
        (
            VarlinkError("org.suture.Trial.NotFound", ["message": "No trial/T-9.", "record": "trial/T-9"]),
            .refused, "not found: No trial/T-9."
        ),
        (
            VarlinkError("org.suture.Trial.Conflict", ["message": "It is 4.", "expected": 3, "actual": 4]),
            .refused, "conflict: It is 4."
        ),
        (
            VarlinkError("org.suture.Trial.CommandReused", ["message": "Used at 12."]), .refused,
            "command id reused: Used at 12."
        ),
        (
            .invalidParameter("device"), .usage,
            "invalid parameter: device is missing, unknown or not of its form"
        ),
        (
            .permissionDenied, .notPermitted,
            "not permitted: the daemon does not grant your account the role that this needs"
        ),
        (
            VarlinkError("org.suture.Log.Busy", ["message": "Too much.", "retryAfterMilliseconds": 50]),
            .failed, "busy: Too much.; try again in 50 ms"
        ),
        (
            VarlinkError("org.suture.Log.ReadOnly", ["message": "Disk full."]), .failed,
            "read-only: Disk full."
        ),
        (
            VarlinkError("org.suture.Log.Failed", ["message": "No sync.", "hint": "Repeat."]), .failed,
            "failed: No sync. Repeat."
        ),
        (
            .methodNotFound("org.suture.Trial.Fly"), .failed,
            "failed: the daemon does not know org.suture.Trial.Fly; is it of another version?"
        ),
    ])
    func `an error of the daemon has its exit status and its line`(
        error: VarlinkError, status: ProgramStatus, line: String
    ) {
        let report = ErrorReport(error as any Error)
        #expect(report.status == status)
        #expect(report.line == line)
        #expect(report.wire?["error"] == .string(error.name))
    }

    @Test func `a daemon that cannot be reached is named by its socket, with what to do`() {
        let report = ErrorReport(Unreachable(socketPath: "/run/x", cause: .noSocket(path: "/run/x")))
        #expect(report.status == .unreachable)
        #expect(
            report.line == """
                cannot reach the daemon at /run/x: is sutured running? --socket or SUTURE_SOCKET names another socket
                """)
        #expect(report.wire == nil)
    }

    @Test func `a connection that breaks leaves it open whether something was recorded`() {
        let report = ErrorReport(VarlinkClientError.closed)
        #expect(report.status == .failed)
        #expect(report.line.contains("repeated with the same --command-id"))
    }

    @Test func `statuses are those of the protocol`() {
        let statuses: [ProgramStatus] = [.done, .refused, .usage, .unreachable, .notPermitted, .failed]
        #expect(statuses.map(\.rawValue) == [0, 1, 2, 3, 4, 5])
    }

    @Test func `the program ends with its statuses`() async {
        #expect(await ClientProgram.run(["--socket", "/nonexistent", "status"]) == 3)
        #expect(await ClientProgram.run(["trial", "start"]) == 2)
        #expect(await ClientProgram.run(["record", "/nonexistent"]) == 2)
    }

    @Test(arguments: [
        (1234, false, "trial/T-001 version 7 at position 1234"),
        (1234, true, "trial/T-001 version 7 at position 1234 (duplicate: it was recorded before)"),
        (0, false, "trial/T-001 version 7 would be recorded"),
    ])
    func `a receipt is one line`(position: Int64, duplicate: Bool, line: String) throws {
        let reply = try JSONDocument(
            parsing: """
                {"receipt":{"position":\(position),"stream":"trial/T-001","version":7,\
                "recordedAt":"2022-11-07T09:30:00.000000Z","duplicate":\(duplicate)}}
                """)
        #expect(try Receipt(inReply: reply.root).line == line)
    }
}
