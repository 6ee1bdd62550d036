/// Which commands each row of a file becomes.
struct ImportMap {
    let steps: [ImportStep]
    /// What a cell says that has nothing to say.
    private let emptyTexts: Set<String>

    /// - Parameter root: of the map's file.
    /// - Throws: ``UsageError``.
    init(_ root: MapNode, columns: ImportColumns) throws {
        let members = try ImportMap.members(root)
        guard let commands = members["commands"], commands.isList else {
            throw root.error("commands is missing: the list of what each row becomes")
        }
        emptyTexts = Set(try members["empty"]?.elements.map { try $0.text } ?? [])
        let forms = try CellForms().declaring(dates: members["dates"], numbers: members["numbers"])
        steps = try commands.elements.map { try ImportStep($0, columns: columns, forms: forms) }
        try refuseIDsOfSealedColumns(commands.elements, columns)
        try refuseKeysOfNamedRecords()
    }

    private func refuseIDsOfSealedColumns(_ nodes: [MapNode], _ columns: ImportColumns) throws {
        let sealed = Set(steps.flatMap(\.sealedColumns))
        for (step, node) in zip(steps, nodes) {
            guard let field = step.ids(showing: sealed).first else { continue }
            let names = sealed.sorted().map { columns.names[$0] }.joined(separator: ", ")
            throw node.error(
                "\(field): an id stands in the log for ever, so it cannot be made of what is sealed elsewhere (\(names))"
            )
        }
    }

    /// A key tells records apart where their ids are assigned only; others are named by their ids.
    private func refuseKeysOfNamedRecords() throws {
        for (command, node) in steps.flatMap(\.keyedCommands) {
            let own = steps.filter { $0.command == command }
            if own.contains(where: { !$0.isNumbered || !$0.hasKey }) {
                throw node.error("here \(command) has ids of its own or no key: name the record by its id")
            }
        }
    }

    /// Whether personal data comes in.
    var fillsSealedFields: Bool { steps.contains(where: \.fillsSealedFields) }

    /// What stands between the fields of the file; `nil` if the map does not say.
    static func delimiter(_ root: MapNode) throws -> Delimiter? {
        guard let node = try members(root)["delimiter"] else { return nil }
        let text = try node.text
        if text == "tab" { return .tab }
        guard let delimiter = Delimiter(text) else {
            throw node.error("must be one character of ASCII, or tab")
        }
        return delimiter
    }

    /// The name of the sheet; `nil` if the map does not say.
    static func source(_ root: MapNode) throws -> String? {
        guard let node = try members(root)["source"] else { return nil }
        let name = try node.text
        if name.trimmed.isEmpty { throw node.error("is empty: a sheet has a name") }
        return name
    }

    /// In which the file was saved.
    static func encoding(_ root: MapNode) throws -> TextEncoding {
        guard let node = try members(root)["encoding"] else { return .utf8 }
        guard let encoding = TextEncoding(named: try node.text) else {
            throw node.error(
                "\(try node.text) is not known; there are \(TextEncoding.names.joined(separator: ", "))")
        }
        return encoding
    }

    private static func members(_ root: MapNode) throws -> [String: MapNode] {
        try root.members("delimiter", "encoding", "empty", "dates", "numbers", "source", "commands")
    }

    /// The row with nothing in the cells that have nothing to say.
    func cleared(_ row: CSVReader.Row) -> CSVReader.Row {
        CSVReader.Row(
            line: row.line, fields: row.fields.map { emptyTexts.contains($0.trimmed) ? "" : $0 })
    }
}
