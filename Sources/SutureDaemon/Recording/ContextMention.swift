import SutureDomain

/// A record that the context of a command names, as fields do.
struct ContextMention {
    let field: String
    let text: String
    private let kind: String
    private static let sourcePrefix = "\(Source.kind)/"

    /// - Parameter sources: as the context has them; those of this form are records.
    static func all(_ sources: [String], _ actor: EventMetadata.Actor) -> [ContextMention] {
        sources.filter { $0.hasPrefix(ContextMention.sourcePrefix) }
            .map { ContextMention(field: "context.sources", text: $0, kind: Source.kind) }
            + (actor.onBehalfOf.map {
                [ContextMention(field: "context.onBehalfOf", text: $0, kind: Person.kind)]
            } ?? [])
    }

    /// Refuses what is no such record, or is not there.
    func require(_ exists: (StreamName) throws -> Bool) throws -> StreamName {
        guard let stream = StreamName(text), stream.isOf(kind) else {
            throw Refusal(.wrongKind, field: field, "\(field) must be \(kind)/ID, not \(text).")
        }
        guard try exists(stream) else {
            throw Refusal(.notFound, field: field, "\(text) does not exist.")
        }
        return stream
    }
}
