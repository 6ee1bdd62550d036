/// Asks that an event of a record no longer counts.
package protocol VoidingCommand: Command {
    /// Of the event in the log.
    var position: Position { get }
}

/// An event of the record no longer counts: the record is as if that had never been recorded. It stays in the
/// history. The events of others need a steward.
///
/// What the record's history has to say (whose the event was, what depends on it) is asked after the gate.
package struct Voiding<Subject: Record>: VoidingCommand {
    package static var refusals: [Rule] {
        [.reasonRequired, .notFound, .alreadyVoided, .notVoidable, .laterEventsDepend]
    }
    package static var command: CommandName { "void" }
    package static var afterTheEnd: AfterTheEnd { .accepted }

    /// The position of the event in the log.
    package var position: Position

    package init(position: Position) { self.position = position }

    package func decide(
        _ record: Subject, in records: some Records, _ context: CommandContext
    ) throws(Refusal) -> [any Event<Subject>] {
        try context.requireReason("To void or correct an event")
        return [Voided<Subject>(position: position)]
    }
}
