package import SutureDomain
internal import SutureJSON
internal import SutureSchema

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
        } catch EncodingError.invalidValue(_, let context) {
            // Not the error itself: it holds the value, which may be somebody's name.
            throw unwritable("\(type(of: event).type)", context.debugDescription)
        } catch {
            throw unwritable("\(type(of: event).type)", "\(error)")
        }
    }

    /// Written without an encoder: it is in every event.
    package static func metadata(_ metadata: EventMetadata) -> [UInt8] {
        var json: [UInt8] = []
        json.reserveCapacity(256)
        json.append(literal: #"{"actor":{"uid":"#)
        json.append(decimal: metadata.actor.uid)
        json.append(member: metadata.actor.user, #","user":"#)
        json.append(member: metadata.actor.role.rawValue, #","role":"#)
        json.append(member: metadata.actor.onBehalfOf, #","onBehalfOf":"#)
        json.append(literal: "}")
        if let command = metadata.command {
            json.append(literal: #","command":{"id":"#)
            json.append(quoted: command.id)
            json.append(member: command.digest, #","digest":"#)
            json.append(literal: "}")
        }
        json.append(member: metadata.correlation, #","correlation":"#)
        json.append(member: metadata.causation, #","causation":"#)
        json.append(member: metadata.reason, #","reason":"#)
        if let sources = metadata.sources {
            json.append(literal: #","sources":"#)
            json.append(array: sources)
        }
        if let place = metadata.import {
            json.append(literal: #","import":{"batch":"#)
            json.append(decimal: place.batch.number)
            if let line = place.line {
                json.append(literal: #","line":"#)
                json.append(decimal: line)
            }
            json.append(literal: "}")
        }
        json.append(literal: "}")
        return json
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
        do {
            return try StoredEvents.known.event(of: type, schema: schema, data: data)
        } catch {
            switch error {
            case .unknownType, .unknownSchema:
                throw LogFailure(
                    .unknownType, "decode an event", in: "the log", because: "\(error)",
                    hint: "Use the version of Suture that wrote it, or a later one.")
            case .malformed: throw undecodable("\(type)", "\(error)")
            }
        }
    }

    package static func metadata(_ bytes: [UInt8]) throws(LogFailure) -> EventMetadata {
        do {
            return try MetadataReader.metadata(JSONDocument(parsing: bytes).root)
        } catch {
            throw undecodable("metadata", "\(error)")
        }
    }

    /// Why nobody can decode the event, though its type is known: the data are of another shape, or the metadata are, or the date is
    /// none; `nil` if it can be decoded, or is of a type or a schema that this build does not know. That one may be read by a later
    /// version.
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
        if WrittenMetadata.isWhole(recorded.metadata) { return nil }
        do {
            _ = try metadata(recorded.metadata)
            return nil
        } catch {
            var failure = error
            failure.position = recorded.position
            return failure
        }
    }

    /// Whether metadata are as they are written most of the time, so that they certainly can be decoded; `false` says nothing.
    package static func areAsWritten(_ metadata: [UInt8]) -> Bool { WrittenMetadata.isWhole(metadata) }

    static func failure(malformedDate text: String, at position: Position) -> LogFailure {
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
