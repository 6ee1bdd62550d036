import ArgumentParser
import SutureInterface
import SutureJSON

/// `suture report trial ID`: outcomes and success by device, site and endpoint; subjects, deviations,
/// feedback, safety.
struct ReportTrial: ReportCommand {
    static let configuration = CommandConfiguration(
        commandName: "trial", abstract: "A trial's outcomes, subjects, deviations, feedback and safety.")

    @Argument(help: "The id of the trial.")
    var id: String

    @Flag(help: "Print the outcomes as comma-separated values: of the trial, by device, site and endpoint.")
    var csv = false

    @OptionGroup(title: "Time") var moment: MomentOptions
    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    static let method = Method.report("Trial")

    var parameters: JSONObject { ["trial": .string(id)] }

    func text(of reply: JSONView, width: Int?) -> String { TrialReportText.of(reply, width: width) }
    func csv(of reply: JSONView) -> String { TrialReportRows.csv(of: reply) }
}
