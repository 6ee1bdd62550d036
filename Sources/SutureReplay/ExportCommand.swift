import ArgumentParser
import SutureDomain
import SutureLog
import SutureOutput

/// `suture-replay export`
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write a log's events to standard output, one on each line.")

    /// The forms in which events are written.
    enum Format: String, ExpressibleByArgument, CaseIterable { case cloudevents }

    @OptionGroup var log: LogArgument

    @Option(help: "CloudEvents 1.0 in JSON.")
    var format = Format.cloudevents

    @Option(help: ArgumentHelp("Begin behind this position.", valueName: "position"))
    var after: Int64 = 0

    func validate() throws {
        guard after >= 0 else { throw ValidationError("positions begin at 1") }
    }

    func run() throws {
        let reader = try log.open()
        try LogWalk(reader, after: Position(after)).forEachPage { events in
            var lines: [UInt8] = []
            for event in events {
                lines.append(contentsOf: CloudEvent(event, of: reader.identity).json)
                lines.append(UInt8(ascii: "\n"))
            }
            try Output.standard.write(lines)
        }
    }
}
