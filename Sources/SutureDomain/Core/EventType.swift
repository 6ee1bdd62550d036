/// The type of an event: its kind of record, a point, what happened in the past tense (`trial.outcome-logged`).
package struct EventType: Hashable, Sendable {
    package let text: String

    package init(_ text: String) { self.text = text }

    /// What happened, without the kind (`outcome-logged`).
    package var name: Substring { text.drop { $0 != "." }.dropFirst() }
    package var kind: Substring { text.prefix { $0 != "." } }
}

extension EventType: ExpressibleByStringLiteral, CustomStringConvertible {
    package init(stringLiteral text: String) { self.text = text }
    package var description: String { text }
}
