import SutureDomain

/// An event on one line, for people.
struct StoredEventLine {
    let text: String

    init(_ event: RecordedEvent) {
        text = """
            \(event.position)  \(event.stream) v\(event.version)  \(event.malformedDate ?? event.occurredOn.text)  \(event.recordedAt)  \
            \(event.type)  \(String(decoding: event.data, as: UTF8.self))
            """
    }
}
