package import ArgumentParser
import Foundation
import Logging
import SutureDomain
import SutureOutput
import SutureVarlink

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

    package init() {}

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
            } else {
                try await Daemon(
                    environment: environment, orders: StartOrders(beginsNewLog: newLog),
                    readConfiguration: read
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

    /// Like `main()`, but wrong usage exits with 2.
    package static func start() async {
        do {
            let command = try parse()
            try await command.run()
        } catch {
            let code = exitCode(for: error)
            guard code == .validationFailure else { exit(withError: error) }
            Output.error.complain(fullMessage(for: error))
            Foundation.exit(2)
        }
    }

    private func flags() throws -> [(key: String, value: String, flag: String)] {
        var flags: [(key: String, value: String, flag: String)] = []
        for setting in settings {
            let parts = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else {
                throw ConfigurationError(origin: "--set", problem: "\"\(setting)\" is not key=value")
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
