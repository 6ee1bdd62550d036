import Foundation
import SutureTestSupport
import Testing

/// The built `suture-bench`, against the built daemon.
@Suite(.serialized) struct ProgramTests {
    @Test(arguments: ["programme", "outcomes", "reads"])
    func `a daemon answers every call of a load, and its log is sound`(_ mix: String) async throws {
        try await RunningDaemon.run { daemon in
            let (exit, output) = try await bench(
                "--socket", daemon.socketPath, "--mix", mix, "--clients", "2", "--pipeline", "8",
                "--commands",
                "1501", in: daemon.directory)
            #expect(exit == .status(0), "\(output)")
            #expect(output.hasPrefix("\(mix), 1,501 calls a run\n\n| clients × pipeline | per second"))
            #expect(output.contains("\n| 2×8                | "))
            try await checkLog(of: daemon)
        }
    }

    /// For crashes only: what so few commands take says nothing.
    @Test func `every shape is measured with daemons of its own, beside its peers`() async throws {
        try await RunningDaemon.prepare { daemon in
            let (exit, output) = try await bench(
                "load", "--compare", "--pairs", "1", "--commands", "600", "--scratch", daemon.directory,
                in: daemon.directory)
            #expect(exit == .status(0), "\(output)")
            for shape in ["1×1", "16×1", "64×1", "1×100", "16×100"] {
                #expect(output.contains("\n| \(shape) "), "\(output)")
            }
            #expect(output.contains("plain SQLite, 16×100"))
            let left = try FileManager.default.contentsOfDirectory(atPath: daemon.directory)
            #expect(!left.contains { $0.hasPrefix("suture-bench") })
        }
    }

    @Test func `a daemon that is not there fails the load`() async throws {
        try await RunningDaemon.prepare { daemon in
            let (exit, output) = try await bench("--socket", daemon.socketPath, in: daemon.directory)
            #expect(exit == .status(5))
            #expect(output.hasPrefix("suture-bench: reach \(daemon.socketPath): "))
        }
    }

    @Test func `a generated log is sound, and a daemon makes its read models`() async throws {
        try await RunningDaemon.prepare { daemon in
            let (exit, output) = try await bench(
                "generate", "--events", "3000", "--seed", "5", "--into", daemon.stateDirectory,
                in: daemon.directory)
            #expect(exit == .status(0))
            #expect(output.hasPrefix("generated 3000 events in "))
            try await daemon.start()
            try await checkLog(of: daemon)
        }
    }

    @Test func `a log that is there is never written over`() async throws {
        try await RunningDaemon.prepare { daemon in
            for status: Int32 in [0, 2] {
                let (exit, _) = try await bench(
                    "generate", "--events", "10", "--into", daemon.stateDirectory, in: daemon.directory)
                #expect(exit == .status(status))
            }
        }
    }

    /// The log verifies, and the read models are what it makes of them.
    private func checkLog(of daemon: RunningDaemon) async throws {
        #expect(await daemon.terminate() == .status(0))
        for arguments in [["verify", "--deep"], ["compare"]] {
            let check = try ChildProcess(
                RunningDaemon.executable("suture-replay"), arguments + [daemon.stateDirectory],
                outputPath: "\(daemon.directory)/replay")
            #expect(await check.exit() == .status(0), "\(check.standardOutput)")
        }
    }

    private func bench(
        _ arguments: String..., in directory: String
    ) async throws -> (ChildProcess.Exit, String) {
        let process = try ChildProcess(
            RunningDaemon.executable("suture-bench"), arguments, outputPath: "\(directory)/bench")
        let exit = await process.exit()
        return (exit, process.standardOutput + process.standardError)
    }
}
