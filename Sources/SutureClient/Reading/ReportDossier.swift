import ArgumentParser
import SutureInterface
import SutureJSON

/// `suture report dossier ID --unit ID`: what speaks for a unit in an assessment, and what is missing.
struct ReportDossier: ReportCommand {
    static let configuration = CommandConfiguration(
        commandName: "dossier",
        abstract: "What speaks for a unit in an assessment, how it was judged, and what is missing.")

    @Argument(help: "The id of the assessment.")
    var assessment: String

    @Option(help: ArgumentHelp("The unit.", valueName: "id"))
    var unit: String

    @Flag(help: "Print comma-separated values.")
    var csv = false

    @OptionGroup(title: "Time") var moment: MomentOptions
    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    static let method = Method.report("Dossier")

    var parameters: JSONObject { ["assessment": .string(assessment), "unit": .string(unit)] }

    func text(of reply: JSONView, width: Int?) -> String { DossierText.of(reply, width: width) }
    func csv(of reply: JSONView) -> String { DossierCSV.of(reply) }
}
