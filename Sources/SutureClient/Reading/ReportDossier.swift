import ArgumentParser
import SutureJSON

/// `suture report dossier ID --unit ID`: what speaks for a unit in an assessment, and what is missing.
struct ReportDossier: DaemonCommand {
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

    func validate() throws {
        if csv, connection.json { throw ValidationError("--csv does not go with --json.") }
    }

    func run() async throws {
        var parameters: JSONObject = ["assessment": .string(assessment), "unit": .string(unit)]
        moment.add(to: &parameters)
        let reply = try await connection.withDaemon {
            try await $0.call("org.suture.Reports.Dossier", parameters)
        }
        if connection.json { return try Output.standard.line(reply.rawText) }
        let text = csv ? DossierCSV.of(reply) : DossierText.of(reply, width: Output.standard.width)
        try Output.standard.write(text)
    }
}
