package import Foundation

/// A program that ran to its end: how it ended and what it said.
package struct ProgramRun: Sendable {
    package let exit: ChildProcess.Exit
    package let output: String
    package let errors: String

    package var outputLines: [String] { ProgramRun.lines(of: output) }
    package var errorLines: [String] { ProgramRun.lines(of: errors) }

    /// Runs a program without holding a thread meanwhile: the pool that runs the tests has few, which others
    /// need.
    /// - Parameters:
    ///   - command: a path, or a name that is searched for, and arguments.
    ///   - environment: what is added to the test's own.
    ///   - input: what it reads from standard input; else nothing.
    package static func of(
        _ command: [String], environment: [String: String] = [:], input: String? = nil
    ) async throws -> ProgramRun {
        let folder = FileManager.default.temporaryDirectory.appending(path: "suture-run-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "input").path
        var command = command
        if let input {
            try input.write(toFile: file, atomically: true, encoding: .utf8)
            command = ["/bin/sh", "-c", #"exec "$0" "$@" < "$SUTURE_TEST_INPUT""#] + command
        }
        let process = try ChildProcess(
            "/usr/bin/env", command, environment: environment.merging(["SUTURE_TEST_INPUT": file]) { $1 },
            outputPath: folder.appending(path: "run").path)
        let exit = await process.exit()
        return ProgramRun(exit: exit, output: process.standardOutput, errors: process.standardError)
    }

    private static func lines(of text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        return lines
    }
}

/// A program as the build made it beside the tests that run.
package enum BuiltProgram {
    package static var folder: URL {
        let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(fileURLWithPath: tests).deletingLastPathComponent()
    }

    package static func path(_ name: String) -> String { folder.appending(path: name).path }
}
