import ArgumentParser
import SutureJSON

/// `suture report safety`: harm and shortcomings of devices, and who is to be told by when.
struct ReportSafety: DaemonCommand {
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

    func validate() throws {
        if csv, connection.json { throw ValidationError("--csv does not go with --json.") }
    }

    func run() async throws {
        var parameters: JSONObject = [:]
        parameters["trial"] = trial.map { .string($0) }
        parameters["device"] = device.map { .string($0) }
        moment.add(to: &parameters)
        let reply = try await connection.withDaemon {
            try await $0.call("org.suture.Reports.Safety", parameters)
        }
        if connection.json { return try Output.standard.line(reply.rawText) }
        guard csv else {
            return try Output.standard.write(SafetyReportText.of(reply, width: Output.standard.width))
        }
        try Output.standard.write(SafetyReportText.csv(reply))
        let heading = SafetyReportText.heading(
            "adverse events", reply["events"], of: reply["totals"]?["events"])
        if heading != "adverse events" { try Output.error.line("suture: \(heading)") }
    }
}
