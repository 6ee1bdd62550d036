import ArgumentParser
import SutureDomain
import SutureInterface
import SutureJSON
import SutureOutput
import SutureReports

/// `suture search TEXT`: records by what they are called and what they say.
struct Search: DaemonCommand {
    static let configuration = CommandConfiguration(
        abstract: "Find records by their names, aliases, titles and statements.")

    @Argument(help: "Found anywhere; Chinese names of two characters too.")
    var text: String

    @Option(
        help: "Only records of this kind. May be repeated.",
        completion: .list(Catalogue.kinds.map { $0.kind }))
    var kind: [String] = []

    @Option(help: ArgumentHelp("How many records at most.", valueName: "number"))
    var limit: Int64 = 50

    @Flag(help: "Print comma-separated values.")
    var csv = false

    @OptionGroup(title: "Time") var moment: MomentOptions
    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    func validate() throws {
        if csv, connection.json { throw ValidationError("--csv and --json exclude each other.") }
        if limit < 1 { throw ValidationError("--limit must be at least 1.") }
    }

    func run() async throws {
        for kind in kind { try RecordName.check(kind: kind) }
        var parameters: JSONObject = ["text": .string(text)]
        if !kind.isEmpty { parameters["kinds"] = .array(kind.map { .string($0) }) }
        moment.add(to: &parameters)
        var table = Table(columns: [
            .init(title: "record"), .init(title: "label"), .init(title: "type"), .init(title: "term"),
        ])
        try await connection.withDaemon { daemon in
            let pages = Pages(
                daemon: daemon, method: Method.search, parameters: parameters, limit: limit)
            try await pages.forEach { page in
                if connection.json { return try Output.standard.line(page.rawText) }
                for row in page.list("rows") {
                    table.append(table.columns.map { CellText.of(row[$0.title]) })
                }
            }
        }
        if connection.json { return }
        try Output.standard.write(csv ? table.csv : table.text(width: Output.standard.width))
    }
}
