package import SutureDomain
package import SutureJSON

/// The declared fields of one command: goes through what a client sent for them, once and without an encoder.
///
/// It finds what is checked for every command alike, and the bytes that are stored: the declared fields in
/// declared order, as an encoder would write the event.
package struct CommandFields: Sendable {
    /// The full name of the command (`trial.log-outcome`).
    package let commandName: String
    /// Whether the command is itself the event that is recorded, so that its fields are the event's data.
    package let isEvent: Bool
    private let fields: [Field]
    /// Whether amounts are in the currency of the record that they are about, whatever that is.
    private let amountsFollowRecord: Bool

    /// What was found in the fields of one call.
    package struct Reading: Sendable {
        package var survey = FieldSurvey()
        /// The fields as JSON in the one form that is stored; personal data stands in it as it came.
        package var data: [UInt8] = []
        /// The path of the first key, here or further inside, that is neither a field nor ignored.
        package var unknownKey: String?
        /// Whether each value was of the kind that its field is of, so that nothing was passed over.
        package var isWhole = true
        /// The first thing, if any, that may not be said.
        package var objection: Objection?
    }

    private init(of command: any Command.Type) {
        commandName = command.fullName
        isEvent = command is any Event.Type
        fields = SutureDomain.fields(of: command)
        amountsFollowRecord = command.amountsFollowRecord
    }

    /// Those of a command in the catalogue.
    package static func of(_ command: any Command.Type) -> CommandFields {
        byCommand[ObjectIdentifier(command)] ?? CommandFields(of: command)
    }

    private static let byCommand: [ObjectIdentifier: CommandFields] = {
        let commands = Catalogue.kinds.flatMap { Catalogue.commands(of: $0) }
        return Dictionary(
            uniqueKeysWithValues: commands.map { (ObjectIdentifier($0), CommandFields(of: $0)) })
    }()

    /// Goes through fields that the command's type has taken already: what does not fit it is passed over.
    /// - Parameters:
    ///   - object: has the fields, and beside them what `ignoring` names.
    ///   - ignoring: keys that are someone else's.
    ///   - standing: what the fields say already where they are corrected: only what is changed is looked at.
    package func read(_ object: JSONView, ignoring: [String] = [], standing: JSONValue? = nil) -> Reading {
        var reader = FieldReader(standing: standing, amountsFollowRecord: amountsFollowRecord)
        reader.readObject(object, fields, ignoring: ignoring, path: "")
        reader.lookAtLength(fields)
        reader.found.data = reader.writer.bytes
        return reader.found
    }
}

private struct FieldReader {
    /// What is corrected, if anything is.
    let standing: JSONValue?
    let amountsFollowRecord: Bool
    /// All but the data, which are being written.
    var found = CommandFields.Reading()
    var writer = JSONWriter(byteCapacity: 256)

    mutating func readObject(
        _ object: JSONView, _ fields: [Field], ignoring: [String] = [], path: String
    ) {
        if object.kind != .object { found.isWhole = false }
        var place = 0
        var knownCount = 0
        writer.beginObject()
        for field in fields {
            let value = object.member(field.name, from: &place)
            if value != nil { knownCount += 1 }
            if let value, !value.isNull {
                writer.key(field.name)
                read(value, field.shape, path: path.isEmpty ? field.name : "\(path).\(field.name)")
            } else if case .list = field.shape, !field.isOptional {
                // A list that was left out is empty, and stored as such.
                writer.key(field.name)
                writer.beginArray()
                writer.endArray()
            }
        }
        writer.endObject()
        for key in ignoring where object.member(key, from: &place) != nil { knownCount += 1 }
        if knownCount != object.memberCount, found.unknownKey == nil {
            let known = fields.map(\.name) + ignoring
            let key = object.members.first { !known.contains($0.key) }?.key
            found.unknownKey = key.map { path.isEmpty ? $0 : "\(path).\($0)" }
        }
    }

