import ArgumentParser
import SutureDomain
import SutureJSON

/// `suture report programme`: the figures of the programme.
struct ReportProgramme: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "programme",
        abstract: "The figures of the programme, overall and by what they divide into.")

    @Option(help: ArgumentHelp("Only this figure.", valueName: "name"))
    var metric: String?

    @Flag(help: "List what was counted.")
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
        if let metric, !MetricSignature.all.contains(where: { $0.name == metric }) {
            let names = MetricSignature.all.map(\.name).joined(separator: ", ")
            throw UsageError(message: "there is no figure \(metric); there are \(names)")
        }
        var parameters: JSONObject = [:]
        parameters["metric"] = metric.map { .string($0) }
        if explain { parameters["explain"] = true }
        moment.add(to: &parameters)
        let reply = try await connection.withDaemon {
            try await $0.call("org.suture.Reports.Programme", parameters)
        }
        if connection.json { return try Output.standard.line(reply.rawText) }
        let figures = reply["figures"]?.elements.map { $0 } ?? []
        if csv {
            let lines =
                [["metric", "parameters", "value", "unit"]] + figures.map { ReportProgramme.cells(of: $0) }
            return try Output.standard.write(lines.map { CSVWriter.line($0) }.joined())
        }
        let text = explain ? explained(figures) : table(figures)
        try Output.standard.write("\(ReportHeading.of(reply))\n\n\(text)")
    }

    private static func cells(of figure: JSONView) -> [String] {
        [figure["metric"], figure["parameters"], figure["value"] ?? figure["text"], figure["unit"]]
            .map { CellText.of($0) }
    }

    private func table(_ figures: [JSONView]) -> String {
        var table = Table(columns: [
            .init(title: "figure"), .init(title: "of"), .init(title: "value", isNumeric: true),
            .init(title: "unit"),
        ])
        for figure in figures { table.append(ReportProgramme.cells(of: figure)) }
        return table.text(width: Output.standard.width)
    }

    private func explained(_ figures: [JSONView]) -> String {
        figures.map { figure in
            let cells = ReportProgramme.cells(of: figure)
            let parameters = cells[1].isEmpty ? "" : " (\(cells[1]))"
            let why = figure["why"].map { "\(CellText.of($0))\n" } ?? ""
            let value = [cells[2], cells[3]].filter { !$0.isEmpty }.joined(separator: " ")
            let head = "\(cells[0])\(parameters): \(value)\n\(CellText.of(figure["meaning"]))\n\(why)"
            guard let counted = figure["counted"], counted.elements.contains(where: { _ in true }) else {
                return head
            }
            return "\(head)\n\(RecordText.table(counted).text(width: Output.standard.width))"
        }.joined(separator: "\n")
    }
}
