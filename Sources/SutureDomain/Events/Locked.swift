/// The record is closed to change: until it is unlocked nothing but notes is recorded about it, and what
/// safety asks for.
package struct Locked<Subject: Record>: RecordableEvent<Subject> {
    package static var type: EventType { EventType("\(Subject.kind).locked") }
    package static var effect: Effect { .changes }
    package static var isVoidable: Bool { false }
    package static var refusals: [Rule] { [.recordLocked] }
    package static var command: CommandName { "lock" }
    package static var afterTheEnd: AfterTheEnd { .accepted }

    package var part: Part? { Part("lock") }

    package func apply(to standing: inout Standing<Subject>, on occurredOn: PartialDate) {
        standing.lockedOn = occurredOn
    }
}
