/// A request to record something about one record.
package protocol Command<Subject>: Codable, Hashable, Sendable {
    associatedtype Subject: Record
    static var command: CommandName { get }
    /// Who may ask for it.
    static var requiredRole: Role { get }
    /// The rules of its own that refuse it.
    static var refusals: [Rule] { get }
    /// The rules that refuse it since it is what it is: the first event of a record, or a transition.
    static var impliedRefusals: [Rule] { get }
    /// Whether it brings the record into being, which must not exist.
    static var createsRecord: Bool { get }
    /// Whether the record must exist: for all but those that create it or are about one there by itself.
    static var needsRecord: Bool { get }
    static var afterTheEnd: AfterTheEnd { get }
    static var underLock: UnderLock { get }
    /// For a command that creates a record: the record whose lock will cover it (``Record/lockedThrough``).
    var lockedThrough: StreamName? { get }

    /// When it happened, where one of its fields says so: what counts if the client says nothing else.
    var statedTime: StatedTime? { get }

    /// What happens if the record's rules admit it. Pure: no clock, no randomness, no input or output.
    func decide(
        _ record: Subject, in records: some Records, _ context: CommandContext
    ) throws(Refusal) -> [any Event<Subject>]

    /// What follows for other records if the command is admitted. Pure, as ``decide(_:in:_:)`` is.
    func consequences(
        of record: Subject, in records: some Records, _ context: CommandContext
    ) throws(Refusal) -> [Consequence]
}

/// A time in the world as a field states it, and the name of that field.
package enum StatedTime: Hashable, Sendable {
    case date(PartialDate, field: String)
    /// On which day that was depends on the configured time zone.
    case instant(Instant, field: String)

    package var field: String {
        switch self {
        case .date(_, let field), .instant(_, let field): field
        }
    }
}

/// What becomes of a command about a record that has ended.
package enum AfterTheEnd: Sendable {
    /// Refused as `record-closed`.
    case refused
    /// A fact of the record's life, perhaps typed in late: refused if it provably occurred after the end.
    case ifNotProvablyLater
    /// Accepted; a command that moves the life cycle refuses it itself (`illegal-transition`).
    case accepted
}

/// What becomes of a command about a record that is locked, by itself or through another.
package enum UnderLock: Sendable {
    /// Refused as `record-locked`.
    case refused
    /// Accepted: what opens the lock, what changes nothing, and what safety asks for.
    case accepted
}

extension Command {
    package static var requiredRole: Role { .recorder }
    package static var refusals: [Rule] { [] }
    package static var impliedRefusals: [Rule] { [] }
    package static var createsRecord: Bool { false }
    package static var needsRecord: Bool { !createsRecord }
    package static var afterTheEnd: AfterTheEnd { .ifNotProvablyLater }
    package static var underLock: UnderLock { .refused }
    package var lockedThrough: StreamName? { nil }
    package var statedTime: StatedTime? { nil }
    /// Whether amounts are in the currency of the record that they are about, whatever that is.
    package static var amountsFollowRecord: Bool { Subject.keepsOneCurrency }
    /// With its kind, as batches and metadata name it (`trial.log-outcome`).
    package static var fullName: String { "\(Subject.kind).\(command)" }

    package func consequences(
        of record: Subject, in records: some Records, _ context: CommandContext
    ) throws(Refusal) -> [Consequence] { [] }
}

/// An event that a client asks for with the same fields: the event's type is the command's shape, so its
/// fields, its rule and its effect stand together and nothing is declared twice.
package protocol RecordableEvent<Subject>: Event, Command {
    /// Whether the record's rules admit the event. Pure, as ``Command/decide(_:in:_:)`` is.
    func check(_ record: Subject, in records: some Records, _ context: CommandContext) throws(Refusal)
    /// For rules that look at no other record.
    func check(_ record: Subject, _ context: CommandContext) throws(Refusal)
    /// For rules that look at the record only.
    func check(_ record: Subject) throws(Refusal)
}

extension RecordableEvent {
    /// What is refused, or looked at, once the record has ended had its time before. Where an event's own
    /// rules look at the end, it says so itself.
    package static var precedesTheEnd: Bool { afterTheEnd != .accepted }
    package static var asCommand: (any Command.Type)? { Self.self }

    package func check(
        _ record: Subject, in records: some Records, _ context: CommandContext
    ) throws(Refusal) {
        try check(record, context)
    }

    package func check(_ record: Subject, _ context: CommandContext) throws(Refusal) { try check(record) }

    package func check(_ record: Subject) throws(Refusal) {}

    package func decide(
        _ record: Subject, in records: some Records, _ context: CommandContext
    ) throws(Refusal) -> [any Event<Subject>] {
        try check(record, in: records, context)
        return [self]
    }
}

/// The first event of a record's stream. Its state machine starts here.
package protocol CreatingEvent<Subject>: RecordableEvent {}

extension CreatingEvent {
    package static var createsRecord: Bool { true }
    package static var impliedRefusals: [Rule] { [.alreadyExists] }
    package static var effect: Effect { .adds }
}
