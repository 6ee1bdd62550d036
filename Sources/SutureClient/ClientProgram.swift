import ArgumentParser
import SutureDomain
import SutureJSON
import SutureOutput

/// The `suture` program.
package enum ClientProgram {
    /// Does what the arguments ask for.
    /// - Parameter arguments: without the program's name.
    /// - Returns: the exit status.
    package static func run(_ arguments: [String]) async -> Int32 {
        if arguments == ["--version"] { return answer(version: Product.version).rawValue }
        guard TypedArguments.areUTF8 else {
            return answer(usage: "the arguments are not all UTF-8, so what is meant cannot be recorded")
        }
        let typed = TypedArguments(arguments: arguments)
        if let message = typed.misnamedCommand { return answer(usage: message) }
        var command: any ParsableCommand
        do {
            command = try await Suture.asyncParseAsRoot(typed.joined)
        } catch {
            return answer(parsing: error).rawValue
        }
        do {
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
            return ProgramStatus.done.rawValue
        } catch is OutputClosed {
            return ProgramStatus.done.rawValue
        } catch {
            return answer(running: error, of: command).rawValue
        }
    }

    /// Not one of ArgumentParser's own: that would be taken for the field `version` that some commands have.
    private static func answer(version: String) -> ProgramStatus {
        try? Output.standard.line("suture \(version)")
        return .done
    }

    private static func answer(usage message: String) -> Int32 {
        try? Output.error.line("suture: \(Table.printable(message))")
        return ProgramStatus.usage.rawValue
    }

    /// A request for help is answered on standard output, wrong usage on standard error.
    private static func answer(parsing error: any Error) -> ProgramStatus {
        let text = Suture.fullMessage(for: error)
        guard Suture.exitCode(for: error).isSuccess else {
            try? Output.error.line(text)
            if text.contains("Missing value for '--") {
                try? Output.error.line(
                    "  A value that looks like an option is joined to its own: --name=-value")
            }
            return .usage
        }
        try? Output.standard.line(text)
        return .done
    }

    private static func answer(running error: any Error, of command: any ParsableCommand) -> ProgramStatus {
        if error is ValidationError || Suture.exitCode(for: error).isSuccess { return answer(parsing: error) }
        let report = ErrorReport(error)
        if let command = command as? any DaemonCommand, command.connection.json, let wire = report.wire {
            try? Output.standard.line("\(JSONValue.object(wire))")
        }
        for line in report.lines { try? Output.error.line("suture: \(Table.printable(line))") }
        return report.status
    }
}
