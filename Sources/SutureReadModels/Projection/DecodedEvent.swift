import SutureCodec
package import SutureDomain
import SutureJSON

/// What the read models need of an event of the log: its place and its fields.
///
/// A class, as it is handed on several times; without the bytes of the event, which it does not need.
package final class DecodedEvent: Sendable {
    package let position: Position
    package let stream: StreamName
    package let version: StreamVersion
    package let occurredOn: PartialDate
    package let recordedAt: Instant
    /// The log's hash at this event.
    package let hash: EventHash
    /// Personal data in it is sealed.
    package let event: any Event
    /// Of the command that asked for it, if its client named one.
    package let commandID: String?
    /// Who asked for it: kept of the beginning of an import, whose row says it, and of nothing else.
    package let account: String?

    /// Of parts that are known already.
    /// - Parameter event: what decoding the recorded data would give. An event that brought plain personal
    ///   data is not: it is to be decoded from the sealed data.
    package init(_ recorded: RecordedEvent, event: any Event, commandID: String?) {
        position = recorded.position
        stream = recorded.stream
        version = recorded.version
        occurredOn = recorded.occurredOn
        recordedAt = recorded.recordedAt
        hash = EventHash(recorded.hash)
        self.event = event
        self.commandID = commandID
        account = DecodedEvent.account(of: event, metadata: recorded.metadata)
    }

    /// Reads data and metadata, of which nothing is kept. To be called from any thread.
    ///
    /// Throws a ``ViewFailure`` that names the event, if its type is not known or its fields cannot be read.
    package init(
        position: Position, stream: StreamName, version: StreamVersion, type: EventType, schema: Int,
        occurredOn: PartialDate, recordedAt: Instant, data: [UInt8], metadata: [UInt8], hash: EventHash
    ) throws {
        self.position = position
        self.stream = stream
        self.version = version
        self.occurredOn = occurredOn
        self.recordedAt = recordedAt
        self.hash = hash
        do {
            event = try StoredEvents.known.event(
                of: type, schema: schema, data: data, rejectsUnknownKeys: false)
            commandID = try MetadataText(bytes: metadata).commandID()
            account = DecodedEvent.account(of: event, metadata: metadata)
        } catch let error as UnreadableEvent where error.isOfLaterVersion {
            throw ViewFailure(
                projecting: type, at: position, of: stream, cause: error,
                hint:
                    "A newer build wrote it, or the log is damaged: let `suture-replay doctor` look at the log, and "
                    + "run the newer build, or restore the log.")
        } catch {
            throw ViewFailure(undecodable: type, at: position, of: stream, cause: error)
        }
    }

    private static func account(of event: any Event, metadata: [UInt8]) -> String? {
        guard type(of: event) == Installation.ImportBegun.self else { return nil }
        return MetadataText(bytes: metadata).account()
    }

    /// An event that cannot be decoded and was voided further on: it keeps its place in the log and its
    /// command's receipt, and changes nothing.
    package convenience init(passingOver recorded: RecordedEvent) {
        self.init(
            recorded, event: PassedOver(),
            commandID: try? MetadataText(bytes: recorded.metadata).commandID())
    }

    /// A stream's events as its rows are made of them.
    static func countingOrder(of events: [DecodedEvent]) -> CountingOrder<DecodedEvent> {
        CountingOrder(events, position: \.position, voids: { $0.event as? any VoidingEvent })
    }

    /// What the filter of times needs to know of it.
    var header: EventHeader {
        EventHeader(
            position: position, stream: stream, type: type(of: event).type, occurredOn: occurredOn,
            recordedAt: recordedAt)
    }

    /// Reads data and metadata of an event that is in memory.
    package convenience init(decoding recorded: RecordedEvent) throws {
        try self.init(
            position: recorded.position, stream: recorded.stream, version: recorded.version,
            type: recorded.type, schema: recorded.schema, occurredOn: recorded.occurredOn,
            recordedAt: recorded.recordedAt, data: recorded.data, metadata: recorded.metadata,
            hash: EventHash(recorded.hash))
    }
}

extension ViewFailure {
    /// An event that cannot be projected.
    init(
        projecting type: EventType, at position: Position, of stream: StreamName, cause: any Error,
        hint: String
    ) {
        self.init(
            operation: "project \(type)", place: "position \(position) (\(stream))", cause: cause, hint: hint)
    }
}
