import SutureDomain
import SutureJSON

/// A command that was made of a row.
struct ProposedCommand: Equatable {
    /// Where the row begins in its file.
    let line: Int
    /// With its kind: `device.register`.
    let command: String
    /// Empty where the daemon assigns one, or with `{next}` at its end.
    var id: String
    /// The one that the daemon would assign, as a check has found. It is said when other commands name it.
    var assignedID: String?
    /// By what the row is known again, where the map says so.
    var key: String?
    /// Which of the commands of its row, step and record it is.
    var part = 0
    /// Whether a list in the row gives it and perhaps others.
    var isOfList = false
    var fields: JSONObject
    /// Whether later rows name the same thing and rely on this command.
    var isShared = false
    var context: JSONObject
    /// The records that are named by keys, by what stands for them.
    var references: [String: KeyReference] = [:]
    /// The records that these are, as far as it is known.
    var records: [String: String] = [:]
    /// The columns that each field is made of, by its path (`context.occurredOn`).
    var columns: [String: [String]] = [:]

    /// The id that version 0.1.0 gave to such a command.
    var formerID: String?
    /// The id under which the row is recorded that said something else there.
    var earlierID: String?
    /// Whether the daemon looks for an event that says the same, if it does not know the id.
    var seeksAlike = true
    /// Whether only the sheet as a whole tells it from others, which differ from it in personal data only.
    var isKnownByWhole = false
    /// The position of the event that it corrects.
    var correcting: Int64?

    /// By which it is known again.
    var commandID: String {
        get { context["commandId"]?.string ?? "" }
        set { context["commandId"] = .string(newValue) }
    }

    /// Whether it is the one with which its record begins.
    var createsRecord: Bool { Catalogue.command(command)?.createsRecord ?? false }

    /// Whether the daemon assigns the id of its record.
    var isNumbered: Bool { id.isEmpty || id.hasSuffix(NumberedIDs.placeholder) }

    /// The id of its record, as far as it is known.
    var recordID: String {
        let known = records["\(kind)/\(id)"].flatMap { StreamName($0) }
        return known.map { String($0.id) } ?? id
    }

    /// The id of its record as the user knows it; `nil` as long as it has none.
    var shownID: String? {
        let isUnknown = references["\(kind)/\(id)"] != nil && recordID == id
        return isNumbered || isUnknown ? nil : recordID
    }

    /// By which others may name the record that it begins.
    var ownReference: KeyReference? {
        guard createsRecord, let key else { return nil }
        return KeyReference(command: command, key: key)
    }

    /// Whether it says something that is sealed.
    var hasPersonalData: Bool {
        guard let type = Catalogue.command(command) else { return false }
        return SutureDomain.fields(of: type).contains { $0.shape.isSealed && fields[$0.name] != nil }
    }

    /// Of its record.
    var kind: String { String(command.prefix { $0 != "." }) }

    /// - Parameter field: its path, with what stands within it (`context.sources[0]`).
    func columns(of field: String) -> [String] {
        let steps = field.split { $0 == "." || $0 == "[" }.map(String.init)
        guard let first = steps.first else { return [] }
        return columns[steps.prefix(2).joined(separator: ".")] ?? columns[first] ?? []
    }

    /// What the row says, and in which circumstances. Of personal data too, so it stays in memory.
    var content: [UInt8] {
        JSONValue.array([.string(command), .string(id), .object(fields), .object(context)]).bytes
    }

    /// What it says to the daemon.
    var parameters: JSONObject {
        var parameters: JSONObject = [
            "command": .string(command), "id": .string(recordID), "fields": named(.object(fields)),
            "context": .object(context),
        ]
        parameters["correcting"] = correcting.map { .integer($0) }
        return parameters
    }

    /// As `org.suture.Log.RecordAll` takes it.
    var recording: JSONObject {
        var parameters = parameters
        if let assignedID { parameters["id"] = .string(assignedID) }
        return parameters
    }

    /// With the records in the place of what stands for them.
    private func named(_ value: JSONValue) -> JSONValue {
        if records.isEmpty { return value }
        switch value {
        case .string(let text): return records[text].map { .string($0) } ?? value
        case .array(let elements): return .array(elements.map(named))
        case .object(let members): return .object(JSONObject(members.map { ($0.key, named($0.value)) }))
        default: return value
        }
    }

    /// As `org.suture.Log.Check` takes it.
    var candidate: JSONObject {
        let formerIDs = [earlierID, formerID].compactMap(\.self)
        return [
            "proposed": .object(parameters), "formerIds": .array(formerIDs.map { .string($0) }),
            "seekAlike": .bool(seeksAlike && key == nil && (isNumbered || !createsRecord)),
        ]
    }
}
