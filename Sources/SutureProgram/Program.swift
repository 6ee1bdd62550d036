package import ArgumentParser
import Foundation
package import SutureOutput

/// How a program ends that ran a command line.
package enum Program {
    /// Ends the process with what the command came to: 0 also where nobody read the answer, what the command
    /// says itself, 2 for wrong usage, 5 for what broke.
    package static func end<Root: ParsableCommand>(_ root: Root.Type, with error: any Error) -> Never {
        if error is OutputClosed { end(with: .done) }
        // As the command wants it, or a request for help.
        if error is ExitCode || root.exitCode(for: error).isSuccess { root.exit(withError: error) }
        guard root.exitCode(for: error) == .validationFailure else {
            Output.error.complain("\(root._commandName): \(error)")
            end(with: .failed)
        }
        Output.error.complain(root.fullMessage(for: error))
        end(with: .usage)
    }

    package static func end(with status: ProgramStatus) -> Never { exit(status.rawValue) }
}
