import Foundation
import SutureTestSupport

/// A program that ran to its end: how it ended and what it said.
struct ProgramRun: Sendable {
    let exit: ChildProcess.Exit
    let output: String
    let errors: String

    var outputLines: [String] { ProgramRun.lines(of: output) }
    var errorLines: [String] { ProgramRun.lines(of: errors) }

    /// - Parameters:
    ///   - command: a path and arguments.
    ///   - input: what it reads from standard input.
    ///   - directory: where a file for each of its streams is made.
    static func of(
        _ command: [String], environment: [String: String] = [:], input: String? = nil, in directory: String
    ) async throws -> ProgramRun {
        let path = "\(directory)/run-\(String(UInt64.random(in: 0 ... .max), radix: 36))"
        var command = command
        if let input {
            try input.write(toFile: path + ".in", atomically: true, encoding: .utf8)
            command = ["/bin/sh", "-c", #"exec "$0" "$@" < "$SUTURE_TEST_INPUT""#] + command
        }
        let process = try ChildProcess(
            command[0], Array(command.dropFirst()),
            environment: environment.merging(["SUTURE_TEST_INPUT": path + ".in"]) { $1 }, outputPath: path)
        let exit = await process.exit()
        return ProgramRun(exit: exit, output: process.standardOutput, errors: process.standardError)
    }

    private static func lines(of text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        return lines
    }
}

extension RunningDaemon {
    /// Runs the built client against this daemon.
    func suture(_ arguments: String..., input: String? = nil) async throws -> ProgramRun {
        try await suture(arguments, input: input)
    }

    func suture(_ arguments: [String], input: String? = nil) async throws -> ProgramRun {
        try await ProgramRun.of(
            [RunningDaemon.executable("suture")] + arguments, environment: ["SUTURE_SOCKET": socketPath],
            input: input, in: directory)
    }

    /// Writes a file beside the daemon's own; its path.
    func write(_ text: String, to name: String) throws -> String {
        let path = "\(directory)/\(name)"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }
}

/// Files of the repository that tests read.
enum Repository {
    static func path(_ name: String, from file: String = #filePath) -> String {
        URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent("../../\(name)")
            .standardizedFileURL.path
    }
}
