package import SutureDomain
internal import SutureJSON

/// Between events as values and as the bytes that stand in the log.
///
/// Data holds the declared fields in declared order, without white space, absent optionals left out. That is fixed for
/// ever: the bytes are hashed, and a later build reads what this one wrote.
package enum EventCodec {
    /// - Parameter sealer: of the person's stream, for events that bring personal data in plain.
    package static func data(
        of event: any Event, sealer: (any Sealer & Sendable)? = nil
    ) throws(LogFailure) -> [UInt8] {
        do {
            return try JSONEncoding(userInfo: sealer.map { [.sealer: $0] } ?? [:]).encode(event)
        } catch let failure as LogFailure {
            throw failure
        } catch {
            throw unwritable("\(type(of: event).type)", error)
        }
    }

    /// Written without an encoder: it is in every event.
    package static func metadata(_ metadata: EventMetadata) -> [UInt8] {
        var writer = JSONWriter(byteCapacity: 256)
        writer.beginObject()
        writer.key("actor")
        writer.beginObject()
        writer.key("uid")
        writer.integer(metadata.actor.uid)
        writer.string(metadata.actor.user, key: "user")
        writer.string(metadata.actor.role.rawValue, key: "role")
        writer.string(metadata.actor.onBehalfOf, key: "onBehalfOf")
        writer.endObject()
        if let command = metadata.command {
            writer.key("command")
            writer.beginObject()
            writer.string(command.id, key: "id")
            writer.string(command.digest, key: "digest")
            writer.endObject()
        }
        writer.string(metadata.correlation, key: "correlation")
        writer.string(metadata.causation, key: "causation")
        writer.string(metadata.reason, key: "reason")
        if let sources = metadata.sources {
            writer.key("sources")
            writer.beginArray()
            for source in sources { writer.string(source) }
            writer.endArray()
        }
        writer.endObject()
        return writer.bytes
    }

    /// - Throws: ``LogFailure/Kind/unknownType`` or ``LogFailure/Kind/undecodable``, with the event's position.
    package static func event(_ recorded: RecordedEvent) throws(LogFailure) -> any Event {
        do {
            return try event(type: recorded.type, schema: recorded.schema, data: recorded.data)
        } catch {
            var failure = error
            failure.position = recorded.position
            throw failure
        }
    }

    package static func event(
        type: EventType, schema: Int, data: [UInt8]
    ) throws(LogFailure) -> any Event {
        guard let known = Catalogue.event(type) else {
            throw unknown("this build knows no event of type \(type)")
        }
        guard (1...known.schema).contains(schema) else {
            throw unknown("this build knows \(type) up to schema \(known.schema), not \(schema)")
        }
        return try decode(known, from: data, of: "\(type)")
    }

    package static func metadata(_ bytes: [UInt8]) throws(LogFailure) -> EventMetadata {
        try decode(EventMetadata.self, from: bytes, of: "metadata")
    }

    private static func decode<Value: Decodable>(
        _ type: Value.Type, from bytes: [UInt8], of what: String
    ) throws(LogFailure) -> Value {
        do {
            return try JSONDecoding().decode(type, from: JSONDocument(parsing: bytes).root)
        } catch {
            throw LogFailure(
                .undecodable, "decode \(what)", in: "the log", because: reason(error),
                hint: "Verify the log with suture-replay; restore a backup if need be.")
        }
    }

    private static func reason(_ error: any Error) -> String {
        guard let error = error as? DecodingError else { return "\(error)" }
        return error.path.isEmpty ? error.reason : "\(error.path): \(error.reason)"
    }

    private static func unknown(_ cause: String) -> LogFailure {
        LogFailure(
            .unknownType, "decode an event", in: "the log", because: cause,
            hint: "Use the version of Suture that wrote it, or a later one.")
    }

    private static func unwritable(_ what: String, _ error: any Error) -> LogFailure {
        LogFailure(
            .undecodable, "encode \(what)", in: "memory", because: "\(error)",
            hint: "This is a mistake in Suture; nothing was recorded.")
    }
}

extension JSONWriter {
    /// A member that is left out where it is absent.
    fileprivate mutating func string(_ text: String?, key: String) {
        guard let text else { return }
        self.key(key)
        string(text)
    }
}
