import Foundation
import SutureTestSupport
import Testing

/// The client that others wrote (PyPI `varlink`) reaches everything.
@Suite(.timeLimit(.minutes(2))) struct PythonClientTests {
    @Test func `a programme is recorded, listed, followed and introspected by another implementation`()
        async throws
    {
        try await RunningDaemon.run { daemon in
            let probe = try ChildProcess(
                "/usr/bin/env", ["python3", "-c", "import varlink"], outputPath: daemon.directory + "/probe")
            let isThere = await probe.exit() == .status(0)
            try require(isThere, "the Python package varlink is not installed")
            let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
                .appendingPathComponent("Scripts/client.py").path
            let client = try ChildProcess(
                "/usr/bin/env", ["python3", script, daemon.socketPath],
                outputPath: daemon.directory + "/client")
            #expect(await client.exit() == .status(0), "\(client.standardError)")
            #expect(client.standardOutput == "recorded, listed, followed and introspected\n")
        }
    }
}
