import Foundation
import SutureTestSupport

/// Libraries that stand between the daemon and the system, and fail where a test says so.
enum Shim {
    /// - Parameter name: of a file in `Shims`.
    /// - Returns: what `LD_PRELOAD` is to name; gone with the daemon's directory.
    static func compile(_ name: String, for daemon: RunningDaemon) async throws -> String {
        let library = "\(daemon.directory)/\(name).so"
        let source = Repository.path("Tests/SutureDaemonTests/Shims/\(name).c")
        let run = try await ProgramRun.of(["cc", "-shared", "-fPIC", "-o", library, source, "-ldl"])
        try require(run.exit == .status(0), "there is no C compiler: \(run.errors)")
        return library
    }
}
