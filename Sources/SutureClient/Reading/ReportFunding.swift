import ArgumentParser
import SutureJSON

/// `suture report funding FUND`: what was promised, planned, allocated, paid and spent, and what stands in the way.
struct ReportFunding: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "funding",
        abstract: "A fund's plan, lines, allocations and payments, its next checkpoints and blocked payments."
    )

    @Argument(help: "The id of the fund.")
    var fund: String

    @Flag(help: "Print the lines as comma-separated values.")
    var csv = false

    @OptionGroup(title: "Time") var moment: MomentOptions
    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    func validate() throws {
        if csv, connection.json { throw ValidationError("--csv goes not with --json.") }
    }

    func run() async throws {
        var parameters: JSONObject = ["fund": .string(fund)]
        moment.add(to: &parameters)
        let reply = try await connection.withDaemon {
            try await $0.call("org.suture.Reports.Funding", parameters)
        }
        if connection.json { return try Output.standard.line(reply.rawText) }
        if csv { return try Output.standard.write(FundingReportText.linesCSV(reply)) }
        try Output.standard.write(FundingReportText.of(reply, width: Output.standard.width))
    }
}
