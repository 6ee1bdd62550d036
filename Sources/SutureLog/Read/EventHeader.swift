package import SutureDomain

/// What decides whether an event counts for a question about the past, without its data.
package struct EventHeader: Hashable, Sendable {
    package var position: Position
    package var stream: StreamName
    package var type: EventType
    package var occurredOn: PartialDate
    package var recordedAt: Instant
}
