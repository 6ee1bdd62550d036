/// Whether a command of the map is meant for a row: `{column: status, is: [active, new]}`, `{column: code, present: true}`.
struct ImportCondition {
    private enum Test {
        case isAny([String])
        case isNone([String])
        case present(Bool)
    }

    private let column: Int
    private let test: Test

    init(_ node: MapNode, columns: [String]) throws {
        let members = try node.members("column", "is", "isNot", "present")
        guard let name = members["column"] else { throw node.error("column is missing") }
        column = try ImportTemplate.index(of: try name.text, at: name, columns: columns)
        switch (members["is"], members["isNot"], members["present"]) {
        case (let values?, nil, nil): test = .isAny(try values.elements.map { try $0.text })
        case (nil, let values?, nil): test = .isNone(try values.elements.map { try $0.text })
        case (nil, nil, let present?): test = .present(try present.bool)
        default: throw node.error("needs one of is, isNot, present")
        }
    }

    func holds(for row: [String]) -> Bool {
        let value = row[column].trimmed
        return switch test {
        case .isAny(let values): values.contains(value)
        case .isNone(let values): !values.contains(value)
        case .present(let isPresent): value.isEmpty != isPresent
        }
    }
}
