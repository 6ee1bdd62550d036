import ArgumentParser
import SutureJSON

/// `suture report claims`: what documents claim, beside what the records say for that day.
struct ReportClaims: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "claims", abstract: "What documents claim, held against the records.",
        discussion: """
            Each claim is held against the records as of its own day. --as-of and --known-at say which claims there \
            are, and --known-at also what the log knew. A claim that was withdrawn is left out; suture list \
            source-claim shows those too.
            """)

    @Option(help: ArgumentHelp("Only the claims of this document.", valueName: "id"))
    var source: String?

    @Flag(help: "Say why, and list what was counted.")
    var explain = false

    @Flag(help: "Print comma-separated values.")
    var csv = false

    @OptionGroup(title: "Time") var moment: MomentOptions
    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    func validate() throws {
        if csv, connection.json || explain {
            throw ValidationError("--csv goes with neither --json nor --explain.")
        }
    }

    func run() async throws {
        var parameters: JSONObject = [:]
        parameters["source"] = source.map { .string($0) }
        if explain { parameters["explain"] = true }
        moment.add(to: &parameters)
        let reply = try await connection.withDaemon {
            try await $0.call("org.suture.Reports.Claims", parameters)
        }
        if connection.json { return try Output.standard.line(reply.rawText) }
        if csv { return try Output.standard.write(ClaimsText.csv(reply)) }
        try Output.standard.write(ClaimsText.of(reply, explain: explain, width: Output.standard.width))
    }
}
