import SutureDomain
import SutureInterface
import SutureJSON

/// A command that the map asks for, for each row that its conditions let pass.
struct ImportStep {
    /// With its kind: `device.register`.
    let command: String
    /// Whether a command equal to an earlier one of the file is left out: what many rows name is recorded
    /// once. What differs in its date, its reason or its sources is said for itself.
    let isOnce: Bool
    /// What the map says of an id that the daemon numbers: `I-{next}`.
    private let numbered: String?
    /// By what a row is known again, whatever the sheet and whatever else it says.
    private let key: ImportTemplate?
    private let condition: ImportCondition?
    /// Of the id, unless the daemon assigns one, of the command and of its context.
    private let fields: [ImportField]

    init(_ node: MapNode, columns: ImportColumns, forms: CellForms) throws {
        let members = try node.members("command", "id", "key", "when", "once", "fields", "context")
        guard let name = members["command"] else { throw node.error("command is missing") }
        command = try name.text
        guard let type = Catalogue.command(command) else {
            let known = Catalogue.kinds.flatMap { Catalogue.commands(of: $0) }.map { $0.fullName }
            throw name.error("there is no command \(command); there are \(known.joined(separator: ", "))")
        }
        let numbered = try members["id"].flatMap { try ImportStep.numbered($0, of: type, columns: columns) }
        self.numbered = numbered
        guard members["id"] != nil || command == Person.Registered.fullName else {
            throw node.error("id is missing")
        }
        key = try members["key"].map { try ImportTemplate($0, columns: columns) }
        if let id = members["id"], numbered != nil, key == nil, command != Person.Registered.fullName {
            throw id.error("what is numbered is known again by its key: only, and there is none")
        }
        isOnce = try members["once"]?.bool ?? false
        let ids =
            try numbered == nil
            ? members["id"].map { node in
                try ImportField(
                    ImportStep.idField(of: type), as: .id, node, columns: columns, forms: forms)
            } : nil
        if let once = members["once"], isOnce, ids == nil, key == nil {
            throw once.error("what has no id and no key is told from nothing else")
        }
        condition = try members["when"].map { try ImportCondition($0, columns: columns) }
        let declared = SutureDomain.fields(of: type)
        let own = try ImportStep.fields(declared, as: .field, members["fields"], columns, forms)
        for field in declared where field.isRequired && !own.contains(where: { $0.field == field }) {
            throw node.error("\(command) needs the field \(field.name)")
        }
        fields =
            (ids.map { [$0] } ?? []) + own
            + (try ImportStep.fields(
                ImportStep.contextFields, as: .context, members["context"], columns, forms))
    }

    /// Whether personal data comes in: from a column, or said by the map itself.
    var fillsSealedFields: Bool { fields.contains { $0.field.shape.isSealed } }

    /// The columns whose cells are sealed.
    var sealedColumns: [Int] { fields.filter { $0.field.shape.isSealed }.flatMap(\.shownColumns) }

    /// The fields whose ids show what stands in these columns, though an id stands in the log for ever.
    func ids(showing columns: Set<Int>) -> [String] {
        let ids = fields.filter { field in
            field.field.shape.isID && field.shownColumns.contains(where: columns.contains)
        }.map(\.field.name)
        return key.map { $0.columns.contains(where: columns.contains) } == true ? ids + ["key"] : ids
    }

    /// The commands by whose keys it names records, each with its place in the map.
    var keyedCommands: [(command: String, node: MapNode)] { fields.flatMap(\.keyedCommands) }

    /// Whether the daemon assigns the ids of its records.
    var isNumbered: Bool { !fields.contains { $0.role == .id } }

    var hasKey: Bool { key != nil }

    /// Whether records begin with its commands.
    var createsRecord: Bool { Catalogue.command(command)?.createsRecord ?? false }

    func lookups(for row: CSVReader.Row) -> [(text: String, kinds: [String])] {
        guard condition?.holds(for: row.fields) ?? true else { return [] }
        return fields.flatMap { $0.lookups(for: row) }
    }

