import SutureInterface
import SutureJSON

/// What the fields of a step say for one row, and all that is wrong there.
struct RowReading {
    /// One for each field of the step; `nil` where something is wrong.
    var contents: [ImportField.Content?] = []
    private(set) var problems: [String] = []
    /// The fields that something was said about already.
    private var paths: Set<String> = []

    /// - Parameter path: of the field that it is about.
    mutating func note(_ messages: [String], at path: String? = nil) {
        // What several commands of a row have in common is told once.
        problems += messages.filter { !problems.contains($0) }
        if let path { paths.insert(path) }
    }

    /// Notes what else does not have its form in a command that cannot be made whole.
    mutating func noteShape(of command: ProposedCommand) {
        let explanation = ShapeExplanation(
            ofCommand: command.command, id: command.id, fields: command.fields,
            context: .object(command.context))
        let others = explanation.problems().filter { problem in
            // An id that is numbered is not one yet.
            if problem.path == "id", command.isNumbered { return false }
            return !paths.contains {
                problem.path == $0 || problem.path.hasPrefix("\($0).") || problem.path.hasPrefix("\($0)[")
            }
        }
        let messages = others.map {
            "\(command.command): \($0.message).\(command.columns(of: $0.path).parenthesis)"
        }
        problems += messages.filter { !problems.contains($0) }
    }
}
