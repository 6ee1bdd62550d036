/// Which commands each row of a file becomes.
struct ImportMap {
    let steps: [ImportStep]
    /// What a cell says that has nothing to say.
    private let emptyTexts: Set<String>

    /// - Parameters:
    ///   - file: the map's name, for messages.
    ///   - columns: the names in the first row of the file to import.
    /// - Throws: ``UsageError``.
    init(_ root: MapNode, columns: [String]) throws {
        let members = try ImportMap.members(root)
        guard let commands = members["commands"], commands.isList else {
            throw root.error("commands is missing: the list of what each row becomes")
        }
        emptyTexts = Set(try members["empty"]?.elements.map { try $0.text } ?? [])
        steps = try commands.elements.map { try ImportStep($0, columns: columns) }
    }

    /// What stands between the fields of the file; a comma if the map does not say.
    static func delimiter(_ root: MapNode) throws -> UInt8 {
        guard let node = try members(root)["delimiter"] else {
            return UInt8(ascii: ",")
        }
        let bytes = Array(try node.text.utf8)
        guard bytes.count == 1 else { throw node.error("must be one character of ASCII") }
        return bytes[0]
    }

    private static func members(_ root: MapNode) throws -> [String: MapNode] {
        try root.members("delimiter", "empty", "commands")
    }

    /// The row with nothing in the cells that have nothing to say.
    func cleared(_ row: CSVReader.Row) -> CSVReader.Row {
        guard !emptyTexts.isEmpty else { return row }
        return CSVReader.Row(
            line: row.line, fields: row.fields.map { emptyTexts.contains($0.trimmed) ? "" : $0 })
    }
}
