/// Whether a command of the map is meant for a row.
///
///     {column: status, is: [active, new]}    or isNot: […], contains: […], present: true
///     {any: [ … ]}                           one of these conditions holds; all: every one, as in a list
///     {not: … }                              it does not hold
indirect enum ImportCondition {
    case isAny(column: Int, [String])
    /// A part of the cell is one of the texts.
    case contains(column: Int, [String])
    case present(column: Int)
    case all([ImportCondition])
    case any([ImportCondition])
    case not(ImportCondition)

    /// A list of conditions holds where all of them do.
    init(_ node: MapNode, columns: ImportColumns) throws {
        if node.isList {
            self = .all(try ImportCondition.list(node, columns))
            return
        }
        let members = try node.members("column", "is", "isNot", "contains", "present", "all", "any", "not")
        guard let name = members["column"] else {
            self = try ImportCondition.joined(members, at: node, columns)
            return
        }
        let column = try columns.index(of: try name.text, at: name)
        let tests = members.filter { $0.key != "column" }
        guard let test = tests.first, tests.count == 1 else {
            throw node.error("needs one of is, isNot, contains, present")
        }
        let texts = { try test.value.elements.map { try $0.text } }
        switch test.key {
        case "is": self = .isAny(column: column, try texts())
        case "isNot": self = .not(.isAny(column: column, try texts()))
        case "contains":
            guard try texts().allSatisfy({ !$0.isEmpty }) else {
                throw test.value.error("an empty text is in every cell")
            }
            self = .contains(column: column, try texts())
        case "present":
            self = try test.value.bool ? .present(column: column) : .not(.present(column: column))
        default: throw node.error("\(test.key) stands in place of a column, not beside it")
        }
    }

    private static func joined(
        _ members: [String: MapNode], at node: MapNode, _ columns: ImportColumns
    ) throws -> ImportCondition {
        guard let (name, value) = members.first, members.count == 1, ["all", "any", "not"].contains(name)
        else {
            throw node.error("needs a column, or one of all, any, not")
        }
        return switch name {
        case "all": .all(try list(value, columns))
        case "any": .any(try list(value, columns))
        default: .not(try ImportCondition(value, columns: columns))
        }
    }

    private static func list(_ node: MapNode, _ columns: ImportColumns) throws -> [ImportCondition] {
        try node.elements.map { try ImportCondition($0, columns: columns) }
    }

    func holds(for row: [String]) -> Bool {
        switch self {
        case .isAny(let column, let texts): texts.contains(row[column].trimmed)
        case .contains(let column, let texts): texts.contains { row[column].contains($0) }
        case .present(let column): !row[column].trimmed.isEmpty
        case .all(let conditions): conditions.allSatisfy { $0.holds(for: row) }
        case .any(let conditions): conditions.contains { $0.holds(for: row) }
        case .not(let condition): !condition.holds(for: row)
        }
    }
}
