/// A record that people call by more than one name.
package protocol Named: Record {
    /// Every name and alias that it has now.
    var names: Set<String> { get }
}

extension Named {
    package func answers(_ lookup: Lookup) -> Bool {
        if case .name(let name) = lookup { endedOn == nil && names.contains(name) } else { false }
    }

    package var lookupTexts: Set<String> { names }

    /// Refuses as `already-exists` a name that the record has, and as `alias-taken` one that stands for
    /// another live record of its kind, unless there is a reason for calling two by the same name.
    func requireFree(
        alias: String, in records: some Records, _ context: CommandContext
    ) throws(Refusal) {
        guard !names.contains(alias) else {
            throw Refusal(.alreadyExists, field: "alias", "The \(Self.kind) is called \(alias) already.")
        }
        guard context.reason == nil, let other = records.first(Self.self, where: .name(alias)) else { return }
        throw Refusal(
            .aliasTaken, field: "alias", record: other.stream,
            "\(alias) names \(other.stream) already; a second one of that name needs a reason.")
    }
}
