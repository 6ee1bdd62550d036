package import SutureDomain
import SutureJSON

/// What the read models need of an event of the log: its place and its fields.
///
/// A class, as it is handed on several times; and without the bytes of the event, which are freed while it waits.
package final class DecodedEvent: Sendable {
    package let position: Position
    package let stream: StreamName
    package let version: StreamVersion
    package let occurredOn: PartialDate
    /// The log's hash at this event.
    package let hash: [UInt8]
    /// Personal data in it is sealed.
    package let event: any Event
    /// Of the command that asked for it, if its client named one.
    package let commandID: String?

    /// Of parts that are known already.
    /// - Parameter event: what decoding the recorded data would give. An event that brought plain personal data is not:
    ///   it is to be decoded from the sealed data.
    package init(_ recorded: RecordedEvent, event: any Event, commandID: String?) {
        position = recorded.position
        stream = recorded.stream
        version = recorded.version
        occurredOn = recorded.occurredOn
        hash = recorded.hash
        self.event = event
        self.commandID = commandID
    }

    /// Reads data and metadata. To be called from any thread.
    ///
    /// Throws a ``ViewFailure`` that names the event, if this build does not know its type or cannot read its fields.
    package convenience init(decoding recorded: RecordedEvent) throws {
        do {
            guard let type = Catalogue.event(recorded.type) else { throw UnknownType() }
            self.init(
                recorded, event: try DecodedEvent.decode(type, from: recorded),
                commandID: try DecodedEvent.commandID(in: recorded.metadata))
        } catch {
            throw ViewFailure(
                projecting: recorded.type, at: recorded.position, of: recorded.stream, cause: error)
        }
    }

    private static func decode<Happened: Event>(
        _ type: Happened.Type, from recorded: RecordedEvent
    ) throws -> Happened {
        guard recorded.schema == type.schema else { throw UnknownSchema(schema: recorded.schema) }
        return try JSONDecoding(rejectsUnknownKeys: false)
            .decode(type, from: JSONDocument(parsing: recorded.data).root)
    }

    private static func commandID(in metadata: [UInt8]) throws -> String? {
        try JSONDocument(parsing: metadata).root["command"]?["id"]?.string
    }
}

extension ViewFailure {
    /// An event that cannot be projected.
    init(projecting type: EventType, at position: Position, of stream: StreamName, cause: any Error) {
        self.init(
            operation: "project \(type)", place: "position \(position) (\(stream))", cause: cause,
            hint: "The log was written by a newer version, or it is damaged: verify it.")
    }
}

/// This build has no such event.
private struct UnknownType: Error, CustomStringConvertible {
    var description: String { "the type of the event is not known" }
}

/// The event's fields have a shape that this build does not know.
private struct UnknownSchema: Error, CustomStringConvertible {
    let schema: Int
    var description: String { "its schema \(schema) is not known" }
}
