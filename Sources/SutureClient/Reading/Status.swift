import ArgumentParser
import SutureInterface
import SutureJSON
import SutureOutput

/// `suture status`: which log the daemon keeps and how it is doing.
struct Status: DaemonCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show which log the daemon keeps and how it is doing.",
        discussion: """
            Keep position and hash elsewhere: whoever cuts off the log's tail can no longer produce them. Exits with 5 while \
            commands are refused (readOnly).
            """)

    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    func run() async throws {
        let reply = try await connection.withDaemon { try await $0.call(Method.status) }
        if connection.json {
            try Output.standard.line(reply.rawText)
        } else {
            var facts = Facts()
            for member in reply.members { facts.append(member.key, CellText.of(member.value)) }
            try Output.standard.write(facts.text)
        }
        if reply["readOnly"]?.bool == true { throw AlreadyReported(status: .failed) }
    }
}
