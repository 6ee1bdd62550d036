import SutureDomain
import SutureJSON
import SutureSQLite

/// A part of a WHERE clause, with `?` for each of its arguments.
struct Condition {
    var sql: String
    var arguments: [any ColumnValue] = []

    /// Those in the list that hold together; none holds always.
    static func all(_ conditions: [Condition]) -> Condition {
        joined(conditions, " AND ", empty: "1")
    }

    /// Those in the list of which one holds; of none none does.
    static func any(_ conditions: [Condition]) -> Condition {
        joined(conditions, " OR ", empty: "0")
    }

    private static func joined(_ conditions: [Condition], _ word: String, empty: String) -> Condition {
        guard !conditions.isEmpty else { return Condition(sql: empty) }
        return Condition(
            sql: conditions.map { "(\($0.sql))" }.joined(separator: word),
            arguments: conditions.flatMap(\.arguments))
    }

    /// The filter of a query: an object of columns with the value that is wanted, or several.
    static func filter(_ filter: JSONView?, columns: [QueryColumn]) throws -> Condition {
        guard let filter, !filter.isNull else { return .all([]) }
        guard filter.kind == .object else {
            throw QueryError.invalidParameter("where", message: "where is an object of columns and values.")
        }
        return try all(
            filter.members.map { name, value in
                let parameter = "where.\(name)"
                return try columns.named(name, parameter: parameter).equals(value, parameter: parameter)
            })
    }
}

extension [QueryColumn] {
    func named(_ name: String, parameter: String) throws -> QueryColumn {
        guard let column = first(where: { $0.name == name }) else {
            let names = map(\.name).joined(separator: ", ")
            throw QueryError.invalidParameter(
                parameter, message: "There is no column \(name); there are \(names).")
        }
        return column
    }
}

extension QueryColumn {
    /// Whether it equals the value, or one of several, which are one argument. A list equals what is in it.
    fileprivate func equals(_ value: JSONView, parameter: String) throws -> Condition {
        let isNull = Condition(sql: "\(sql) IS NULL")
        guard value.kind == .array else {
            return value.isNull ? isNull : compared("= ?", try argument(value, parameter))
        }
        let wanted = try value.elements.filter { !$0.isNull }.map { try argument($0, parameter) }
        let among = compared("IN (SELECT value FROM json_each(?))", JSONValue.array(wanted).description)
        return value.elements.contains(where: \.isNull) ? .any([among, isNull]) : among
    }

    private func compared(_ comparison: String, _ argument: some ColumnValue) -> Condition {
        Condition(
            sql: content == .list
                ? "EXISTS (SELECT 1 FROM json_each(\(sql)) e WHERE e.value \(comparison))"
                : "\(sql) \(comparison)", arguments: [argument])
    }

    /// What is bound for the value.
    private func argument(_ value: JSONView, _ parameter: String) throws -> JSONValue {
        switch content {
        case .integer:
            guard let number = value.int64 else { throw illTyped("an integer", parameter) }
            return .integer(number)
        case .boolean:
            guard let flag = value.bool else { throw illTyped("true or false", parameter) }
            return .bool(flag)
        case .reference:
            let text = try self.text(value, parameter)
            let own = "\(kind ?? "")/"
            return .string(text.hasPrefix(own) ? String(text.dropFirst(own.count)) : text)
        case .text, .decimal, .date, .record, .list, .sealed: return .string(try text(value, parameter))
        }
    }

    private func text(_ value: JSONView, _ parameter: String) throws -> String {
        guard let text = value.string else { throw illTyped("a string", parameter) }
        if let words, !words.contains(text) {
            throw illTyped("one of \(words.joined(separator: ", "))", parameter)
        }
        try QueryError.requireFindable(text, parameter: parameter)
        return text
    }

    private func illTyped(_ expected: String, _ parameter: String) -> QueryError {
        .invalidParameter(parameter, message: "\(name) is \(expected), or null.")
    }
}

/// A value of a cursor, or of a parameter of a report.
extension JSONValue: ColumnValue {
    func bind(to parameters: Parameters, at index: Int32) {
        switch self {
        case .integer(let number): parameters.bind(number, at: index)
        case .string(let text): parameters.bind(text, at: index)
        case .bool(let flag): parameters.bind(flag ? 1 : 0, at: index)
        case .null, .number, .array, .object: parameters.bindNull(at: index)
        }
    }
}
