import ArgumentParser
import SutureInterface
import SutureJSON
import SutureOutput
import SutureReports

/// `suture reload`: the daemon reads its configuration again.
struct Reload: DaemonCommand {
    static let configuration = CommandConfiguration(
        abstract: "Have the daemon read its configuration again.")

    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    func run() async throws {
        guard let reply = try await connection.ask(Method.reload) else { return }
        let unchanged = CellText.of(reply["unchanged"])
        try Output.standard.line(
            unchanged.isEmpty ? "reloaded" : "reloaded; at the next start only: \(unchanged)")
    }
}
