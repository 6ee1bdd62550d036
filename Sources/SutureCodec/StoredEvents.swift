package import SutureDomain
import SutureJSON

/// Makes events of what stands in a log, in whatever schema: the one place, for rules and for read models.
package struct StoredEvents: Sendable {
    /// As this build reads them.
    package static let known = StoredEvents(upcasts: .released)

    private static let userInfo: [CodingUserInfoKey: any Sendable] = [.refusesPlainText: true]

    private let upcasts: Upcasts

    package init(upcasts: Upcasts) { self.upcasts = upcasts }

    /// - Parameter rejectsUnknownKeys: whether a field that the type has not is an error. It is, wherever an
    ///   event is looked at for its own sake; looking costs time.
    package func event(
        of type: EventType, schema: Int, data: [UInt8], rejectsUnknownKeys: Bool = true
    ) throws(UnreadableEvent) -> any Event {
        guard let known = Catalogue.event(type) else { throw .unknownType(type) }
        return try event(known, schema: schema, data: data, rejectsUnknownKeys: rejectsUnknownKeys)
    }

    /// An event of a type that is known already.
    package func event<Happened: Event>(
        _ type: Happened.Type, schema: Int, data: [UInt8], rejectsUnknownKeys: Bool = true
    ) throws(UnreadableEvent) -> Happened {
        guard (1...type.schema).contains(schema) else {
            throw .unknownSchema(type.type, schema: schema, known: type.schema)
        }
        do {
            let decoding = JSONDecoding(
                userInfo: StoredEvents.userInfo, rejectsUnknownKeys: rejectsUnknownKeys)
            let document = try JSONDocument(parsing: data)
            guard schema < type.schema else { return try decoding.decode(type, from: document.root) }
            let old = JSONValue(document.root)
            guard let fields = old.object else {
                throw UnreadableEvent.malformed(type.type, "it is no object")
            }
            let new = JSONValue.object(try upcasts.fields(fields, of: type.type, from: schema))
            return try decoding.decode(type, from: JSONDocument(parsing: new.bytes).root)
        } catch let error as UnreadableEvent {
            throw error
        } catch let error as DecodingError {
            throw .malformed(
                type.type, error.path.isEmpty ? error.reason : "\(error.path): \(error.reason)")
        } catch {
            throw .malformed(type.type, "\(error)")
        }
    }
}

/// Why this build cannot make an event of what stands in a log.
package enum UnreadableEvent: TellableError, Hashable, Sendable {
    /// It knows no such type.
    case unknownType(EventType)
    /// It knows the type, with schemas up to another one.
    case unknownSchema(EventType, schema: Int, known: Int)
    /// The data do not have the type's shape.
    case malformed(EventType, String)

    /// Whether it may be an event that a later version wrote.
    package var isOfLaterVersion: Bool { if case .malformed = self { false } else { true } }
}

extension UnreadableEvent: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unknownType(let type): "this build knows no event of type \(type)"
        case .unknownSchema(let type, let schema, let known):
            "this build knows \(type) up to schema \(known), not \(schema)"
        case .malformed(_, let reason): reason
        }
    }
}
