import ArgumentParser
import Foundation
import SutureInterface

/// Where the daemon listens, and in which form its answers are wanted.
struct ConnectionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The daemon's socket; else $SUTURE_SOCKET, else \(InterfaceName.installedSocketPath).",
            valueName: "path"),
        completion: .file())
    var socket: String?

    @Flag(help: "Print what came over the wire, one JSON object a line.")
    var json = false

    var socketPath: String {
        let named = ProcessInfo.processInfo.environment["SUTURE_SOCKET"].flatMap { $0.isEmpty ? nil : $0 }
        return socket ?? named ?? InterfaceName.installedSocketPath
    }

    /// Connects, does the work, and closes whatever came of it.
    func withDaemon<Result>(_ work: (Daemon) async throws -> Result) async throws -> Result {
        let daemon = try await Daemon.connect(to: socketPath)
        do {
            let result = try await work(daemon)
            await daemon.close()
            return result
        } catch {
            await daemon.close()
            throw error
        }
    }
}
