import ArgumentParser
import SutureJSON

/// `suture report trace KIND/ID`: from clinical problem to clinical application.
struct ReportTrace: DaemonCommand {
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

    func validate() throws {
        if csv, connection.json { throw ValidationError("--csv and --json exclude each other.") }
    }

    func run() async throws {
        try RecordName.check(record)
        var parameters: JSONObject = ["record": .string(record)]
        moment.add(to: &parameters)
        let reply = try await connection.withDaemon {
            try await $0.call("org.suture.Reports.Trace", parameters)
        }
        if connection.json { return try Output.standard.line(reply.rawText) }
        let nodes = reply["nodes"]?.elements.map { $0 } ?? []
        if csv {
            let cells = nodes.map { node in ReportTrace.columns.map { CellText.of(node[$0]) } }
            return try Output.standard.write(
                ([ReportTrace.columns] + cells).map { CSVWriter.line($0) }.joined())
        }
        let note = reply["truncated"]?.bool == true ? "There is more than is shown here.\n" : ""
        try Output.standard.write("\(ReportHeading.of(reply))\n\n\(TraceText.of(nodes))\(note)")
    }
}
