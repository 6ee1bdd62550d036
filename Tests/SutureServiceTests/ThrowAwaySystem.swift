import Foundation
import Testing

/// A systemd with a root of its own over the machine's, which ends with the command that it was started for:
/// `with-systemd`, from the environment variable `WITH_SYSTEMD` or from the path.
enum ThrowAwaySystem {
    /// What this machine lacks for running the scenarios, in words.
    static let missing: [String] = {
        var missing: [String] = []
        if geteuid() != 0 { missing.append("root") }
        if tool == nil { missing.append("with-systemd (WITH_SYSTEMD names it, or it is on the path)") }
        if !isExecutable("/lib/systemd/systemd") { missing.append("systemd") }
        if !isExecutable("/usr/bin/python3") { missing.append("python3") }
        for program in programs where !isExecutable(builtPath(program)) {
            missing.append("\(builtPath(program)) (swift build)")
        }
        return missing
    }()

    /// False where the scenarios are to be skipped: on a machine that lacks something, unless it is there to test.
    static var isExpected: Bool { missing.isEmpty || ProcessInfo.processInfo.environment["CI"] != nil }

    static var missingComment: Comment { "this needs \(missing.joined(separator: ", "))" }

    /// Runs a scenario in a system of its own; what it printed is the reason if it failed.
    static func run(_ scenario: String) async throws {
        let tool = try #require(missing.isEmpty ? tool : nil, missingComment)
        let stage = "/mnt/suture"
        var arguments = ["--timeout", "120", "--ro-bind", "\(repository):\(stage)"]
        for program in programs { arguments += ["--ro-bind", "\(builtPath(program)):/usr/bin/\(program)"] }
        arguments += ["bash", "\(stage)/Tests/SutureServiceTests/Scripts/\(scenario).sh"]
        let (status, output) = try await finish(tool, arguments)
        #expect(status == 0, "\(scenario): \(output)")
    }

    // MARK: Where things are

    private static let programs = ["sutured", "suture", "suture-replay"]

    private static let repository = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    /// The programs lie beside the tests, as one build leaves them.
    private static func builtPath(_ program: String) -> String {
        let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        return tests.deletingLastPathComponent().appending(path: program).path
    }

    private static let tool: String? = {
        let environment = ProcessInfo.processInfo.environment
        if let named = environment["WITH_SYSTEMD"] { return isExecutable(named) ? named : nil }
        let directories = (environment["PATH"] ?? "").split(separator: ":")
        return directories.map { "\($0)/with-systemd" }.first(where: isExecutable)
    }()

    private static func isExecutable(_ path: String) -> Bool {
        FileManager.default.isExecutableFile(atPath: path)
    }

    // MARK: Running

    /// Runs a program to its end without holding a thread meanwhile; its output goes by way of a file.
    private static func finish(
        _ program: String, _ arguments: [String]
    ) async throws -> (status: Int32, output: String) {
        let file = FileManager.default.temporaryDirectory.appending(path: "scenario-\(UUID().uuidString)")
        try Data().write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let output = try FileHandle(forWritingTo: file)
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in continuation.resume() }
            do { try process.run() } catch { continuation.resume(throwing: error) }
        }
        try output.close()
        return (process.terminationStatus, String(decoding: try Data(contentsOf: file), as: UTF8.self))
    }
}
