import ArgumentParser
import SutureInterface
import SutureJSON

/// `suture report claims`: what documents claim, beside what the records say for that day.
struct ReportClaims: ReportCommand {
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

    static let method = Method.report("Claims")

    var parameters: JSONObject { source.map { ["source": .string($0)] } ?? [:] }

    func text(of reply: JSONView, width: Int?) -> String {
        ClaimsText.of(reply, explain: explain, width: width)
    }

    func csv(of reply: JSONView) -> String { ClaimsText.csv(reply) }
}
