import ArgumentParser
import SutureJSON
import SutureReports

/// `suture diff report NAME`: what changed in a report.
struct DiffReport: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "What changed in a report: each figure, old and new.",
        discussion: "Reports: \(ComparableReport.all.map(\.name).joined(separator: ", ")).")

    @Argument(help: "The report: programme, trial, ...")
    var name: String

    @Argument(
        help: ArgumentHelp("What it is about, where it is about one: report trial T-001.", valueName: "id"))
    var about: [String] = []

    @Option(
        help: ArgumentHelp(
            "What it is restricted to, by a parameter of the report: metric=projects.key. May be repeated.",
            valueName: "name=value"))
    var only: [String] = []

    @Flag(help: "Say which records came and went.")
    var explain = false

    @OptionGroup(title: "Time") var span: SpanOptions
    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    func validate() throws {
        if !span.hasBeginning { throw ValidationError("Say from when: --from or --from-known.") }
    }

    func run() async throws {
        let report = try ComparableReport.named(name)
        if explain, !report.report.explains {
            throw UsageError("--explain: report \(name) does not say what it counts")
        }
        var parameters = try report.parameters(about, only: only)
        if explain { parameters["explain"] = true }
        let (old, new) = try await connection.withDaemon { daemon in
            (
                try await reply(to: report, parameters, at: span.beginning, from: daemon),
                try await reply(to: report, parameters, at: span.end, from: daemon)
            )
        }
        for reply in [old, new] where reply["more"] != nil {
            throw NotComparable(
                message: "report \(name) does not show all of its rows, so two of them cannot be compared: "
                    + MoreText(of: reply).lines.split(separator: "\n").joined(separator: "; "))
        }
        let states = [old, new].map { state in
            connection.json ? JSONObject(state) : report.withNamedAmounts(JSONObject(state))
        }
        let difference = Comparison(keys: report.keys, leftOut: DiffReport.headingNames)
            .difference(from: states[0], to: states[1])
        if connection.json {
            return try difference.write(
                of: ("report", name), from: DiffReport.heading(of: old), to: DiffReport.heading(of: new))
        }
        try difference.write(
            of: "report \(name)", from: ReportDocument.heading(of: old), to: ReportDocument.heading(of: new))
    }

    private func reply(
        to report: ComparableReport, _ parameters: JSONObject, at moment: MomentParameters,
        from daemon: Daemon
    ) async throws -> JSONView {
        var parameters = parameters
        moment.add(to: &parameters)
        return try await daemon.call(report.report.fullMethodName, parameters)
    }
}

extension DiffReport {
    /// What reports say of themselves.
    private static let headingNames = ReportHead.names.union(["now"])

    private static func heading(of report: JSONView) -> JSONValue {
        .object(
            JSONObject(
                report.members.filter { headingNames.contains($0.key) }.map { ($0.key, JSONValue($0.value)) })
        )
    }
}
