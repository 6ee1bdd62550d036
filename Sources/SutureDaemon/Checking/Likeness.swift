import SutureCodec
import SutureDomain
import SutureInterface
import SutureJSON
import SutureLog
import SutureReadModels

/// Holds what a command says against a recorded event, personal data in plain against what was unsealed.
struct Likeness {
    let unseal: Unseal

    /// Where the two differ: in fields, and in when it happened where the command says that.
    ///
    /// Why it was recorded, and where it is known from, is said of the recording and not of what happened.
    /// - Throws: a refusal if nobody can tell, since the person was erased.
    func differences(_ proposal: Proposal, from event: RecordedEvent) throws -> [FieldDifference] {
        var differences = try differences(inFieldsOf: proposal, from: event)
        if let said = proposal.occurredOn, said != event.occurredOn {
            differences.append(
                FieldDifference(
                    field: "context.occurredOn", recorded: event.occurredOn.text, proposed: said.text))
        }
        return differences
    }

    /// Where the two differ in what both say of the recording.
    /// - Parameter isCorrection: whether the event was recorded in place of another: its reason is then why.
    func differences(
        inCircumstancesOf proposal: Proposal, from event: RecordedEvent, isCorrection: Bool
    ) throws -> [FieldDifference] {
        let metadata = try EventCodec.metadata(event.metadata)
        var differences: [FieldDifference] = []
        if !isCorrection, let old = metadata.reason, let new = proposal.reason, old != new {
            differences.append(
                FieldDifference(
                    field: "context.reason", recorded: text(.string(old)), proposed: text(.string(new))))
        }
        if let old = metadata.sources, !proposal.sources.isEmpty, old != proposal.sources {
            differences.append(
                FieldDifference(
                    field: "context.sources", recorded: old.joined(separator: ", "),
                    proposed: proposal.sources.joined(separator: ", ")))
        }
        return differences
    }

    private func differences(
        inFieldsOf proposal: Proposal, from event: RecordedEvent
    ) throws -> [FieldDifference] {
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
                    : FieldDifference(field: field.name, recorded: old.map(text), proposed: new.map(text))
            }
            return try plainText(old, of: event, field.name) == new?.string
                ? nil : FieldDifference(field: field.name)
        }
    }

    /// What the event's command said, personal data in plain; `nil` if nobody can tell any more.
    func plainFields(of event: RecordedEvent) throws -> JSONValue? {
        let data = try JSONDocument(parsing: Likeness.data(of: event)).root
        guard var fields = JSONValue(data).object, let declared = Catalogue.event(event.type) else {
            return nil
        }
        for field in SutureDomain.fields(of: declared) where field.shape == .sealed {
            guard let sealed = fields[field.name]?["sealed"]?.string else { continue }
            guard case .plain(let text) = try unseal(sealed, event.stream, field.name) else { return nil }
            fields[field.name] = .string(text)
        }
        return .object(fields)
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
            throw WireError.refused(
                Refusal(
                    .personErased, field: field, record: event.stream,
                    "The data of \(event.stream) were erased. Whether it is what was recorded at position "
                        + "\(event.position) cannot be told any more."))
        case .keyLost:
            throw WireError.failed(
                operation: "compare", message: "keys.db has no key of \(event.stream)",
                hint: "restore it from the backup; nothing was recorded")
        }
    }

    private func text(_ value: JSONValue) -> String {
        let text = value.string ?? String(decoding: value.bytes, as: UTF8.self)
        guard text.utf8.count > FieldDifference.textByteCountMax else { return text }
        return text.prefix(FieldDifference.cutCharacterCount) + "…"
    }
}
