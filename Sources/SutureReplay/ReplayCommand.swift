package import ArgumentParser
import SutureDomain
import SutureLog
import SutureOutput
import SutureProgram

/// The command line of `suture-replay`: everything that can be asked of a log without the daemon.
package struct ReplayCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "suture-replay",
        abstract: "Looks at a log offline: verify, rebuild, compare, show, export, count, "
            + "and whether this build understands all of it.",
        discussion: """
            The log is only read, so a daemon may run beside. FILE is a log.db or the state directory that holds \
            it. Sealed personal data stays sealed: no key is needed or used.

            Exit status: 0 done, 1 unsound, different or not found, 2 wrong usage, 5 failed. An answer that nobody \
            reads to its end (suture-replay export | head) is no failure.
            """,
        version: "suture-replay \(Product.version)",
        subcommands: [
            VerifyCommand.self, RebuildCommand.self, CompareCommand.self, ShowCommand.self,
            ExportCommand.self,
            StatsCommand.self, DoctorCommand.self,
        ])

    /// ArgumentParser's own messages begin as all others do.
    package static var _errorPrefix: String { "suture-replay: " }

    package init() {}

    /// Like `main()`, but with exit statuses of its own.
    package static func start() {
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch {
            Program.end(ReplayCommand.self, with: error)
        }
    }
}

extension ExitCode {
    /// The question was answered, and the answer is bad news.
    static let badNews = ExitCode(ProgramStatus.refused.rawValue)

    /// The answer is bad news, whether or not anyone reads what it is.
    static func badNews(_ lines: [String]) throws -> Never {
        do {
            for line in lines { try Output.standard.line(line) }
        } catch is OutputClosed {
            // The exit status says it.
        }
        throw badNews
    }
}
