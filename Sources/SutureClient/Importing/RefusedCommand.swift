/// A command of a sheet, and why it cannot be recorded.
struct RefusedCommand {
    let command: ProposedCommand
    /// `nil` where it could be, but is not what was recorded before.
    let refusal: BatchRefusal?
    private let reasons: [String]

    /// `nil` if the refusal names none of these commands.
    init?(_ refusal: BatchRefusal, among commands: [ProposedCommand]) {
        guard commands.indices.contains(refusal.index) else { return nil }
        self.init(commands[refusal.index], refusal)
    }

    /// - Returns: `nil` for a command that is or can be recorded.
    init?(_ command: ProposedCommand, _ verdict: ImportVerdict) {
        if let refusal = verdict.refusal {
            self.init(command, refusal, others: verdict.others)
            return
        }
        guard let reason = RefusedCommand.reason(command, verdict) else { return nil }
        self.init(command: command, refusal: nil, reasons: [reason])
    }

    private static func reason(_ command: ProposedCommand, _ verdict: ImportVerdict) -> String? {
        guard let position = verdict.position else { return nil }
        switch verdict.outcome {
        case .new, .same, .refused: return nil
        case .changed:
            let differences = verdict.differences.map { $0.text(for: command) }.joined(separator: "; ")
            return "says something else than what was recorded at position \(position): \(differences)"
        case .alike: return "looks like what was recorded at position \(position)"
        case .voided:
            let void = verdict.voidedBy.map { " by position \($0)" } ?? ""
            return "was recorded at position \(position), which was voided since\(void)"
        }
    }

    private init(_ command: ProposedCommand, _ refusal: BatchRefusal, others: [BatchRefusal] = []) {
        self.init(
            command: command, refusal: refusal, reasons: ([refusal] + others).map { $0.line(for: command) })
    }

    private init(command: ProposedCommand, refusal: BatchRefusal?, reasons: [String]) {
        self.command = command
        self.refusal = refusal
        self.reasons = reasons
    }

    /// As they are told of the command's row.
    var problems: [ImportPlan.Problem] {
        let name = command.shownID.map { "\(command.command) \($0)" } ?? command.command
        return reasons.map { ImportPlan.Problem(line: command.line, message: "\(name): \($0)") }
    }
}