    /// The commands that the row becomes: one, or one for each of several values of a cell; none if the step
    /// is not meant for the row.
    /// - Throws: all that is wrong with the row in this step.
    func proposals(
        for row: CSVReader.Row, _ context: inout ImportContext
    ) throws(UsageError) -> [ProposedCommand] {
        guard condition?.holds(for: row.fields) ?? true else { return [] }
        var reading = RowReading()
        for field in fields {
            do throws(UsageError) {
                reading.contents.append(try field.content(for: row, &context))
            } catch {
                reading.contents.append(nil)
                reading.note(error.messages.map { "\(place(of: field)): \($0)" }, at: field.path)
            }
        }
        let count = commandCount(&reading)
        let key = key(of: row, &reading)
        var proposals: [ProposedCommand] = []
        var counts: [String: Int] = [:]
        for index in 0..<count {
            var proposal = ProposedCommand(
                line: row.line, command: command, id: numbered ?? "", key: key, fields: [:],
                isShared: isOnce,
                context: [:], columns: columns)
            fill(&proposal, index, &reading)
            proposal.isOfList = reading.contents.contains { $0?.isList == true }
            proposal.part = counts[proposal.id, default: 0]
            counts[proposal.id] = proposal.part + 1
            proposals.append(proposal)
        }
        guard reading.problems.isEmpty else {
            // The daemon is not asked about it, so that what it would say is said here.
            for proposal in proposals { reading.noteShape(of: proposal) }
            throw UsageError(reading.problems)
        }
        return proposals
    }

    /// How many values the row's lists have, which go pairwise.
    private func commandCount(_ reading: inout RowReading) -> Int {
        let counts = zip(fields, reading.contents).compactMap { field, content in
            if case .each(let values) = content { (name: field.field.name, count: values.count) } else { nil }
        }
        guard let first = counts.first else { return 1 }
        guard counts.allSatisfy({ $0.count == first.count }) else {
            let parts = counts.map { "\($0.name) has \($0.count)" }.joined(separator: ", ")
            reading.note(["\(command): lists of one row go pairwise, and their lengths differ: \(parts)"])
            return 0
        }
        return first.count
    }

    private func fill(_ proposal: inout ProposedCommand, _ index: Int, _ reading: inout RowReading) {
        for (field, content) in zip(fields, reading.contents) {
            // What is wrong with it is noted already.
            guard let content else { continue }
            let (name, value) = (field.field.name, content.value(at: index))
            switch field.role {
            case .id: proposal.id = recordID(value, field, &reading)
            case .field:
                if value == nil, field.field.isRequired { noteEmptiness(of: field, &reading) }
                proposal.fields[name] = value
            case .context:
                if value == nil, field.field.shape == .date { noteEmptiness(of: field, &reading) }
                proposal.context[name] = value
            }
        }
    }

    private func recordID(_ value: JSONValue?, _ field: ImportField, _ reading: inout RowReading) -> String {
        guard let text = value?.string else {
            noteEmptiness(of: field, &reading)
            return ""
        }
        let stream = StreamName(text) ?? StreamName(kind: kind, id: text)
        if !stream.isOf(kind) {
            reading.note(["\(place(of: field)): \(text) is no \(kind)"], at: field.path)
        }
        return String(stream.id)
    }

    private func key(of row: CSVReader.Row, _ reading: inout RowReading) -> String? {
        guard let key else { return nil }
        if key.isBlank(in: row.fields) { reading.note(["\(command): key is empty"]) }
        return key.text(for: row.fields)
    }

    /// The records that the row is about in this step, as far as it says so, or what stands for them.
    func streams(for row: CSVReader.Row, _ context: ImportContext) -> [StreamName] {
        let keyed = key.flatMap { key in
            key.isBlank(in: row.fields)
                ? nil : StreamName(KeyReference(command: command, key: key.text(for: row.fields)).placeholder)
        }
        return (keyed.map { [$0] } ?? []) + namedStreams(for: row, context)
    }

