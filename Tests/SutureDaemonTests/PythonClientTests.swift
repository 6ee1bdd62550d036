import Foundation
import SutureTestSupport
import Testing

/// A client that others wrote works with the daemon from nothing but what the daemon says of itself.
@Suite(.timeLimit(.minutes(20))) struct PythonClientTests {
    @Test func `a Python script records, reads and follows`() async throws {
        try await PythonClientTests.requireVarlink()
        try await RunningDaemon.run { daemon in
            let script = Repository.path("Tests/SutureDaemonTests/Scripts/records_with_python.py")
            let run = try await ProgramRun.of(
                ["/usr/bin/env", "python3", script, daemon.socketPath])
            #expect(run.output == "ok\n", "\(run.errors)")
            #expect(run.exit == .status(0))
        }
    }

    /// Without the library the test is skipped, except where `CI` is set: there it fails.
    private static func requireVarlink() async throws {
        if ProcessInfo.processInfo.environment["CI"] != nil { return }
        var isThere = false
        try await RunningDaemon.prepare { daemon in
            let probe = try await ProgramRun.of(
                ["/usr/bin/env", "python3", "-c", "import varlink"])
            isThere = probe.exit == .status(0)
        }
        if !isThere { try Test.cancel("no varlink is installed for Python") }
    }
}
