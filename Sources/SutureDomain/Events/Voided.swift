/// Says of another event of the stream that it no longer counts.
package protocol VoidingEvent: Event {
    /// Of the event that no longer counts.
    var position: Position { get }
    /// Of the event that stands in its place; `nil` if none does.
    var replacedBy: Position? { get }
}

extension VoidingEvent {
    package static var isVoid: Bool { true }
}

/// An event of the record no longer counts. If it was corrected, a new one stands in its place in every
/// replay.
package struct Voided<Subject: Record>: VoidingEvent {
    package static var type: EventType { EventType("\(Subject.kind).voided") }
    package static var effect: Effect { .adds }
    package static var isVoidable: Bool { false }

    /// Of the event that no longer counts.
    package var position: Position
    /// Of the event that stands in its place, if it was corrected.
    package var replacedBy: Position?

    package init(position: Position, replacedBy: Position? = nil) {
        self.position = position
        self.replacedBy = replacedBy
    }
}
