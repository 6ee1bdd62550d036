/// What is known again only with what stands beside it: names without a key, and the values of a list.
extension ImportExamination {
    /// Rows that differ in personal data only are known as a whole, or nobody could say which is which.
    /// - Parameter isOfOthers: whether what looks like the command there was not recorded for this sheet.
    func refuseParts(
        _ verdicts: inout [ImportVerdict], of commands: [ProposedCommand], isOfOthers: (Int) -> Bool
    ) {
        let places = commands.indices.filter { place in
            // Nothing is recorded for what is taken for somebody else's, or is told to look like it.
            commands[place].isKnownByWhole && !(isOfOthers(place) && verdicts[place].outcome != .new)
        }
        for group in Dictionary(grouping: places, by: { CommandIdentity.openContent(of: commands[$0]) })
            .values
        {
            let outcomes = Set(group.map { verdicts[$0].outcome })
            // One of these of all of them is of the whole sheet.
            if outcomes == [.new] || outcomes == [.same] || outcomes == [.voided] { continue }
            if outcomes.contains(.refused) || goesOn(group.map { verdicts[$0] }) { continue }
            for place in group where verdicts[place].outcome != .same { verdicts[place].refuseAsPart(place) }
        }
    }

    /// Whether an import recorded the first of these until it was interrupted, and not the others.
    private func goesOn(_ verdicts: [ImportVerdict]) -> Bool {
        let recorded = verdicts.prefix { $0.outcome == .same }
        guard let first = recorded.compactMap(\.position).min(),
            verdicts.dropFirst(recorded.count).allSatisfy({ $0.outcome == .new })
        else { return false }
        return interrupted.contains { $0 < first }
    }

    /// Refuses what is left of rows that differ in personal data only where the sheet had more of them.
    func refuseRests(_ verdicts: inout [ImportVerdict], of commands: [ProposedCommand]) async throws {
        let places = commands.indices.filter { place in
            let command = commands[place]
            return command.key == nil && command.hasPersonalData
                && (command.isNumbered || !command.createsRecord)
        }
        let groups = Dictionary(grouping: places) { CommandIdentity.openContent(of: commands[$0]) }
            .filter { $1.allSatisfy { verdicts[$0].outcome == .same } }
            .sorted { $0.value[0] < $1.value[0] }
        if groups.isEmpty { return }
        let asked = groups.map { content, places in
            var command = commands[places[0]]
            command.commandID = CommandIdentity.id(of: content, Int64(places.count), ofSheet: prefix)
            command.formerID = nil
            command.earlierID = nil
            command.seeksAlike = false
            return command
        }
        let next = try await check.verdicts(on: asked, ofSheet: prefix)
        for (group, verdict) in zip(groups, next) where [.same, .changed].contains(verdict.outcome) {
            for place in group.value { verdicts[place].refuseAsPart(place) }
        }
    }

    /// Refuses what is left of a list that had more in it: nobody would see that the rest is gone.
    func refuseShorterLists(
        _ verdicts: inout [ImportVerdict], of commands: [ProposedCommand]
    ) async throws {
        let places = commands.indices.filter { place in
            commands[place].isOfList && commands[place].key != nil
                && ([.same, .changed].contains(verdicts[place].outcome) || commands[place].correcting != nil)
        }
        let groups = Dictionary(grouping: places) { CommandIdentity.keyedContent(of: commands[$0]) }.values
            .sorted { $0[0] < $1[0] }
        if groups.isEmpty { return }
        let asked = groups.map { places in
            var command = commands[places[places.count - 1]]
            command.part += 1
            command.correcting = nil
            command.commandID = CommandIdentity.id(ofKeyed: command)
            command.earlierID = nil
            return command
        }
        let next = try await check.verdicts(on: asked, ofSheet: prefix)
        for (places, verdict) in zip(groups, next) where [.same, .changed].contains(verdict.outcome) {
            guard let position = verdict.position else { continue }
            for place in places { verdicts[place].refuseAsShorter(place, without: position) }
        }
    }
}

extension ImportVerdict {
    mutating func refuseAsDoubtful(_ place: Int) {
        refuse(
            place,
            "it may be new, or what an earlier row of this sheet says now, as a row with problems may be that one: mend "
                + "those first, or say --again new for this line")
    }

    fileprivate mutating func refuseAsShorter(_ place: Int, without position: Int64) {
        refuse(
            place,
            "the row with this key had more in its list: void what was recorded at position \(position) if it is wrong, "
                + "or give the row another key")
    }

    private mutating func refuse(_ place: Int, _ message: String) {
        outcome = .refused
        refusal = BatchRefusal(index: place, rule: "invalid-parameter", message: message)
    }

    fileprivate mutating func refuseAsPart(_ place: Int) {
        refuse(
            place,
            "rows that differ in personal data only cannot be told apart, and this is not what the sheet "
                + "said before: give them a key: in the map, or the sheet another name (--source)")
    }
}
