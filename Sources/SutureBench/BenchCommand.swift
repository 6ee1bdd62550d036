package import ArgumentParser
import SutureOutput
import SutureProgram

/// The command line of `suture-bench`.
package struct BenchCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "suture-bench",
        abstract: "Measures Suture, beside its peers, and generates random valid programmes of any size.",
        discussion:
            "Exit status: 0 done, 1 some calls were not answered as they should be, 2 wrong usage, 5 failed.",
        subcommands: [LoadCommand.self, QueriesCommand.self, OfflineCommand.self, GenerateCommand.self],
        defaultSubcommand: LoadCommand.self)

    package init() {}

    /// Like `main()`, but with exit statuses of its own.
    package static func start() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            Program.end(BenchCommand.self, with: error)
        }
    }

    /// Says what went wrong with calls, if anything did, and ends with a status that says so.
    static func end(with complaints: [String]) throws {
        if complaints.isEmpty { return }
        try Output.standard.line(complaints.joined(separator: "\n"))
        throw ExitCode(1)
    }
}
