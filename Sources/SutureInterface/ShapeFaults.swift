import SutureDomain
import SutureJSON

/// Finds every value that does not fit the declared fields and circumstances: a decoder stops at the first.
///
/// What it finds is what `JSONDecoding` and ``CommandFields`` refuse, in the order of the declaration.
struct ShapeFaults {
    /// The paths of what is wrong: `result`, `contributors[2].role`, `context.occurredOn`.
    private(set) var paths: [String] = []
    /// Whether a text of the right shape may be wrong for what it says.
    private let looksAtTexts: Bool
    /// Whether amounts may be in any currency, as the record's own rule says which.
    private let amountsFollowRecord: Bool

    /// - Parameters:
    ///   - parameters: the fields of a command, and beside them `id` and `context`.
    ///   - looksAtTexts: not where something is corrected: what stands already may stay.
    init(of command: any Command.Type, in parameters: JSONValue, looksAtTexts: Bool) {
        self.looksAtTexts = looksAtTexts
        amountsFollowRecord = command.amountsFollowRecord
        guard let members = parameters.object else { return }
        let fields = SutureDomain.fields(of: command)
        lookAtID(members["id"], of: command)
        look(at: members, fields, ignoring: ["id", "context"], path: "")
        if let context = members["context"], context != .null { look(atContext: context) }
    }

    private static func isID<Asked: Command>(_ text: String, of _: Asked.Type) -> Bool {
        let isNumbered = Asked.createsRecord && NumberedIDs(asked: text, of: Asked.Subject.self) != nil
        return isNumbered || RecordID<Asked.Subject>(text)?.isOfOwnKind ?? false
    }

    private mutating func lookAtID(_ value: JSONValue?, of command: any Command.Type) {
        switch value {
        case nil, .null: if command != Person.Registered.self { paths.append("id") }
        case .string(let text): if !ShapeFaults.isID(text, of: command) { paths.append("id") }
        default: paths.append("id")
        }
    }

    // MARK: Fields

    private mutating func look(
        at members: JSONObject, _ fields: [Field], ignoring: [String] = [], path: String
    ) {
        let prefix = path.isEmpty ? "" : "\(path)."
        for field in fields {
            let value = members[field.name] ?? .null
            if value != .null {
                look(at: value, field.shape, path: prefix + field.name)
            } else if !field.isOptional, !field.shape.isList {
                paths.append(prefix + field.name)
            }
        }
        let known = Set(fields.map(\.name) + ignoring)
        paths += members.map(\.key).filter { !known.contains($0) }.map { prefix + $0 }
    }

    private mutating func look(at value: JSONValue, _ shape: FieldShape, path: String) {
        switch shape {
        case .list(let element):
            guard let values = value.array else { return paths.append(path) }
            for (index, value) in values.enumerated() { look(at: value, element, path: "\(path)[\(index)]") }
        case .group(let fields):
            guard let members = value.object else { return paths.append(path) }
            look(at: members, fields, path: path)
        case .money:
            look(at: value, .group(Money.fields), path: path)
            if amountsFollowRecord, value["currency"]?.string.map({ Money.isCurrency($0) }) == true {
                paths.removeAll { $0 == "\(path).currency" }
            }
        default: if !fits(value, shape) { paths.append(path) }
        }
    }

    /// - Parameter shape: of a single value.
    private func fits(_ value: JSONValue, _ shape: FieldShape) -> Bool {
        switch shape {
        case .integer: return value.int64 != nil
        case .boolean: return value.bool != nil
        case .list, .group, .money: preconditionFailure("\(shape) has parts")
        default: break
        }
        guard let text = value.string else { return false }
        return switch shape {
        case .text, .prose, .sealed:
            !text.allSatisfy(\.isWhitespace) && (!looksAtTexts || shape.textForm?.fault(in: text) == nil)
        case .currency: !looksAtTexts || Currency(text).isOfISO4217
        case .decimal: Decimal(text) != nil
        case .date: PartialDate(text) != nil
        case .instant: Instant(text) != nil
        case .timeOfDay: TimeOfDay(text) != nil
        case .localID: Identifier.isWellFormed(text)
        case .reference(let kinds):
            StreamName(text) != nil || kinds.count == 1 && Identifier.isWellFormed(text)
        case .enumeration(let values): values.contains(text)
        case .integer, .boolean, .list, .group, .money: true
        }
    }

    // MARK: Circumstances

    private mutating func look(atContext value: JSONValue) {
        guard let members = value.object else { return paths.append("context") }
        for member in members where member.value != .null {
            let path = "context.\(member.key)"
            guard member.key == "sources" else {
                if !fits(circumstance: member.key, member.value) { paths.append(path) }
                continue
            }
            guard let sources = member.value.array, sources.count <= Context.sourceCountMax else {
                paths.append(path)
                continue
            }
            for (index, source) in sources.enumerated() where !says(source, Context.textByteCountMax, .line) {
                paths.append("\(path)[\(index)]")
            }
        }
    }

    private func fits(circumstance name: String, _ value: JSONValue) -> Bool {
        switch name {
        case "expectedVersion": value.int64 != nil
        case "dryRun": value.bool != nil
        case "occurredOn": value.string.flatMap { PartialDate($0) } != nil
        case "commandId", "correlation", "onBehalfOf": says(value, Context.textByteCountMax, .line)
        case "reason": says(value, Context.reasonByteCountMax, .prose)
        default: false
        }
    }

    private func says(_ value: JSONValue, _ byteCountMax: Int, _ form: TextForm) -> Bool {
        guard let text = value.string else { return false }
        return !text.allSatisfy(\.isWhitespace) && form.fault(in: text, byteCountMax: byteCountMax) == nil
    }
}

extension FieldShape {
    fileprivate var isList: Bool { if case .list = self { true } else { false } }
}
