/// The record is closed to change: until it is unlocked nothing but notes is recorded about it, and what safety asks for.
package struct Locked<Subject: Record>: RecordableEvent<Subject> {
    package static var type: EventType { EventType("\(Subject.kind).locked") }
    package static var isVoidable: Bool { false }
    package static var command: CommandName { "lock" }
    package static var requiredRole: Role { .steward }
    package static var afterTheEnd: AfterTheEnd { .accepted }
    /// It says itself that the record is locked already.
    package static var underLock: UnderLock { .accepted }

    package init() {}

    package func check(
        _ record: Subject, in records: some Records, _ context: CommandContext
    ) throws(Refusal) {
        guard !context.isLocked else {
            throw Refusal(.illegalTransition, "The \(Subject.kind) is locked already.")
        }
    }

    package func apply(to standing: inout Standing<Subject>, on occurredOn: PartialDate) {
        standing.isLocked = true
    }
}
