import Foundation
import SutureTestSupport
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
        for program in programs where !isExecutable(BuiltProgram.path(program)) {
            missing.append("\(BuiltProgram.path(program)) (swift build)")
        }
        return missing
    }()

    /// False where the scenarios are to be skipped: on a machine that lacks something, unless it is there to
    /// test.
    static var isExpected: Bool { missing.isEmpty || ProcessInfo.processInfo.environment["CI"] != nil }

    static var missingComment: Comment { "this needs \(missing.joined(separator: ", "))" }

    /// Runs a scenario in a system of its own; what it printed is the reason if it failed.
    static func run(_ scenario: String) async throws {
        let tool = try #require(missing.isEmpty ? tool : nil, missingComment)
        let stage = "/mnt/suture"
        var arguments = ["--timeout", "120", "--ro-bind", "\(repository):\(stage)"]
        for program in programs {
            arguments += ["--ro-bind", "\(BuiltProgram.path(program)):/usr/bin/\(program)"]
        }
        arguments += ["bash", "\(stage)/Tests/SutureServiceTests/Scripts/\(scenario).sh"]
        let run = try await ProgramRun.of([tool] + arguments)
        #expect(run.exit == .status(0), "\(scenario): \(run.output)\(run.errors)")
    }

    // MARK: Where things are

    private static let programs = ["sutured", "suture", "suture-replay"]

    private static let repository = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    private static let tool: String? = {
        let environment = ProcessInfo.processInfo.environment
        if let named = environment["WITH_SYSTEMD"] { return isExecutable(named) ? named : nil }
        let directories = (environment["PATH"] ?? "").split(separator: ":")
        return directories.map { "\($0)/with-systemd" }.first(where: isExecutable)
    }()

    private static func isExecutable(_ path: String) -> Bool {
        FileManager.default.isExecutableFile(atPath: path)
    }
}
