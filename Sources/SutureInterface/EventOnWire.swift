package import SutureDomain
import SutureJSON

/// An event as `org.suture.Log` and `org.suture.Records` show it.
package struct EventOnWire: Encodable {
    private let position: Int64
    private let stream: String
    private let version: Int64
    private let type: String
    private let schema: Int64
    private let occurredOn: String
    private let recordedAt: String
    private let data: RawJSON
    private let metadata: RawJSON
    private let hash: String

    /// - Parameter data: the event's fields as they are to be shown; as stored if left out.
    package init(_ event: RecordedEvent, data: [UInt8]? = nil) {
        position = event.position.number
        stream = event.stream.text
        version = event.version.number
        type = event.type.text
        schema = Int64(event.schema)
        occurredOn = event.occurredOn.text
        recordedAt = event.recordedAt.description
        self.data = RawJSON(data ?? event.data)
        metadata = RawJSON(event.metadata)
        hash = event.hash.hexadecimal
    }
}