    private mutating func read(_ value: JSONView, _ shape: FieldShape, path: String) {
        switch shape {
        case .integer, .boolean, .decimal, .timeOfDay, .localID, .enumeration: writer.value(value)
        case .text: readText(value, as: .line, path: path)
        case .prose: readText(value, as: .prose, path: path)
        case .currency:
            if let code = value.string, !Currency(code).isOfISO4217 {
                object(to: path, .currency(code), unlessStanding: code)
            }
            writer.value(value)
        case .date:
            if let date = value.string.flatMap({ PartialDate($0) }) {
                found.survey.dates.append((path, date))
            }
            writer.value(value)
        case .instant:
            let instant = value.string.flatMap { Instant($0) }
            if instant == nil { found.isWhole = false }
            writer.string(instant?.description ?? "")
        case .reference(let kinds): readReference(value, kinds, path: path)
        case .sealed:
            found.survey.hasPersonalData = true
            if value.kind == .object { found.survey.alreadySealed.append(path) }
            readText(value, as: .line, path: path)
        case .money where amountsFollowRecord:
            let known = found.objection
            readObject(value, Money.fields, path: path)
            // The record's rule says which currency it has to be.
            found.objection = known
        case .money: readObject(value, Money.fields, path: path)
        case .group(let fields): readObject(value, fields, path: path)
        case .list(let element):
            // Rules do not name the elements of a list: a client is told the field.
            if value.kind != .array { found.isWhole = false }
            writer.beginArray()
            for (index, value) in value.elements.enumerated() {
                let wasKnown = found.unknownKey == nil
                read(value, element, path: path)
                if wasKnown, let key = found.unknownKey {
                    found.unknownKey = "\(path)[\(index)]\(key.dropFirst(path.count))"
                }
            }
            writer.endArray()
        }
    }

    /// A reference to one kind is stored bare, however it was written.
    private mutating func readReference(_ value: JSONView, _ kinds: [String], path: String) {
        guard let text = value.string else {
            found.isWhole = false
            return
        }
        let named = StreamName(text)
        let stream = named ?? StreamName(kind: kinds[0], id: text)
        found.survey.mentions.append((path, stream, kinds))
        if kinds.count == 1, let named, named.isOf(kinds[0]) {
            writer.string(String(named.id))
        } else {
            writer.value(value)
        }
    }
}

// MARK: What may not be said

extension FieldReader {
    private mutating func readText(_ value: JSONView, as form: TextForm, path: String) {
        if value.isBlank { found.survey.blankTexts.append(path) }
        // Nearly every text is of the kind in which nothing can be wrong.
        if !value.isPrintable(byteCountMax: form.byteCountMax), let text = value.string,
            let fault = form.fault(in: text)
        {
            object(to: path, .text(fault), unlessStanding: text)
        }
        writer.value(value)
    }

    /// The first counts.
    private mutating func object(to path: String, _ fault: Objection.Fault, unlessStanding text: String) {
        guard found.objection == nil, !stands(text, in: path) else { return }
        found.objection = Objection(field: path, fault)
    }

    /// Whether the field that is corrected says so already, there or elsewhere in it.
    private func stands(_ text: String, in path: String) -> Bool {
        guard let standing else { return false }
        let field = path.prefix { $0 != "." && $0 != "[" }
        return standing[String(field)]?.says(text) ?? false
    }

    /// Objects to the largest field of an event that is too long.
    mutating func lookAtLength(_ fields: [Field]) {
        guard found.objection == nil, writer.bytes.count > Objection.dataByteCountMax,
            writer.bytes.count > standing?.bytes.count ?? 0
        else { return }
        let said = try? JSONDocument(parsing: writer.bytes).root
        let largest = fields.max {
            said?[$0.name]?.rawBytes.count ?? 0 < said?[$1.name]?.rawBytes.count ?? 0
        }
        found.objection = largest.map { Objection(field: $0.name, .eventTooLong) }
    }
}

extension JSONValue {
    /// Whether the text stands somewhere in it, byte for byte.
    fileprivate func says(_ text: String) -> Bool {
        if let string { return string.utf8.elementsEqual(text.utf8) }
        if let array { return array.contains { $0.says(text) } }
        return object?.contains { $0.value.says(text) } ?? false
    }
}
