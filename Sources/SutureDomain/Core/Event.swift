/// Something that happened to one record, as it is written into the log.
package protocol Event<Subject>: Codable, Hashable, Sendable {
    associatedtype Subject: Record
    static var type: EventType { get }
    /// The version of the payload's shape, from 1.
    static var schema: Int { get }
    static var effect: Effect { get }
    /// What of the record the event is about, if that begins with one event and ends with another: of two
    /// events about the same part the later one ends, or goes on with, what the earlier one began.
    var part: Part? { get }
    /// Whether its part ends with it, not before what happened in that part (``within``).
    static var endsItsPart: Bool { get }
    /// The parts of the record in which it happened: they had not ended before it.
    var within: [Part] { get }
    /// Whether the record had not ended before it. So it is of every fact of the record's life.
    static var precedesTheEnd: Bool { get }
    /// Whether such an event can be voided, or corrected. What says something about other events, or opens
    /// and closes the record to change, stands for ever.
    static var isVoidable: Bool { get }
    /// Whether another event counts no more because of it. Asked for each type at a start, as is
    /// ``asCommand``: to look for a conformance among all of the program takes as long as to decode some
    /// hundred events.
    static var isVoid: Bool { get }
    /// The event as the command with the same fields; `nil` for what nobody asks for in this form.
    static var asCommand: (any Command.Type)? { get }
    /// What the event makes of the record. Total: whatever was recorded can always be replayed. It never
    /// looks at plain personal data, which a replay does not have.
    func apply(to record: inout Subject, on occurredOn: PartialDate)
    func apply(to record: inout Subject)
    /// The same for what every kind of record has beside its own state.
    func apply(to standing: inout Standing<Subject>, on occurredOn: PartialDate)
}

extension Event {
    package static var schema: Int { 1 }
    package static var isVoidable: Bool { true }
    package static var isVoid: Bool { false }
    package static var asCommand: (any Command.Type)? { nil }
    package var part: Part? { Self.effect == .moves ? .lifeCycle : nil }
    package static var endsItsPart: Bool { false }
    package var within: [Part] { [] }
    package static var precedesTheEnd: Bool { false }

    /// Most events change the record in the same way whenever they happened.
    package func apply(to record: inout Subject, on occurredOn: PartialDate) { apply(to: &record) }

    /// And some leave no trace that a rule looks at.
    package func apply(to record: inout Subject) {}

    /// All but a few events concern the record's own state only.
    package func apply(to standing: inout Standing<Subject>, on occurredOn: PartialDate) {
        apply(to: &standing.state, on: occurredOn)
    }
}
