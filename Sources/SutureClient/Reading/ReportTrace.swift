import ArgumentParser
import SutureInterface
import SutureJSON

/// `suture report trace KIND/ID`: from clinical problem to clinical application.
struct ReportTrace: ReportCommand {
    static let configuration = CommandConfiguration(
        commandName: "trace",
        abstract:
            "The way from problem to project, device, trial, what came of it, and clinical application.",
        discussion: "From any record on that way: all that leads to it, and all that is below it.")

    @Argument(help: ArgumentHelp("The record.", valueName: "kind/ID"))
    var record: String

    @Flag(help: "Print comma-separated values.")
    var csv = false

    @OptionGroup(title: "Time") var moment: MomentOptions
    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    private static let columns = [
        "depth", "kind", "record", "label", "status", "happenedOn", "count", "asked", "repeated", "omitted",
    ]

    static let method = Method.report("Trace")

    var parameters: JSONObject {
        get throws {
            try RecordName.check(record)
            return ["record": .string(record)]
        }
    }

    func text(of reply: JSONView, width: Int?) -> String {
        let note = reply["truncated"]?.bool == true ? "There is more than is shown here.\n" : ""
        return "\(ReportHeading.of(reply))\n\n\(TraceText.of(ReportTrace.nodes(of: reply)))\(note)"
    }

    func csv(of reply: JSONView) -> String {
        let cells = ReportTrace.nodes(of: reply).map { node in
            ReportTrace.columns.map { CellText.of(node[$0]) }
        }
        return ([ReportTrace.columns] + cells).map { CSVWriter.line($0) }.joined()
    }

    private static func nodes(of reply: JSONView) -> [JSONView] { reply["nodes"]?.elements.map { $0 } ?? [] }
}
