/// A command of a sheet, and why it cannot be recorded.
struct RefusedCommand {
    let command: ProposedCommand
    /// `nil` where it could be, but is not what was recorded before.
    let refusal: BatchRefusal?
    private let reasons: [String]

    /// As they are told of the command's row.
    var problems: [ImportPlan.Problem] {
        let name = command.shownID.map { "\(command.command) \($0)" } ?? command.command
        return reasons.map { ImportPlan.Problem(line: command.line, message: "\(name): \($0)") }
    }
}

extension RefusedCommand {
    /// `nil` if the refusal names none of these commands.
    init?(_ refusal: BatchRefusal, among commands: [ProposedCommand]) {
        guard commands.indices.contains(refusal.index) else { return nil }
        let command = commands[refusal.index]
        self.init(command: command, refusal: refusal, reasons: [refusal.line(for: command)])
    }

    /// - Returns: `nil` for a command that is or can be recorded.
    init?(_ command: ProposedCommand, _ verdict: ImportVerdict) {
        let reasons =
            if let refusal = verdict.refusal {
                ([refusal] + verdict.others).map { $0.line(for: command) }
            } else {
                verdict.reason(against: command).map { [$0] } ?? []
            }
        if reasons.isEmpty { return nil }
        self.init(command: command, refusal: verdict.refusal, reasons: reasons)
    }
}

extension ImportVerdict {
    /// Why a command that could be recorded is not; `nil` where nothing is in the way.
    fileprivate func reason(against command: ProposedCommand) -> String? {
        guard let position else { return nil }
        switch outcome {
        case .new, .same, .refused: return nil
        case .changed:
            let differences = differences.map { $0.text(for: command) }.joined(separator: "; ")
            return "says something else than what was recorded at position \(position): \(differences)"
        case .alike: return "looks like what was recorded at position \(position)"
        case .voided:
            let void = voidedBy.map { " by position \($0)" } ?? ""
            return "was recorded at position \(position), which was voided since\(void)"
        }
    }
}
