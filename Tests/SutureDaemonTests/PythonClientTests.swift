import Foundation
import SutureTestSupport
import Testing

/// A client that others wrote works with the daemon from nothing but what the daemon says of itself.
@Suite(.timeLimit(.minutes(2))) struct PythonClientTests {
    @Test func `a Python script records, reads and follows`() async throws {
        try await RunningDaemon.run { daemon in
            try await PythonClientTests.requireVarlink(in: daemon.directory)
            let script = Repository.path("Tests/SutureDaemonTests/Scripts/records_with_python.py")
            let run = try await ProgramRun.of(
                ["/usr/bin/env", "python3", script, daemon.socketPath], in: daemon.directory)
            #expect(run.output == "ok\n", "\(run.errors)")
            #expect(run.exit == .status(0))
        }
    }

    /// Without the library the test is skipped, except where `CI` is set: there it fails.
    private static func requireVarlink(in directory: String) async throws {
        if ProcessInfo.processInfo.environment["CI"] != nil { return }
        let probe = try await ProgramRun.of(
            ["/usr/bin/env", "python3", "-c", "import varlink"], in: directory)
        if probe.exit != .status(0) { try Test.cancel("no varlink is installed for Python") }
    }
}
