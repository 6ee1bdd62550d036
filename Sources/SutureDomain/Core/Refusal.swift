/// An event as a message names it.
package struct EventMention: Hashable, Sendable, CustomStringConvertible {
    package let position: Position
    package let stream: StreamName
    package let type: EventType

    package init(position: Position, stream: StreamName, type: EventType) {
        self.position = position
        self.stream = stream
        self.type = type
    }

    package var description: String { "\(position) (\(type) of \(stream))" }
}

/// The domain said no. Nothing was recorded.
package struct Refusal: Error, Hashable, Sendable {
    /// The stable code of the rule.
    package var rule: Rule
    /// The command's field that broke it, if one did (`device`, `contributors.person`, `context.occurredOn`).
    package var field: String?
    /// The record that stands in the way, if it is not the command's own.
    package var record: StreamName?
    /// A sentence that a person can act on.
    package var message: String
    /// Events that stand in the way: the first of them, where there are many.
    package var events: [EventMention] = []

    package init(_ rule: Rule, field: String? = nil, record: StreamName? = nil, _ message: String) {
        self.rule = rule
        self.field = field
        self.record = record
        self.message = message
    }
}
