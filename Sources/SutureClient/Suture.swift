import ArgumentParser
import SutureDomain

/// The client for people and scripts. It touches the daemon's socket and nothing else of the daemon.
struct Suture: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "suture",
            abstract: "Record and read what a medical-engineering programme has to keep.",
            discussion: """
                Exit status: 0 done; 1 refused, not found, in conflict; 2 wrong usage; 3 the daemon cannot be reached; \
                4 not permitted; 5 failed, busy, read-only. suture --version shows the version.
                """,
            groupedSubcommands: [
                CommandGroup(
                    name: "Reading",
                    subcommands: [
                        List.self, Show.self, History.self, Diff.self, Search.self, ReportGroup.self,
                        Follow.self,
                        Views.self,
                    ]),
                CommandGroup(name: "Revising", subcommands: [VoidCommand.self, CorrectCommand.self]),
                CommandGroup(name: "Batch", subcommands: [RecordMany.self, Import.self]),
                CommandGroup(
                    name: "Daemon", subcommands: [Status.self, Reload.self, AcceptClock.self, Demo.self]),
                CommandGroup(name: "Record", subcommands: Catalogue.kindCommands()),
            ])
    }

    /// ArgumentParser's own messages begin as all others do.
    static var _errorPrefix: String { errorPrefix }
    static let errorPrefix = "suture: "

    /// Understood before the subcommand too.
    @OptionGroup(title: "Connection") var connection: ConnectionOptions
}
