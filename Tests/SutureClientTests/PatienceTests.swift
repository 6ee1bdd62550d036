import SutureJSON
import SutureOutput
import Testing
import Varlink

@testable import SutureClient

/// What the daemon is too busy for is asked again when it says, until patience ends.
@Suite struct PatienceTests {
    private static let busy = VarlinkError(
        "org.suture.Log.Busy", ["message": "Another check is under way.", "retryAfterMilliseconds": 1_000])

    @Test func `a busy daemon is asked again, and what is waited for is told once`() async throws {
        var told: [String] = []
        var pauses: [Duration] = []
        var attemptCount = 0
        let patience = Patience(
            waitMax: .seconds(5), tell: { told.append($0) }, sleep: { pauses.append($0) })
        let reply = try await patience.call {
            attemptCount += 1
            if attemptCount < 4 { throw PatienceTests.busy }
            return "done"
        }
        #expect(reply == "done")
        #expect(pauses == [.seconds(1), .seconds(1), .seconds(1)])
        #expect(told == ["waiting, at most 5 s: Another check is under way."])
    }

    @Test func `patience ends, and says how long it was`() async throws {
        var pauseCount = 0
        let patience = Patience(waitMax: .seconds(3), tell: { _ in }, sleep: { _ in pauseCount += 1 })
        let error = await #expect(throws: BusyTooLong.self) {
            try await patience.call { throw PatienceTests.busy }
        }
        #expect(pauseCount == 3)
        let report = ErrorReport(try #require(error))
        #expect(report.status == .failed)
        #expect(
            report.lines == [
                "busy: Another check is under way. Waited 3 s for it; try again later"
            ])
        #expect(report.wire?["error"] == "org.suture.Log.Busy")
    }

    @Test(arguments: [
        VarlinkError("org.suture.Log.Busy", ["message": "Never."]),
        VarlinkError("org.suture.Log.ReadOnly", ["message": "Disk full.", "retryAfterMilliseconds": 1]),
    ])
    func `nothing else is waited for`(error: VarlinkError) async {
        let patience = Patience(tell: { _ in }, sleep: { _ in Issue.record("it sleeps") })
        await #expect(throws: error) { try await patience.call { throw error } }
    }

    @Test func `a daemon that says no time is not asked without a pause`() async throws {
        var pauses: [Duration] = []
        var isFirst = true
        let patience = Patience(tell: { _ in }, sleep: { pauses.append($0) })
        try await patience.call {
            defer { isFirst = false }
            if isFirst {
                throw VarlinkError("org.suture.Log.Busy", ["message": "", "retryAfterMilliseconds": 0])
            }
        }
        #expect(pauses == [.milliseconds(50)])
    }

    @Test func `an import that machinery stops says to import again`() {
        func line(_ error: any Error) -> String? {
            BrokenImport(error).map { ErrorReport($0).lines.joined() }
        }
        #expect(line(VarlinkClientError.closed)?.hasPrefix("the connection to the daemon broke: ") == true)
        #expect(line(VarlinkClientError.closed)?.contains("command-id") == false)
        let failed = VarlinkError(
            "org.suture.Log.Failed",
            [
                "message": "A sync failed.", "operation": "sync",
                "hint":
                    "whether it was recorded is unknown; repeat it with the same command id once the daemon is back",
            ])
        #expect(
            line(failed)
                == "failed: A sync failed. Whether it was recorded is unknown; import the sheet again once the daemon is back."
        )
        #expect(line(VarlinkError("org.suture.Log.ReadOnly", ["message": "Disk full."])) == nil)
    }
}
