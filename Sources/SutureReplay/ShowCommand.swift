import ArgumentParser
import SutureDomain
import SutureLog
import SutureOutput
import SutureProgram
import SutureReadModels

/// `suture-replay show`
struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a record: its events, and what they make of it.",
        discussion: """
            One line for each event: position, stream and version, when it occurred, when it was recorded, type, \
            data. The last line is the record as JSON, projected from the log up to the last of these events.
            """)

    @Argument(help: ArgumentHelp("The record, with its kind.", valueName: "kind/id"))
    var stream: StreamName

    @Option(help: "A log.db, or the state directory that holds it.", completion: .file())
    var log: String

    @Option(help: ArgumentHelp("Show the record as it was at this version.", valueName: "version"))
    var at: Int64?

    func run() throws {
        let reader = try LogArgument.open(log)
        var events: [RecordedEvent] = []
        try LogWalk(reader, where: EventFilter(stream: stream), isServed: true).forEachPage { events += $0 }
        guard let last = events.last else {
            Output.error.complain("suture-replay: there is no event of \(stream)")
            throw ExitCode.badNews
        }
        if let at {
            guard (1...last.version.number).contains(at) else {
                Output.error.complain("suture-replay: \(stream) has versions 1 to \(last.version), not \(at)")
                throw ExitCode.badNews
            }
            events.removeAll { $0.version.number > at }
        }
        for event in events { try Output.standard.line(event.line) }
        guard let shown = events.last else { return }
        try Output.standard.line(String(decoding: try record(as: shown.position, reader), as: UTF8.self))
    }

    /// What the read models showed when that event was the last one.
    private func record(as known: Position, _ reader: LogReader) throws -> [UInt8] {
        let scratch = try ScratchFolder()
        let path = scratch.file("views.db")
        try ViewsRebuild.run(reader, upTo: known, into: path)
        return try ViewReader(path: path) { _, _, _ in .plain("[sealed]") }.get(stream).record
    }
}

extension StreamName: ExpressibleByArgument {
    /// The text of an argument is `kind/id`.
    package init?(argument: String) { self.init(argument) }
}
