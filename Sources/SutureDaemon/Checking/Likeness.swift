import SutureDomain
import SutureJSON
import SutureLog
import SutureReadModels

/// Holds what a command says against an event that was recorded, personal data in plain against what was unsealed.
struct Likeness {
    let unseal: Unseal

    /// Where the two differ: in fields, and in when it happened where the command says that.
    ///
    /// Why it was recorded, and where it is known from, is said of the recording and not of what happened, so it is not compared.
    /// - Throws: a refusal if nobody can tell, since the person was erased.
    func differences(_ proposal: Proposal, from event: RecordedEvent) throws -> [Difference] {
        var differences = try differences(inFieldsOf: proposal, from: event)
        if let said = proposal.occurredOn, said != event.occurredOn {
            differences.append(
                Difference(
                    field: "context.occurredOn", recorded: event.occurredOn.text, proposed: said.text))
        }
        return differences
    }

    private func differences(
        inFieldsOf proposal: Proposal, from event: RecordedEvent
    ) throws -> [Difference] {
        let data = try Likeness.data(of: event)
        if data == proposal.data { return [] }
        let recorded = try JSONDocument(parsing: data).root
        let proposed = try JSONDocument(parsing: proposal.fields).root
        return try fields(of: type(of: proposal.command)).compactMap { field in
            let old = recorded[field.name].map { JSONValue($0) }
            let new = proposed[field.name].map { JSONValue($0) }
            guard field.shape == .sealed else {
                return old == new
                    ? nil
                    : Difference(field: field.name, recorded: old.map(text), proposed: new.map(text))
            }
            return try plainText(old, of: event, field.name) == new?.string
                ? nil : Difference(field: field.name)
        }
    }

    /// The event's data in the shape that its type has today.
    static func data(of event: RecordedEvent) throws -> [UInt8] {
        guard let type = Catalogue.event(event.type), type.schema != event.schema else { return event.data }
        return try EventCodec.data(of: EventCodec.event(event))
    }

    private func plainText(_ value: JSONValue?, of event: RecordedEvent, _ field: String) throws -> String? {
        guard let sealed = value?["sealed"]?.string else { return nil }
        switch try unseal(sealed, event.stream, field) {
        case .plain(let text): return text
        case .erased:
            throw RecordingError.refused(
                Refusal(
                    .personErased, field: field, record: event.stream,
                    "The data of \(event.stream) were erased. Whether it is what was recorded at position "
                        + "\(event.position) cannot be told any more."))
        case .keyLost:
            throw RecordingError.failed(
                operation: "compare", message: "keys.db has no key of \(event.stream)",
                hint: "restore it from the backup; nothing was recorded")
        }
    }

    private func text(_ value: JSONValue) -> String {
        let text = value.string ?? String(decoding: value.bytes, as: UTF8.self)
        guard text.utf8.count > Difference.textByteCountMax else { return text }
        return text.prefix(Difference.cutCharacterCount) + "…"
    }
}
