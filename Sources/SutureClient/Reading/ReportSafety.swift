import ArgumentParser
import SutureInterface
import SutureJSON

/// `suture report safety`: harm and shortcomings of devices, and who is to be told by when.
struct ReportSafety: ReportCommand {
    static let configuration = CommandConfiguration(
        commandName: "safety", abstract: "Adverse events and deficiencies, and what is due and late.",
        discussion: """
            What is due and what is late is told for this moment, or for the end of the day that --as-of names. A set \
            of devices stands for its members too.
            """)

    @Option(help: ArgumentHelp("Only what happened in this trial.", valueName: "id"))
    var trial: String?

    @Option(help: ArgumentHelp("Only what happened with this device.", valueName: "id"))
    var device: String?

    @Flag(help: "Print the adverse events as comma-separated values.")
    var csv = false

    @OptionGroup(title: "Time") var moment: MomentOptions
    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    static let method = Method.report("Safety")

    var parameters: JSONObject {
        var parameters: JSONObject = [:]
        parameters["trial"] = trial.map { .string($0) }
        parameters["device"] = device.map { .string($0) }
        return parameters
    }

    func text(of reply: JSONView, width: Int?) -> String { SafetyReportText.of(reply, width: width) }
    func csv(of reply: JSONView) -> String { SafetyReportText.csv(reply) }

    func warning(of reply: JSONView) -> String? {
        let heading = SafetyReportText.heading(
            "adverse events", reply["events"], of: reply["totals"]?["events"])
        return heading == "adverse events" ? nil : heading
    }
}
