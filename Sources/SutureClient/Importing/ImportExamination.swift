import SutureJSON

/// Finds out of each command of a sheet whether it is new, and asks again as often as an answer leads to another question.
struct ImportExamination {
    let check: ImportCheck
    let decisions: ImportDecisions
    /// How the ids of the sheet's commands begin.
    let prefix: String

    private var knowsFormer = true
    private var isAligned = false
    private var isGrown = true
    /// By the id of a command: the event that was voided, and by which one.
    private var voided: [String: (position: Int64, by: Int64)] = [:]

    init(check: ImportCheck, decisions: ImportDecisions, prefix: String) {
        self.check = check
        self.decisions = decisions
        self.prefix = prefix
    }

    /// - Parameter commands: changed as the answers and the user's decisions ask for it.
    /// - Returns: one verdict for each.
    mutating func verdicts(on commands: inout [ProposedCommand]) async throws -> [ImportVerdict] {
        while true {
            let verdicts = try await check.verdicts(on: commands)
            if forgetFormer(&commands, verdicts) { continue }
            if try await align(&commands, verdicts) { continue }
            if decide(&commands, verdicts) { continue }
            return settled(commands, verdicts)
        }
    }

    /// Ids of version 0.1.0 say nothing of date and sheet: they count only where all of the sheet is known by them.
    private mutating func forgetFormer(
        _ commands: inout [ProposedCommand], _ verdicts: [ImportVerdict]
    ) -> Bool {
        let isInDoubt = verdicts.contains { $0.formerID != nil || [.changed, .voided].contains($0.outcome) }
        guard knowsFormer, isInDoubt else { return false }
        if verdicts.allSatisfy({ $0.outcome == .same }) { return false }
        knowsFormer = false
        for place in commands.indices { commands[place].formerID = nil }
        return true
    }

    /// Looks for earlier rows of the sheet that said something else.
    private mutating func align(
        _ commands: inout [ProposedCommand], _ verdicts: [ImportVerdict]
    ) async throws -> Bool {
        guard !isAligned else { return false }
        isAligned = true
        let isAsked = zip(commands, verdicts).contains { command, verdict in
            command.key == nil && !command.createsRecord
                && [.new, .alike, .refused].contains(verdict.outcome)
        }
        guard isAsked else { return false }
        let growth = SheetGrowth(
            of: commands, verdicts, missing: try await check.unmatched(beginning: prefix))
        isGrown = growth.isGrown
        for (place, id) in growth.earlierIDs { commands[place].earlierID = id }
        return !growth.earlierIDs.isEmpty
    }

    private mutating func decide(_ commands: inout [ProposedCommand], _ verdicts: [ImportVerdict]) -> Bool {
        var isChanged = false
        for (place, verdict) in verdicts.enumerated() {
            let command = commands[place]
            switch verdict.outcome {
            case .voided:
                guard let position = verdict.position, let void = verdict.voidedBy else { continue }
                // It may have been recorded anew already.
                let id = CommandIdentity.derived(from: command.commandID, "voided", void)
                voided[id] = (position, void)
                commands[place].commandID = id
                commands[place].formerID = nil
                commands[place].earlierID = nil
            case .changed:
                guard let reason = decisions.reason, let position = verdict.position, !command.isKnownByWhole
                else { continue }
                commands[place].correcting = position
                commands[place].context["reason"] = .string(reason)
                // An id that has been used is the one of what is corrected.
                if command.earlierID == nil {
                    commands[place].commandID = CommandIdentity.derived(
                        from: command.commandID, "correct", position)
                }
                commands[place].formerID = nil
                commands[place].earlierID = nil
            case .alike where command.seeksAlike && !command.isShared && decisions.takes(.new, command.line):
                commands[place].seeksAlike = false
            default: continue
            }
            isChanged = true
        }
        return isChanged
    }

    /// With what the user decided, and with what only the sheet as a whole tells.
    private func settled(_ commands: [ProposedCommand], _ verdicts: [ImportVerdict]) -> [ImportVerdict] {
        var verdicts = verdicts
        for (place, command) in commands.enumerated() {
            let verdict = verdicts[place]
            if verdict.outcome == .new, let event = voided[command.commandID],
                !decisions.takes(.voided, command.line)
            {
                verdicts[place].outcome = .voided
                (verdicts[place].position, verdicts[place].voidedBy) = (event.position, event.by)
            }
            // Of a sheet that has lost rows nobody can say which of the others they were.
            if verdict.outcome == .same, !isGrown, command.key == nil, !command.createsRecord,
                !command.isShared
            {
                verdicts[place].outcome = .alike
            }
            let isEqual = command.isShared || decisions.takes(.equal, command.line)
            if verdicts[place].outcome == .alike, isEqual { verdicts[place].outcome = .same }
        }
        refuseParts(&verdicts, of: commands)
        return verdicts
    }

    /// Rows that differ in personal data only are known as a whole, or nobody could say which is which.
    private func refuseParts(_ verdicts: inout [ImportVerdict], of commands: [ProposedCommand]) {
        let places = commands.indices.filter { commands[$0].isKnownByWhole }
        for group in Dictionary(grouping: places, by: { CommandIdentity.openContent(of: commands[$0]) })
            .values
        {
            let outcomes = Set(group.map { verdicts[$0].outcome })
            // One of these of all of them is of the whole sheet.
            if outcomes == [.new] || outcomes == [.same] || outcomes == [.voided] { continue }
            if outcomes.contains(.refused) { continue }
            for place in group where verdicts[place].outcome != .same {
                verdicts[place].outcome = .refused
                verdicts[place].refusal = BatchRefusal(
                    index: place, rule: "invalid-parameter",
                    message:
                        "rows that differ in personal data only cannot be told apart, and this is not what the sheet "
                        + "said before: give them a key: in the map, or the sheet another name (--source)")
            }
        }
    }
}
