/// An event that takes its record from one state of its life cycle to another: the states stand here once,
/// and what refuses the event, what it makes of the record and what a view shows follow from them.
package protocol Transition<Subject>: RecordableEvent where Subject: StateMachine {
    /// The states from which it leads.
    static var from: [Subject.Status] { get }
    static var to: Subject.Status { get }
    /// Refuses a record in any other state; as `illegal-transition`, unless the event has its own words.
    func requireOrigin(_ record: Subject) throws(Refusal)
}

extension Transition {
    package static var effect: Effect { .moves }
    package static var impliedRefusals: [Rule] { [.illegalTransition] }
    /// Where the record may come from says whether it has ended.
    package static var afterTheEnd: AfterTheEnd { .accepted }

    package func requireOrigin(_ record: Subject) throws(Refusal) { try record.require(Self.from) }

    package func decide(
        _ record: Subject, in records: some Records, _ context: CommandContext
    ) throws(Refusal) -> [any Event<Subject>] {
        try requireOrigin(record)
        try check(record, in: records, context)
        return [self]
    }

    package func apply(to standing: inout Standing<Subject>, on occurredOn: PartialDate) {
        standing.state.come(to: Self.to, on: occurredOn)
        apply(to: &standing.state, on: occurredOn)
    }
}
