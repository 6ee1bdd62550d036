import ArgumentParser
import Foundation
import SutureInterface
import SutureJSON
import SutureOutput

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
        try await Daemon.connected(to: socketPath, work)
    }

    /// Asks once, and prints what came over the wire if that is wanted.
    /// - Returns: the reply, if it is to be shown otherwise.
    func ask(_ method: String, _ parameters: JSONObject = [:]) async throws -> JSONView? {
        let reply = try await withDaemon { try await $0.call(method, parameters) }
        guard json else { return reply }
        try Output.standard.line(reply.rawText)
        return nil
    }
}

/// A command that asks the daemon for something.
protocol DaemonCommand: AsyncParsableCommand {
    var connection: ConnectionOptions { get }
}
