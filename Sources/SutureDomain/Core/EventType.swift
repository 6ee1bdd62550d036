/// The type of an event: kind of record, point, what happened in the past tense (`trial.outcome-logged`).
package struct EventType: Hashable, Sendable {
    package let text: String

    package init(_ text: String) { self.text = text }

    /// What happened, without the kind (`outcome-logged`).
    package var name: Substring { text[point...].dropFirst() }
    package var kind: Substring { text[..<point] }

    private var point: String.Index { text.utf8.firstIndex(of: UInt8(ascii: ".")) ?? text.endIndex }
}

extension EventType: ExpressibleByStringLiteral, CustomStringConvertible {
    package init(stringLiteral text: String) { self.text = text }
    package var description: String { text }
}
