import ArgumentParser
import SutureInterface
import SutureJSON
import SutureOutput

/// `suture history KIND/ID`: every event of a record, by whom, when, what changed, and why.
struct History: DaemonCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show what happened to a record: who, when, old → new, why.")

    @Argument(help: ArgumentHelp("The record.", valueName: "kind/ID"))
    var record: String

    @Option(help: ArgumentHelp("Only the last events; all if left out.", valueName: "number"))
    var limit: Int64?

    @Flag(help: "Print comma-separated values, a row for each field.")
    var csv = false

    @OptionGroup var form: FormOptions
    @OptionGroup(title: "Time") var moment: MomentOptions
    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    func validate() throws {
        try form.check(csv: csv, json: connection.json)
        if let limit, limit < 1 { throw ValidationError("--limit must be at least 1.") }
    }

    func run() async throws {
        try RecordName.check(record)
        let pages = try await connection.withDaemon { try await self.pages(of: $0) }
        if connection.json {
            for page in pages { try Output.standard.line(page.rawText) }
            return
        }
        let events = pages.flatMap { $0.list("events") }
        if csv {
            let story = HistoryRows(events)
            try Output.standard.write(CSVWriter.line(HistoryRows.columns))
            for event in events {
                try Output.standard.write(story.rows(of: event).map { CSVWriter.line($0) }.joined())
            }
            return
        }
        if !form.isText { return try form.write(document(of: events)) }
        let story = HistoryText(events, isTerminal: Output.standard.isTerminal)
        for event in events { try Output.standard.write(story.text(of: event)) }
    }

    /// A row for each field that an event says.
    private func document(of events: [JSONView]) -> Document {
        let story = HistoryRows(events)
        var table = Table(columns: HistoryRows.columns.map { Table.Column(title: $0) })
        for row in events.flatMap({ story.rows(of: $0) }) { table.append(row) }
        return Document(
            head: [record, "what happened: who, when, old → new, why"],
            parts: [.table(title: "", table.withoutEmptyColumns)])
    }

    /// The daemon sends the last page first; here they are in the order in which things happened.
    private func pages(of daemon: Daemon) async throws -> [JSONView] {
        var parameters: JSONObject = ["record": .string(record)]
        moment.add(to: &parameters)
        var pages: [JSONView] = []
        var remaining = limit ?? Int64.max
        while remaining > 0 {
            parameters["limit"] = .integer(min(remaining, Int64(WireLimits.pageRowCountMax)))
            let page = try await daemon.call(Method.history, parameters)
            pages.append(page)
            guard let previous = page["previous"]?.int64 else { break }
            remaining -= Int64(page.list("events").count)
            parameters["before"] = .integer(previous)
        }
        return pages.reversed()
    }
}
