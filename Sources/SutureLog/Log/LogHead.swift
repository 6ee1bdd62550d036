package import SutureDomain

/// The last event of a log, as far as it can be kept elsewhere to show later that nothing was cut or changed.
package struct LogHead: Hashable, Sendable {
    package var position: Position
    /// Of that event, 32 bytes.
    package var hash: [UInt8]
    /// Of that event; the next one is never recorded earlier.
    package var recordedAt: Instant

    package init(position: Position, hash: [UInt8], recordedAt: Instant) {
        self.position = position
        self.hash = hash
        self.recordedAt = recordedAt
    }

    /// The head of a log without events.
    package init(empty identity: LogIdentity) {
        self.init(position: .zero, hash: identity.hash, recordedAt: identity.createdAt)
    }

    package init(_ event: RecordedEvent) {
        self.init(position: event.position, hash: event.hash, recordedAt: event.recordedAt)
    }
}
