import Foundation
import SutureProgram

/// Redis Streams: `XADD` of the same bytes, on disk before the reply as an event is.
///
/// Redis parses a request, appends to a stream in memory, writes the command to its append-only file, and
/// syncs that once for all of a turn of its event loop. It checks no rules, keeps no hashes, receipts or read
/// models.
struct RedisPeer {
    static let installation = "apt-get install redis-server redis-tools"

    let payloadByteCount: Int

    struct Figures {
        let rate: Double
        /// In milliseconds.
        let p50, p99: Double
        let cpuSecondsPerThousand: Double
    }

    /// Its version; `nil` where it is not installed.
    static func version(parent: String) throws -> String? {
        let scratch = try ScratchFolder(in: parent)
        for program in ["redis-benchmark", "redis-server"] {
            let output = scratch.file("version")
            guard let child = try? ChildProgram(program, ["--version"], outputPath: output),
                child.wait().status == 0
            else { return nil }
            if program == "redis-server" {
                return child.standardOutput.split(separator: " ").first { $0.hasPrefix("v=") }.map {
                    String($0.dropFirst(2))
                }
            }
        }
        return nil
    }

    /// A server on a folder of its own, as much warm-up as the daemon gets, and the load.
    /// - Parameter seconds: for which it is to run; `redis-benchmark` wants a number: the warm-up tells it.
    func run(_ shape: Shape, warmUpCount: Int, seconds: Double, commandCount: Int?, parent: String) throws
        -> Figures
    {
        let scratch = try ScratchFolder(in: parent)
        let socket = scratch.file("s")
        let server = try ChildProgram(
            "redis-server", settings(scratch, socket), outputPath: scratch.file("server"))
        try waitUntilReachable(socket, server, scratch)
        let warmUp = try benchmark(shape, socket, count: warmUpCount, scratch)
        let count = commandCount ?? max(warmUpCount, Int(warmUp.rate * seconds))
        let before = KernelTime.cpuTime(ofProcess: server.id) ?? 0
        let found = try benchmark(shape, socket, count: count, scratch)
        let cpu = Double((KernelTime.cpuTime(ofProcess: server.id) ?? before) - before) / 1e9
        server.terminate()
        return Figures(
            rate: found.rate, p50: found.p50, p99: found.p99,
            cpuSecondsPerThousand: 1000 * cpu / Double(count))
    }

    /// Rewriting the file is switched off for Redis' benefit: it would slow the load down.
    private func settings(_ scratch: ScratchFolder, _ socket: String) -> [String] {
        [
            "--port", "0", "--unixsocket", socket, "--dir", scratch.path, "--appendonly", "yes",
            "--appendfsync", "always", "--save", "", "--auto-aof-rewrite-percentage", "0", "--daemonize",
            "no",
        ]
    }

    private func waitUntilReachable(_ socket: String, _ server: ChildProgram, _ scratch: ScratchFolder) throws
    {
        while true {
            if let descriptor = try? UnixAddress.connected(to: socket) {
                close(descriptor)
                return
            }
            if let ending = server.ended() {
                throw BenchFailure(
                    "redis-server ended with status \(ending.status): \(server.standardOutput)")
            }
            usleep(5_000)
        }
    }

    private func benchmark(
        _ shape: Shape, _ socket: String, count: Int, _ scratch: ScratchFolder
    ) throws -> RedisBenchmarkOutput {
        let arguments = [
            "-s", socket, "-c", "\(shape.clientCount)", "-P", "\(shape.pipelineCount)",
            "-n", "\(max(count, shape.clientCount * shape.pipelineCount))", "--csv", "XADD", "events", "*",
            "data", String(repeating: "x", count: payloadByteCount),
        ]
        let program = try ChildProgram("redis-benchmark", arguments, outputPath: scratch.file("benchmark"))
        _ = try program.waitForSuccess()
        guard let output = RedisBenchmarkOutput(csv: program.standardOutput) else {
            throw BenchFailure("redis-benchmark printed something unknown: \(program.standardOutput)")
        }
        return output
    }
}

/// The last line of `redis-benchmark --csv`, by the names of its columns.
struct RedisBenchmarkOutput {
    let rate, p50, p99: Double

    init?(csv: String) {
        let lines = csv.split(whereSeparator: \.isNewline).map { line in
            line.split(separator: "\",\"").map { $0.trimmingCharacters(in: ["\""]) }
        }
        guard lines.count >= 2, let names = lines.first, let values = lines.last, names.count == values.count
        else { return nil }
        func number(_ name: String) -> Double? { names.firstIndex(of: name).flatMap { Double(values[$0]) } }
        guard let rate = number("rps"), let p50 = number("p50_latency_ms"), let p99 = number("p99_latency_ms")
        else { return nil }
        (self.rate, self.p50, self.p99) = (rate, p50, p99)
    }
}
