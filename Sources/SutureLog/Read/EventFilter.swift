package import SutureDomain

/// Which events a reader wants to see.
package struct EventFilter: Hashable, Sendable {
    /// Of this stream only.
    package var stream: StreamName?
    /// Of these types only.
    package var types: Set<EventType>?

    package static let all = EventFilter()

    package init(stream: StreamName? = nil, types: Set<EventType>? = nil) {
        self.stream = stream
        self.types = types
    }

    func admits(stream: StreamName, type: EventType) -> Bool {
        (self.stream.map { $0 == stream } ?? true) && (types?.contains(type) ?? true)
    }
}