    private func namedStreams(for row: CSVReader.Row, _ context: ImportContext) -> [StreamName] {
        // What is only looked at claims no id.
        var context = context
        let words: [JSONValue?] =
            switch try? fields.first(where: { $0.role == .id })?.content(for: row, &context) {
            case .one(let id): [id]
            case .each(let ids): ids
            case nil: []
            }
        return words.compactMap(\.self?.string).map { StreamName($0) ?? StreamName(kind: kind, id: $0) }
    }

    private var kind: String { String(command.prefix { $0 != "." }) }

    private func noteEmptiness(of field: ImportField, _ reading: inout RowReading) {
        let isDate = field.field.shape == .date && field.role == .context
        let remedy = isDate ? ", which is not today; default: in the map says what counts then" : ""
        reading.note(["\(place(of: field)) is empty\(remedy)"], at: field.path)
    }

    /// `device.register: name (column brand)`
    private func place(of field: ImportField) -> String {
        "\(command): \(field.path)\(field.columns.parenthesis)"
    }

    /// The columns that each field is made of, by its path.
    private var columns: [String: [String]] {
        Dictionary(fields.map { ($0.path, $0.columns) }) { first, _ in first }
    }

    /// In the order in which the command declares them.
    private static func fields(
        _ declared: [Field], as role: ImportField.Role, _ node: MapNode?, _ columns: ImportColumns,
        _ forms: CellForms
    ) throws -> [ImportField] {
        let entries = try node?.entries ?? []
        for (name, value) in entries where !declared.contains(where: { $0.name == name }) {
            let known = declared.map(\.name).joined(separator: ", ")
            throw value.error("there is no such field; there \(known.isEmpty ? "are none" : "are \(known)")")
        }
        return try declared.compactMap { field in
            try entries.first { $0.key == field.name }.map {
                try ImportField(field, as: role, $0.value, columns: columns, forms: forms)
            }
        }
    }

    /// - Returns: the text of an id that is numbered; `nil` for every other one.
    private static func numbered(
        _ node: MapNode, of type: any Command.Type, columns: ImportColumns
    ) throws -> String? {
        guard !node.isMapping, !node.isList, case let text = try node.text,
            text.hasSuffix(NumberedIDs.placeholder)
        else { return nil }
        if columns.names.contains("next") {
            throw node.error(
                "{next} is the next number, and the sheet has a column \"next\": name it otherwise")
        }
        guard type.createsRecord else {
            throw node.error(
                "{next} is for commands with which a record begins, and \(type.fullName) is none")
        }
        let prefix = String(text.dropLast(NumberedIDs.placeholder.count))
        guard prefix.isEmpty || Identifier.isWellFormed(prefix + "0") else {
            throw node.error("before {next} stands the beginning of an id: \(Identifier.pattern)")
        }
        return text
    }

    private static func idField<Asked: Command>(of _: Asked.Type) -> Field {
        Field(name: "id", shape: .reference(kinds: [Asked.Subject.kind]), isOptional: false)
    }

    /// What a map may say of the circumstances; command ids it makes by itself.
    private static let contextFields = SutureDomain.fields(of: Context.self).filter {
        ["occurredOn", "reason", "sources", "correlation", "onBehalfOf"].contains($0.name)
    }.map { field in
        // A text for whoever decodes it, so that its error names the context.
        field.name == "occurredOn" ? Field(name: field.name, shape: .date, isOptional: true) : field
    }
}

extension ImportField.Content {
    fileprivate var isList: Bool { if case .each = self { true } else { false } }

    fileprivate func value(at index: Int) -> JSONValue? {
        switch self {
        case .one(let value): value
        case .each(let values): values[index]
        }
    }
}

extension [String] {
    /// ` (column day)`; nothing if there is none.
    var parenthesis: String {
        isEmpty ? "" : " (column\(count == 1 ? "" : "s") \(joined(separator: ", ")))"
    }
}
