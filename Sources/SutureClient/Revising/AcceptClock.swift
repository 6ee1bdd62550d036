import ArgumentParser
import SutureDomain
import SutureInterface
import SutureJSON
import SutureOutput

/// `suture accept-clock`: a clock that contradicts the log is right.
struct AcceptClock: DaemonCommand {
    static let configuration = CommandConfiguration(
        abstract: "Accept the daemon's clock, though it contradicts the log.",
        discussion: """
            The daemon records nothing while its clock is more than an hour behind the last event of the log, or has moved \
            by more than that on its own. Where the clock is wrong, set it right, and it goes on by itself. Where it is \
            right, the log's last events bear a wrong time: say so, and why. Stamps then stand still until the clock has \
            come to them; dates are taken from the clock. Needs a steward. suture status shows what both say.
            """)

    @Option(help: ArgumentHelp("How you know that the clock is right.", valueName: "text"))
    var reason: String

    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    func run() async throws {
        let (status, reply) = try await connection.withDaemon { daemon in
            let status = try await daemon.call(Method.status)
            let reply = try await daemon.call(
                Method.of(Installation.ClockAccepted.self), try AcceptClock.parameters(status, reason: reason)
            )
            return (status, reply)
        }
        if connection.json { return try Output.standard.line(reply.rawText) }
        try Output.standard.line("the clock says  \(CellText.of(status["clock"]))")
        try Output.standard.line("the log says    \(CellText.of(status["lastRecordedAt"]))")
        try Output.standard.line("accepted: \(try Receipt(inReply: reply).line)")
    }

    /// What is accepted is what the daemon says now.
    private static func parameters(_ status: JSONView, reason: String) throws -> [UInt8] {
        func text(_ name: String) throws -> JSONValue {
            guard let text = status[name]?.string else { throw UnintelligibleReply(missing: name) }
            return .string(text)
        }
        let parameters: JSONValue = [
            "id": try text("logId"), "clock": try text("clock"), "log": try text("lastRecordedAt"),
            "context": ["reason": .string(reason)],
        ]
        return parameters.bytes
    }
}
