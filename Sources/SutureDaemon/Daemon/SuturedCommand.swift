package import ArgumentParser
import Foundation
import Logging
import SutureDomain
import SutureInterface
import SutureLog
import SutureOutput
import SutureProgram
import SutureSystem
import Varlink

/// The command line of `sutured`.
package struct SuturedCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "sutured",
        abstract: "Keeps the records of a medical-engineering programme and serves them on a Unix socket.",
        discussion: """
            Settings come from the file, are overridden by environment variables (socket.path by \
            SUTURE_SOCKET_PATH) and these by flags. Without any, the defaults hold.

            Exit status: 0 stopped as asked, 1 failed, 2 wrong usage or configuration.
            """,
        version: Product.version)

    @Option(name: .long, help: ArgumentHelp("Read the configuration from this YAML file.", valueName: "file"))
    var config: String?

    @Flag(name: .long, help: "Check the configuration, say what is wrong with it, and exit.")
    var checkConfig = false

    @Option(name: .long, help: ArgumentHelp("Where the log and all else is kept.", valueName: "directory"))
    var stateDirectory: String?

    @Option(name: .long, help: ArgumentHelp("The Unix socket to listen on.", valueName: "path"))
    var socket: String?

    @Option(
        name: .customLong("set"), parsing: .singleValue,
        help: ArgumentHelp("Override any key of the configuration; may be repeated.", valueName: "key=value"))
    var settings: [String] = []

    @Flag(
        name: .long,
        help: ArgumentHelp(
            "Begin a log where the files beside it tell of one that is gone.",
            discussion: """
                Without it that stops the start. Refused while keys.db holds keys of persons. views.db is put aside, and \
                nothing is deleted. For one start only: where there is a log, it is refused.
                """))
    var newLog = false

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Say that the log counts as it ends at this position, and exit.",
            discussion: """
                For a log that lacks events which views.db or keys.db know of, after a backup was put back: commands are \
                refused until then. Run it as the daemon's account while no daemon runs. The word and its reason are \
                recorded, views.db is put aside, no key is removed, and the positions of the lost events are given to others.
                """, valueName: "position"))
    var acceptRestored: Int64?

    @Option(name: .long, help: ArgumentHelp("Why it counts; recorded for ever.", valueName: "text"))
    var reason: String?

    package init() {}

    package func validate() throws {
        guard let acceptRestored else {
            guard reason == nil else { throw ValidationError("--reason goes with --accept-restored.") }
            return
        }
        guard acceptRestored >= 0 else {
            throw ValidationError(
                "--accept-restored takes the position at which the log ends, not \(acceptRestored).")
        }
        guard !newLog else { throw ValidationError("--accept-restored and --new-log exclude each other.") }
        guard let reason, reason.contains(where: { !$0.isWhitespace }) else {
            throw ValidationError("--accept-restored needs a --reason, which is recorded.")
        }
        if let fault = TextForm.prose.fault(in: reason, byteCountMax: Context.reasonByteCountMax) {
            throw ValidationError("--reason \(fault).")
        }
    }

    package func run() async throws {
        do {
            let flags = try self.flags()
            let environment = ProcessInfo.processInfo.environment
            let read = { @Sendable [config] in
                try DaemonConfiguration(file: config, environment: environment, flags: flags)
            }
            if checkConfig {
                let configuration = try read()
                for warning in configuration.warnings {
                    JournalLogHandler.write(warning, level: .warning, origin: "sutured")
                }
                try Output.standard.line("\(config ?? "the configuration") is in order")
                let zone = configuration.zone
                let offset = zone.offsetText(at: Clock(zone: zone).now)
                try Output.standard.line("days are those of \(zone.name), at present UTC\(offset)")
            } else if let acceptRestored {
                try Output.standard.line(try accept(Position(acceptRestored), read()))
            } else {
                try await DaemonProgram(
                    configuration: read(), readConfiguration: read, environment: environment,
                    beginsNewLog: newLog
                ).run()
            }
        } catch let error as ConfigurationError {
            SuturedCommand.complain(error)
            throw ExitCode(2)
        } catch let error as ExitCode {
            throw error
        } catch {
            SuturedCommand.complain(error)
            throw ExitCode(1)
        }
    }

    /// How many files this program must be able to open at once, if only to say what is wrong.
    private static let descriptorCountMin = 16

    /// To be called before anything else: ends the process if it could not even run.
    package static func requireDescriptors() {
        guard let lack = Descriptors.lack(of: descriptorCountMin) else { return }
        complain(StartFailure("cannot start: \(lack)"))
        Foundation.exit(1)
    }

    /// Like `main()`, but with exit statuses of its own.
    package static func start() async {
        do {
            let command = try parse()
            try await command.run()
        } catch {
            Program.end(SuturedCommand.self, with: error)
        }
    }

    private func accept(_ position: Position, _ configuration: DaemonConfiguration) throws -> String {
        // Files of the state directory are for this account alone.
        umask(0o077)
        let clock = Clock(zone: configuration.zone)
        return try RestoredLog(path: configuration.stateDirectory, now: clock.now)
            .accept(position, reason: reason ?? "", at: clock.now, on: clock.day(of: clock.now))
    }

    private func flags() throws -> [(key: String, value: String, flag: String)] {
        var flags: [(key: String, value: String, flag: String)] = []
        for setting in settings {
            let parts = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else {
                throw ConfigurationError("--set", "\"\(setting)\" is not key=value")
            }
            flags.append((String(parts[0]), String(parts[1]), "--set \(parts[0])"))
        }
        if let stateDirectory { flags.append(("state.directory", stateDirectory, "--state-directory")) }
        if let socket { flags.append(("socket.path", socket, "--socket")) }
        return flags
    }

    private static func complain(_ error: any Error) {
        JournalLogHandler.write("\(error)", level: .error, origin: "sutured")
    }
}
