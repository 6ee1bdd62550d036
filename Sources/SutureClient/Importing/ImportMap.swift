/// Which commands each row of a file becomes.
struct ImportMap {
    let steps: [ImportStep]

    /// - Parameters:
    ///   - file: the map's name, for messages.
    ///   - columns: the names in the first row of the file to import.
    /// - Throws: ``UsageError``.
    init(_ root: MapNode, columns: [String]) throws {
        guard let commands = try root.members("delimiter", "commands")["commands"], commands.isList else {
            throw root.error("commands is missing: the list of what each row becomes")
        }
        steps = try commands.elements.map { try ImportStep($0, columns: columns) }
    }

    /// What stands between the fields of the file; a comma if the map does not say.
    static func delimiter(_ root: MapNode) throws -> UInt8 {
        guard let node = try root.members("delimiter", "commands")["delimiter"] else {
            return UInt8(ascii: ",")
        }
        let bytes = Array(try node.text.utf8)
        guard bytes.count == 1 else { throw node.error("must be one character of ASCII") }
        return bytes[0]
    }
}
