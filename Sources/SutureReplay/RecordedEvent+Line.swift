import SutureDomain

extension RecordedEvent {
    /// The event on one line, for people.
    var line: String {
        """
        \(position)  \(stream) v\(version)  \(malformedDate ?? occurredOn.text)  \(recordedAt)  \(type)  \
        \(String(decoding: data, as: UTF8.self))
        """
    }
}
