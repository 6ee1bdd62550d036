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
        let name = command.id.isEmpty ? command.command : "\(command.command) \(command.id)"
        return ImportPlan.Problem(line: command.line, message: "\(name): \(reason)")
    }

    private var reason: String {
        guard refusal.rule == "command-reused", command.id.isEmpty else { return refusal.line(for: command) }
        let identity =
            command.key.map { "the key \"\($0)\"" } ?? "its sheet and its place among the rows without an id"
        return
            "says something else than the row that was recorded before and is known by \(identity): correct what was "
            + "recorded (suture correct), or name another sheet (--source)"
    }
}
