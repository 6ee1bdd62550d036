package import SutureDomain

/// Some events in order, and how far the log was looked at to find them.
package struct EventPage: Hashable, Sendable {
    /// No page holds more of data and metadata, unless a single event does.
    package static let payloadByteCountMax = 8 * 1024 * 1024
    /// How many events are looked at for one page, whether the filter admits them or not.
    package static let scanCountMax = 10_000

    /// Possibly none, where the filter admits few.
    package var events: [RecordedEvent]
    /// Every event up to here was looked at; the next page begins after it.
    package var through: Position
}
