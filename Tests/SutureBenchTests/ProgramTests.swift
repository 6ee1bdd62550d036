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

    /// For crashes only, as well.
    @Test func `logs are generated once, and measured as often as one likes`() async throws {
        try await RunningDaemon.prepare { daemon in
            for isFirst in [true, false] {
                let (exit, output) = try await bench(
                    "offline", "--events", "700,2000", "--into", daemon.stateDirectory, in: daemon.directory)
                #expect(exit == .status(0), "\(output)")
                #expect(output.hasPrefix("700 events\(isFirst ? ", generated at" : "\n")"), "\(output)")
                for what in ["verify --deep ", "rebuild ", "Follow from 1 ", "List of 50 ", "log.db : data "]
                {
                    #expect(output.components(separatedBy: "\n| \(what)").count == 3, "\(what): \(output)")
                }
            }
        }
    }

    @Test func `a log of another size is not measured as if it had this one`() async throws {
        try await RunningDaemon.prepare { daemon in
            let directory = "\(daemon.stateDirectory)/600-1"
            _ = try await bench("generate", "--events", "500", "--into", directory, in: daemon.directory)
            let (exit, output) = try await bench(
                "offline", "--events", "600", "--into", daemon.stateDirectory, in: daemon.directory)
            #expect(exit == .status(5))
            #expect(output.contains("has 500 events instead of 600"), "\(output)")
        }
    }

    @Test func `queries are measured while commands arrive at a fixed rate`() async throws {
        try await RunningDaemon.prepare { daemon in
            let (exit, output) = try await bench(
                "queries", "--rate", "200", "--clients", "2", "--seconds", "0.5", "--scratch",
                daemon.directory,
                in: daemon.directory)
            #expect(exit == .status(0), "\(output)")
            for query in ["Get", "List of 50"] {
                let row = try #require(output.split(separator: "\n").first { $0.hasPrefix("| \(query) ") })
                let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
                // However slow the machine is, more is never sent than was asked for.
                #expect((1...200).contains(try #require(Int(cells[5]))), "\(row)")
            }
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
                BuiltProgram.path("suture-replay"), arguments + [daemon.stateDirectory],
                outputPath: "\(daemon.directory)/replay")
            #expect(await check.exit() == .status(0), "\(check.standardOutput)")
        }
    }

    private func bench(
        _ arguments: String..., in directory: String
    ) async throws -> (ChildProcess.Exit, String) {
        let process = try ChildProcess(
            BuiltProgram.path("suture-bench"), arguments, outputPath: "\(directory)/bench")
        let exit = await process.exit()
        return (exit, process.standardOutput + process.standardError)
    }
}
