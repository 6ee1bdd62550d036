import ArgumentParser
import SutureJSON

/// `suture report trial ID`: outcomes and success by device, site and endpoint; subjects, deviations,
/// feedback, safety.
struct ReportTrial: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "trial", abstract: "A trial's outcomes, subjects, deviations, feedback and safety.")

    @Argument(help: "The id of the trial.")
    var id: String

    @Flag(help: "Print the outcomes as comma-separated values: of the trial, by device, site and endpoint.")
    var csv = false

    @OptionGroup(title: "Time") var moment: MomentOptions
    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    func validate() throws {
        if csv, connection.json { throw ValidationError("--csv and --json exclude each other.") }
    }

    func run() async throws {
        var parameters: JSONObject = ["trial": .string(id)]
        moment.add(to: &parameters)
        let reply = try await connection.withDaemon {
            try await $0.call("org.suture.Reports.Trial", parameters)
        }
        if connection.json { return try Output.standard.line(reply.rawText) }
        if csv { return try Output.standard.write(TrialReportRows.csv(of: reply)) }
        try Output.standard.write(TrialReportText.of(reply, width: Output.standard.width))
    }
}
