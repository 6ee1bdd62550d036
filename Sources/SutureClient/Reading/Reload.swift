import ArgumentParser
import SutureInterface
import SutureJSON
import SutureOutput

/// `suture reload`: the daemon reads its configuration again.
struct Reload: DaemonCommand {
    static let configuration = CommandConfiguration(
        abstract: "Have the daemon read its configuration again.")

    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    func run() async throws {
        let reply = try await connection.withDaemon { try await $0.call(Method.reload) }
        if connection.json { return try Output.standard.line(reply.rawText) }
        let unchanged = CellText.of(reply["unchanged"])
        try Output.standard.line(
            unchanged.isEmpty ? "reloaded" : "reloaded; at the next start only: \(unchanged)")
    }
}
