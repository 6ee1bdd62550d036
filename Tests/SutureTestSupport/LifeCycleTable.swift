package import SutureDomain

/// Every way from one state to another: each command is tried on each history.
///
/// A line is `from command ▶ to`; where a command is refused otherwise than as `illegal-transition`,
/// `from command ✗ rule`. What is refused as `illegal-transition` has no line.
package func lifeCycleTable<Subject: LifeCycle>(
    _ histories: [[any Event<Subject>]], commands: [any RecordableEvent<Subject>], in world: World = World()
) -> [String] {
    histories.flatMap { history in
        let given = history.reduce(world) { $0.with("X", $1) }
        return commands.compactMap { line(for: $0, in: given) }
    }
}

private func line<Subject: LifeCycle>(
    for command: some RecordableEvent<Subject>, in given: World
) -> String? {
    let before: Subject? = given.find("X")
    let from = "\(before.map { $0.status.rawValue } ?? "nothing") \(type(of: command).command)"
    let context = CommandContext(
        occurredOn: PartialDate(World.today), today: World.today, role: .recorder)
    switch given.admit(command, to: "X", context) {
    case .success(let admitted):
        let after: Subject? = admitted.events.reduce(given) { $0.with("X", $1) }.find("X")
        return "\(from) ▶ \(after.map { $0.status.rawValue } ?? "nothing")"
    case .failure(.refused(let refusal)):
        return refusal.rule == .illegalTransition ? nil : "\(from) ✗ \(refusal.rule.rawValue)"
    case .failure(.notFound): return "\(from) ✗ not found"
    }
}
