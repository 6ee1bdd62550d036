import SutureDomain

/// Stands among decoded events for one that cannot be decoded and was voided. No record has such an event:
/// whose it is said to be is of no account.
struct PassedOver: Event {
    typealias Subject = Installation

    static let type: EventType = "installation.passed-over"
    static let effect = Effect.adds
}
