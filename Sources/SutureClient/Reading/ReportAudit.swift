import ArgumentParser
import SutureDomain
import SutureInterface
import SutureJSON
import SutureOutput

/// `suture report audit`: who recorded what, what was voided, corrected, unlocked or erased, and what came late.
struct ReportAudit: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Who recorded what; what was voided, corrected, unlocked or erased; what came late.")

    @Option(
        help: ArgumentHelp(
            "Only what this account recorded: its name, its number, or the person for whom it acted.",
            valueName: "account"))
    var actor: String?

    @Option(
        help: "Only events of records of this kind.", completion: .list(Catalogue.kinds.map { $0.kind }))
    var kind: String?

    @Option(help: ArgumentHelp("Only events of this type.", valueName: "kind.event"))
    var type: String?

    @Option(
        help: ArgumentHelp(
            "Only what was recorded since then: a day (UTC) or an instant.", valueName: "moment"))
    var since: String?

    @Option(
        help: ArgumentHelp(
            "Only what was recorded until then: a day (UTC, its end) or an instant.", valueName: "moment"))
    var until: String?

    @Option(
        help: ArgumentHelp(
            "What was recorded more than so many days after it happened is late.", valueName: "days"))
    var lateDays: Int64 = 30

    @Flag(help: "List every event, not only those that an auditor looks at.")
    var events = false

    @Flag(help: "Print the events that are listed as comma-separated values.")
    var csv = false

    @OptionGroup(title: "Time") var moment: MomentOptions
    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    func validate() throws {
        if csv, connection.json { throw ValidationError("--csv and --json exclude each other.") }
        if lateDays < 0 { throw ValidationError("--late-days must be at least 0.") }
        if let kind, Catalogue.kind(named: kind) == nil {
            let kinds = Catalogue.kinds.map { $0.kind }.joined(separator: ", ")
            throw ValidationError("--kind \(kind): there is no such kind of record; there are \(kinds).")
        }
        if let type, Catalogue.event(EventType(type)) == nil {
            throw ValidationError("--type \(type): there is no such type of event.")
        }
        for (name, text) in [("--since", since), ("--until", until)] {
            if let text, ReportAudit.instant(text, endOfDay: false) == nil {
                throw ValidationError(
                    "\(name): \"\(text)\" is neither a day nor an instant such as 2022-11-07T09:30:00Z.")
            }
        }
    }

    func run() async throws {
        var text = AuditText(columns: AuditText.columns(listsAll: events))
        if csv { try Output.standard.write(CSVWriter.line(text.columns)) }
        try await connection.withDaemon { daemon in
            var parameters = self.parameters
            while true {
                let page = try await daemon.call(Method.report("Audit"), parameters)
                if connection.json {
                    try Output.standard.line(page.rawText)
                } else if csv {
                    try Output.standard.write(
                        text.cells(ofEntriesOf: page).map { CSVWriter.line($0) }.joined())
                } else {
                    text.append(page)
                }
                guard let next = page["next"]?.int64 else { return }
                parameters["start"] = .integer(next)
                // What is recorded meanwhile belongs to no page.
                parameters["knownAt"] = .string(CellText.of(page["knownAt"]))
            }
        }
        if !connection.json, !csv { try Output.standard.write(text.text(width: Output.standard.width)) }
    }

    private var parameters: JSONObject {
        var parameters: JSONObject = ["lateDays": .integer(lateDays), "list": events ? "all" : "marked"]
        parameters["actor"] = actor.map { .string($0) }
        parameters["kind"] = kind.map { .string($0) }
        parameters["type"] = type.map { .string($0) }
        parameters["since"] = since.flatMap { ReportAudit.instant($0, endOfDay: false) }.map {
            .string("\($0)")
        }
        parameters["until"] = until.flatMap { ReportAudit.instant($0, endOfDay: true) }.map {
            .string("\($0)")
        }
        moment.add(to: &parameters)
        return parameters
    }

    /// Of a day its first moment or its last.
    private static func instant(_ text: String, endOfDay: Bool) -> Instant? {
        if let instant = Instant(text) { return instant }
        let dayLength: Int64 = 86_400_000_000
        return Day(text).map { day in
            Instant(microseconds: Int64(day.number + (endOfDay ? 1 : 0)) * dayLength - (endOfDay ? 1 : 0))
        }
    }
}
