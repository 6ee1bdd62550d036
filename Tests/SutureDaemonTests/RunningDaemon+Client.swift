import Foundation
import SutureTestSupport

extension RunningDaemon {
    /// Runs the built client against this daemon.
    func suture(_ arguments: String..., input: String? = nil) async throws -> ProgramRun {
        try await suture(arguments, input: input)
    }

    func suture(_ arguments: [String], input: String? = nil) async throws -> ProgramRun {
        try await ProgramRun.of(
            [BuiltProgram.path("suture")] + arguments, environment: ["SUTURE_SOCKET": socketPath],
            input: input)
    }

    /// Says that the log counts as it ends there, while no daemon runs.
    func acceptRestored(
        _ position: Int64, reason: String = "the disk was replaced", environment: [String: String] = [:]
    ) async throws -> ProgramRun {
        try await ProgramRun.of(
            [
                BuiltProgram.path("sutured"), "--state-directory", stateDirectory, "--accept-restored",
                "\(position)", "--reason", reason,
            ], environment: environment)
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
