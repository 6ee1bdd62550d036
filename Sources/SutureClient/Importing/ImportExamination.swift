import SutureDomain
import SutureJSON

/// Finds out which commands of a sheet are new, and asks again where an answer leads to another question.
struct ImportExamination {
    let check: ImportCheck
    let decisions: ImportDecisions
    /// How the ids of the sheet's commands begin.
    let prefix: String
    /// The numbers of earlier imports of the sheet that were interrupted.
    var interrupted: [Int64] = []
    /// The lines of the rows that are not looked at, since something is wrong with them.
    var leftOut: Set<Int> = []

    private(set) var knowsFormer = true
    private(set) var isAligned = false
    private(set) var isGrown = true
    /// One of what the sheet recorded and has no row for: nobody can say which of the others they were.
    private(set) var lost: EarlierRow?
    /// The places of commands that may be new or not, as a row with problems may be what they look like.
    private(set) var doubtful: Set<Int> = []
    /// The positions of the events that rows are known to stand for.
    private(set) var taken: Set<Int64> = []
    /// By the id of a command: the event that was voided, and by which one.
    private(set) var voided: [String: (position: Int64, by: Int64)] = [:]

    /// - Parameter commands: changed as the answers and the user's decisions ask for it.
    /// - Returns: one verdict for each.
    mutating func verdicts(on commands: inout [ProposedCommand]) async throws -> [ImportVerdict] {
        var named = try await KeyedRecords(in: commands, by: check)
        named.tell(&commands)
        while true {
            let verdicts = try await check.verdicts(on: commands, ofSheet: prefix, taken: taken)
            if named.note(commands, verdicts) {
                named.tell(&commands)
                continue
            }
            if forgetFormer(&commands, verdicts) { continue }
            if tellApart(&commands, verdicts) { continue }
            if try await align(&commands, verdicts) { continue }
            if decide(&commands, verdicts) { continue }
            var settled = settled(commands, verdicts)
            try await refuseRests(&settled, of: commands)
            try await refuseShorterLists(&settled, of: commands)
            named.settle(&commands, &settled)
            return settled
        }
    }

    /// Ids of version 0.1.0 say nothing of date and sheet: they count where all of it is known by them.
    private mutating func forgetFormer(
        _ commands: inout [ProposedCommand], _ verdicts: [ImportVerdict]
    ) -> Bool {
        guard knowsFormer else { return false }
        let isInDoubt = zip(commands, verdicts).contains { command, verdict in
            verdict.formerID.map { $0 == command.formerID } ?? [.changed, .voided].contains(verdict.outcome)
        }
        guard isInDoubt else { return false }
        if verdicts.allSatisfy({ $0.outcome == .same }) { return false }
        knowsFormer = false
        for place in commands.indices { commands[place].formerID = nil }
        return true
    }

    /// Lets each event stand for one row: that which says the same as the event does today.
    ///
    /// The id of a row that says what an earlier one said once leads to what that became. It is another row,
    /// and is looked for by what it says, under an id that follows from what its own one leads to.
    private mutating func tellApart(
        _ commands: inout [ProposedCommand], _ verdicts: [ImportVerdict]
    ) -> Bool {
        taken = []
        var isChanged = false
        for (place, verdict) in verdicts.enumerated() {
            let command = commands[place]
            guard let position = verdict.position else { continue }
            switch verdict.outcome {
            case .voided:
                guard let void = verdict.voidedBy else { continue }
                // It may have been recorded anew already.
                let id = CommandIdentity.derived(from: command.commandID, "voided", void)
                voided[id] = (position, void)
                commands[place].commandID = id
                commands[place].formerID = nil
                commands[place].earlierID = nil
                isChanged = true
            case .same where command.isKnownByContent && isKnown(command, by: verdict):
                if taken.insert(position).inserted { continue }
                commands[place].leave(position)
                isChanged = true
            case .changed
            where command.isKnownByContent && command.earlierID == nil
                && !verdict.differences.allSatisfy(\.isOfRecording):
                commands[place].leave(position)
                isChanged = true
            default: continue
            }
        }
        for (place, verdict) in verdicts.enumerated() where verdict.outcome == .same {
            guard let position = verdict.position, commands[place].isKnownByContent,
                !isKnown(commands[place], by: verdict)
            else { continue }
            // Found by what it says, and another row stands for it already.
            if taken.contains(position) {
                isChanged = true
            } else {
                commands[place].earlierID = verdict.formerID
            }
        }
        return isChanged
    }

    /// Whether a row was found by one of the ids that it was asked for with.
    private func isKnown(_ command: ProposedCommand, by verdict: ImportVerdict) -> Bool {
        verdict.formerID.map { [command.formerID, command.earlierID].contains($0) } ?? true
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
        let voided = voided
        var growth = SheetGrowth(
            of: commands, verdicts, missing: try await check.unmatched(beginning: prefix), leftOut: leftOut,
            isOpen: { place in
                [.new, .alike, .refused].contains(verdicts[place].outcome)
                    && voided[commands[place].commandID] == nil
            })
        let distances = try await distances(of: growth.pairsInDoubt(), among: commands)
        let earlierIDs = growth.earlierIDs(distances)
        isGrown = growth.isGrown
        lost = growth.lost
        doubtful = growth.doubtful
        for (place, id) in earlierIDs { commands[place].earlierID = id }
        return !earlierIDs.isEmpty || !distances.isEmpty
    }

    /// In how many fields commands differ from what earlier rows said.
    private func distances(
        of pairs: [SheetGrowth.Pair], among commands: [ProposedCommand]
    ) async throws -> [SheetGrowth.Pair: Int] {
        if pairs.isEmpty { return [:] }
        let asked = pairs.map { pair in
            var command = commands[pair.place]
            command.earlierID = pair.commandID
            return command
        }
        let verdicts = try await check.verdicts(on: asked, ofSheet: prefix)
        let distances = zip(pairs, verdicts).map { pair, verdict in
            (
                pair,
                verdict.outcome == .refused ? SheetGrowth.unknownDistance : verdict.differences.count
            )
        }
        return Dictionary(distances) { first, _ in first }
    }

    private mutating func decide(_ commands: inout [ProposedCommand], _ verdicts: [ImportVerdict]) -> Bool {
        var isChanged = false
        for (place, verdict) in verdicts.enumerated() {
            let command = commands[place]
            switch verdict.outcome {
            case .changed:
                guard let reason = decisions.reason, let position = verdict.position, !command.isKnownByWhole
                else { continue }
                commands[place].correcting = position
                // Where it was assigned, a correction is about the very record.
                if command.isNumbered, let stream = verdict.stream.flatMap({ StreamName($0) }) {
                    commands[place].id = String(stream.id)
                }
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
    private func settled(_ commands: [ProposedCommand], _ told: [ImportVerdict]) -> [ImportVerdict] {
        var verdicts = told
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
        for place in doubtful
        where verdicts[place].outcome == .new && !decisions.takes(.new, commands[place].line) {
            verdicts[place].refuseAsDoubtful(place)
        }
        refuseParts(&verdicts, of: commands) { told[$0].outcome == .alike }
        return verdicts
    }
}

extension ProposedCommand {
    /// Whether it is known again by what it says alone.
    fileprivate var isKnownByContent: Bool {
        key == nil && !createsRecord && !isKnownByWhole && correcting == nil
    }

    /// It is not what its id leads to.
    /// - Parameter position: of the event that stands there today.
    fileprivate mutating func leave(_ position: Int64) {
        commandID = CommandIdentity.derived(from: commandID, "correct", position)
        formerID = nil
        earlierID = nil
    }
}
