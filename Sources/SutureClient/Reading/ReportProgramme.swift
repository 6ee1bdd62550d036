import ArgumentParser
import SutureDomain
import SutureInterface
import SutureJSON
import SutureOutput

/// `suture report programme`: the figures of the programme.
struct ReportProgramme: ReportCommand {
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

    static let method = Method.report("Programme")

    var parameters: JSONObject {
        get throws {
            guard let metric else { return [:] }
            guard MetricSignature.all.contains(where: { $0.name == metric }) else {
                let names = MetricSignature.all.map(\.name).joined(separator: ", ")
                throw UsageError(message: "there is no figure \(metric); there are \(names)")
            }
            return ["metric": .string(metric)]
        }
    }

    func text(of reply: JSONView, width: Int?) -> String {
        let figures = ReportProgramme.figures(of: reply)
        let text = explain ? explained(figures) : table(figures, width: width)
        return "\(ReportHeading.of(reply))\n\n\(text)"
    }

    func csv(of reply: JSONView) -> String {
        let figures = ReportProgramme.figures(of: reply)
        let lines =
            [["metric", "parameters", "value", "unit"]] + figures.map { ReportProgramme.cells(of: $0) }
        return lines.map { CSVWriter.line($0) }.joined()
    }

    private static func figures(of reply: JSONView) -> [JSONView] {
        reply["figures"]?.elements.map { $0 } ?? []
    }

    private static func cells(of figure: JSONView) -> [String] {
        [figure["metric"], figure["parameters"], figure["value"] ?? figure["text"], figure["unit"]]
            .map { CellText.of($0) }
    }

    private func table(_ figures: [JSONView], width: Int?) -> String {
        var table = Table(columns: [
            .init(title: "figure"), .init(title: "of"), .init(title: "value", isNumeric: true),
            .init(title: "unit"),
        ])
        for figure in figures { table.append(ReportProgramme.cells(of: figure)) }
        return table.text(width: width)
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
