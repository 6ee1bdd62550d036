package import SutureDomain
package import SutureJSON

/// The declared fields of one command: goes through what a client sent for them, once and without an encoder.
///
/// It finds what is checked for every command alike, and the bytes that are stored: the declared fields in declared
/// order, as an encoder would write the event.
package struct CommandFields: Sendable {
    /// The full name of the command (`trial.log-outcome`).
    package let commandName: String
    /// Whether the command is itself the event that is recorded, so that its fields are the event's data.
    package let isEvent: Bool
    private let fields: [Field]

    /// What was found in the fields of one call.
    package struct Reading: Sendable {
        package var survey = FieldSurvey()
        /// The fields as JSON in the one form that is stored; personal data stands in it as it came.
        package var data: [UInt8] = []
        /// The path of the first key, here or further inside, that is neither a field nor ignored.
        package var unknownKey: String?
    }

    private init(of command: any Command.Type) {
        commandName = command.fullName
        isEvent = command is any Event.Type
        fields = SutureDomain.fields(of: command)
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
    package func read(_ object: JSONView, ignoring: [String] = []) -> Reading {
        var reader = FieldReader()
        reader.readObject(object, fields, ignoring: ignoring, path: "")
        return Reading(
            survey: reader.survey, data: reader.writer.bytes, unknownKey: reader.unknownKey)
    }
}

private struct FieldReader {
    var survey = FieldSurvey()
    var writer = JSONWriter(byteCapacity: 256)
    var unknownKey: String?

    mutating func readObject(
        _ object: JSONView, _ fields: [Field], ignoring: [String] = [], path: String
    ) {
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
        if knownCount != object.memberCount, unknownKey == nil {
            let known = fields.map(\.name) + ignoring
            let key = object.members.first { !known.contains($0.key) }?.key
            unknownKey = key.map { path.isEmpty ? $0 : "\(path).\($0)" }
        }
    }

    private mutating func read(_ value: JSONView, _ shape: FieldShape, path: String) {
        switch shape {
        case .integer, .boolean, .decimal, .timeOfDay, .localID, .enumeration: writer.value(value)
        case .text:
            if value.isBlank { survey.blankTexts.append(path) }
            writer.value(value)
        case .date:
            if let date = value.string.flatMap({ PartialDate($0) }) { survey.dates.append((path, date)) }
            writer.value(value)
        case .instant: writer.string(value.string.flatMap { Instant($0) }?.description ?? "")
        case .reference(let kinds): readReference(value, kinds, path: path)
        case .sealed:
            survey.hasPersonalData = true
            if value.isBlank { survey.blankTexts.append(path) }
            if value.kind == .object { survey.alreadySealed.append(path) }
            writer.value(value)
        case .money: readObject(value, Money.fields, path: path)
        case .group(let fields): readObject(value, fields, path: path)
        case .list(let element):
            // Rules do not name the elements of a list: a client is told the field.
            writer.beginArray()
            for (index, value) in value.elements.enumerated() {
                let wasKnown = unknownKey == nil
                read(value, element, path: path)
                if wasKnown, let key = unknownKey {
                    unknownKey = "\(path)[\(index)]\(key.dropFirst(path.count))"
                }
            }
            writer.endArray()
        }
    }

    /// A reference to one kind is stored bare, however it was written.
    private mutating func readReference(_ value: JSONView, _ kinds: [String], path: String) {
        guard let text = value.string else { return }
        let named = StreamName(text)
        let stream = named ?? StreamName(kind: kinds[0], id: text)
        survey.mentions.append(FieldSurvey.Mention(field: path, stream: stream, kinds: kinds))
        if kinds.count == 1, let named, named.isOf(kinds[0]) {
            writer.string(String(named.id))
        } else {
            writer.value(value)
        }
    }
}
