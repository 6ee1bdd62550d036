/// A command of a sheet, and why it cannot be recorded.
struct RefusedCommand {
    let command: ProposedCommand
    let refusal: BatchRefusal

    /// `nil` if the refusal names none of these commands.
    init?(_ refusal: BatchRefusal, among commands: [ProposedCommand]) {
        guard commands.indices.contains(refusal.index) else { return nil }
        command = commands[refusal.index]
        self.refusal = refusal
    }

    /// As it is told of the command's row.
    var problem: ImportPlan.Problem {
        ImportPlan.Problem(
            line: command.line, message: "\(command.command) \(command.id): \(refusal.line(for: command))")
    }
}
