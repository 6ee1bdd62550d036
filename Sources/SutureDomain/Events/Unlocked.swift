/// The record is open to change again.
package struct Unlocked<Subject: Record>: RecordableEvent<Subject> {
    package static var type: EventType { EventType("\(Subject.kind).unlocked") }
    package static var effect: Effect { .changes }
    package static var isVoidable: Bool { false }
    package static var refusals: [Rule] { [.illegalTransition, .reasonRequired] }
    package static var command: CommandName { "unlock" }
    package static var requiredRole: Role { .steward }
    package static var afterTheEnd: AfterTheEnd { .accepted }
    package static var underLock: UnderLock { .accepted }

    package var part: Part? { Part("lock") }

    package func check(_ record: Subject, _ context: CommandContext) throws(Refusal) {
        guard let lockedOn = context.lockedOn else {
            throw Refusal(.illegalTransition, "The \(Subject.kind) has no lock of its own.")
        }
        try context.requireReason("To unlock a record")
        try context.requireEnd(of: "The lock", since: lockedOn)
    }

    package func apply(to standing: inout Standing<Subject>, on occurredOn: PartialDate) {
        standing.lockedOn = nil
    }
}
