import ArgumentParser
import SutureReports

/// `suture report …`: figures that are worked out of the records when they are asked for.
struct ReportGroup: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Work out a report.",
        subcommands: Reports.commands)
}
