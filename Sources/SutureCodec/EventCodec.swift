package import SutureDomain
import SutureJSON
package import SutureSystem

/// Between events as values and as the bytes that stand in the log.
///
/// Data holds the declared fields in declared order, without white space, absent optionals left out. That is
/// fixed for ever: the bytes are hashed, and a later build reads what this one wrote.
package enum EventCodec {
    /// - Parameter sealer: of the person's stream, for events that bring personal data in plain.
    package static func data(
        of event: any Event, sealer: (any Sealer & Sendable)? = nil
    ) throws(LogFailure) -> [UInt8] {
        do {
            return try JSONEncoding(userInfo: sealer.map { [.sealer: $0] } ?? [:]).encode(event)
        } catch let failure as LogFailure {
            throw failure
        } catch EncodingError.invalidValue(_, let context) {
            // Not the error itself: it holds the value, which may be somebody's name.
            throw unwritable("\(type(of: event).type)", context.debugDescription)
        } catch {
            throw unwritable("\(type(of: event).type)", "\(error)")
        }
    }

    package static func metadata(_ metadata: EventMetadata) -> [UInt8] {
        var json = JSONWriter(byteCapacity: 256)
        metadata.write(into: &json)
        return json.bytes
    }

    /// - Throws: ``LogFailure/Kind/unknownType`` or ``LogFailure/Kind/undecodable``, with the position.
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
        do {
            return try StoredEvents.known.event(of: type, schema: schema, data: data)
        } catch {
            guard error.isOfLaterVersion else { throw undecodable("\(type)", "\(error)") }
            throw LogFailure(
                .unknownType, "decode an event", in: "the log", because: "\(error)",
                hint: "Use the version of Suture that wrote it, or a later one.")
        }
    }

    package static func metadata(_ bytes: [UInt8]) throws(LogFailure) -> EventMetadata {
        do {
            return try EventMetadata(JSONDocument(parsing: bytes).root)
        } catch {
            throw undecodable("metadata", "\(error)")
        }
    }

    /// Why nobody can decode the event, though its type is known: the data are of another shape, or the
    /// metadata are, or the date is none; `nil` if it can be decoded, or is of a type or a schema that this
    /// build does not know. That one may be read by a later version.
    package static func flaw(of recorded: RecordedEvent) -> LogFailure? {
        do {
            _ = try event(recorded)
        } catch {
            return error.kind == .undecodable ? error : nil
        }
        return flaw(besideDataOf: recorded)
    }

    /// The same of its metadata and its date.
    package static func flaw(besideDataOf recorded: RecordedEvent) -> LogFailure? {
        if let text = recorded.malformedDate { return failure(malformedDate: text, at: recorded.position) }
        if areAsWritten(recorded.metadata) { return nil }
        do {
            _ = try metadata(recorded.metadata)
            return nil
        } catch {
            var failure = error
            failure.position = recorded.position
            return failure
        }
    }

    /// Whether metadata are as they mostly are, so that they certainly can be decoded; `false` says nothing.
    package static func areAsWritten(_ metadata: [UInt8]) -> Bool {
        metadata.withUnsafeBytes { EventMetadata.isRecognized($0) }
    }

    package static func failure(malformedDate text: String, at position: Position) -> LogFailure {
        LogFailure(
            .undecodable, "read", in: "the log", because: "occurred_on is no date: \"\(text)\"",
            hint: "Verify the log with suture-replay; restore a backup if need be.", at: position)
    }

    private static func undecodable(_ what: String, _ cause: String) -> LogFailure {
        LogFailure(
            .undecodable, "decode \(what)", in: "the log", because: cause,
            hint: "Verify the log with suture-replay; restore a backup if need be.")
    }

    private static func unwritable(_ what: String, _ cause: String) -> LogFailure {
        LogFailure(
            .undecodable, "encode \(what)", in: "memory", because: cause,
            hint: "This is a mistake in Suture; nothing was recorded.")
    }
}
