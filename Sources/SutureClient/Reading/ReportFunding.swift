import ArgumentParser
import SutureInterface
import SutureJSON

/// `suture report funding FUND`: what was promised, planned, allocated, paid and spent, and what stands in the way.
struct ReportFunding: ReportCommand {
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

    static let method = Method.report("Funding")

    var parameters: JSONObject { ["fund": .string(fund)] }

    func text(of reply: JSONView, width: Int?) -> String { FundingReportText.of(reply, width: width) }
    func csv(of reply: JSONView) -> String { FundingReportText.linesCSV(reply) }
}
