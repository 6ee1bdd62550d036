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

    func admits(_ row: EventRow) -> Bool {
        if let stream, !row.stream.elementsEqual(stream.text.utf8) { return false }
        guard let types else { return true }
        return types.contains(EventType(String(decoding: row.type, as: UTF8.self)))
    }
}
