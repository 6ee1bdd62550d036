import ArgumentParser
import SutureJSON
import SutureOutput
import SutureReports

/// A report on the command line: `suture report trial T-001`.
struct ReportCommand<Asked: Report>: DaemonCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: Asked.name, abstract: Asked.abstract, discussion: Asked.discussion)
    }

    @OptionGroup var options: ReportOptions<Asked>
    @OptionGroup var form: FormOptions
    @OptionGroup(title: "Time") var moment: MomentOptions
    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    func validate() throws {
        if options.csv, options.explains {
            throw ValidationError("--csv and --explain exclude each other.")
        }
        try form.check(csv: options.csv, json: connection.json)
        if let problem = options.problem { throw ValidationError(problem) }
    }

    func run() async throws {
        var parameters = try options.checked()
        moment.add(to: &parameters)
        var pages = ReportPages(Asked.self)
        try await connection.withDaemon { [parameters] daemon in
            try await pages.forEach(of: daemon, parameters) { page in
                if connection.json { return try Output.standard.line(page.reply.rawText) }
                if options.csv { try write(csv: page) }
            }
        }
        if connection.json || options.csv { return }
        let reply = try pages.together()
        let report = ReportDocument(Asked.self, options.parameters, reply)
        var document = report.document
        document.omissions = MoreText(of: reply, at: moment).entries
        try form.write(document)
    }

    /// As soon as it comes.
    private func write(csv page: ReportPages.Page) throws {
        let report = ReportDocument(Asked.self, options.parameters, page.reply)
        try Output.standard.write((page.isFirst ? report.csvHeader : "") + report.csvRows)
        let more = MoreText(of: page.reply, at: moment).lines
        if !more.isEmpty { try Output.error.write("suture: not all is shown\n\(more)") }
        if !report.csvWarning.isEmpty { try Output.error.line("suture: \(report.csvWarning)") }
    }
}

extension Reports {
    /// A subcommand for every report.
    static var commands: [any ParsableCommand.Type] {
        func command<Asked: Report>(for _: Asked.Type) -> any ParsableCommand.Type {
            ReportCommand<Asked>.self
        }
        return all.map { command(for: $0) }
    }
}

/// `suture report …`: figures that are worked out of the records when they are asked for.
struct ReportGroup: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Work out a report.",
        subcommands: Reports.commands)
}
