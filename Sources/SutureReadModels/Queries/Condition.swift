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
                let column = try columns.named(name, parameter: parameter)
                guard value.kind == .array else { return try column.equals(value, parameter: parameter) }
                return try column.equalsAny(of: value, parameter: parameter)
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
    /// Whether it equals one of the values, however many they are: they are one argument.
    fileprivate func equalsAny(of values: JSONView, parameter: String) throws -> Condition {
        var wanted = JSONWriter()
        var isNullWanted = false
        wanted.beginArray()
        for value in values.elements {
            let condition = try equals(value, parameter: parameter)
            guard let argument = condition.arguments.first else {
                isNullWanted = true
                continue
            }
            switch argument {
            case let text as String: wanted.string(text)
            case let number as Int64: wanted.integer(number)
            case let flag as Bool: wanted.bool(flag)
            default: preconditionFailure("a column equals a text, a number or a flag")
            }
        }
        wanted.endArray()
        let text = String(decoding: wanted.bytes, as: UTF8.self)
        let among = "IN (SELECT value FROM json_each(?))"
        let condition =
            content == .list
            ? Condition(
                sql: "EXISTS (SELECT 1 FROM json_each(\(sql)) e WHERE e.value \(among))", arguments: [text])
            : Condition(sql: "\(sql) \(among)", arguments: [text])
        return isNullWanted ? .any([condition, Condition(sql: "\(sql) IS NULL")]) : condition
    }

    /// A list equals a value that is in it.
    fileprivate func equals(_ value: JSONView, parameter: String) throws -> Condition {
        if value.isNull { return Condition(sql: "\(sql) IS NULL") }
        switch content {
        case .integer:
            guard let number = value.int64 else { throw illTyped("an integer", parameter) }
            return Condition(sql: "\(sql) = ?", arguments: [number])
        case .boolean:
            guard let flag = value.bool else { throw illTyped("true or false", parameter) }
            return Condition(sql: "\(sql) = ?", arguments: [flag])
        case .list:
            let text = try self.text(value, parameter)
            return Condition(
                sql: "EXISTS (SELECT 1 FROM json_each(\(sql)) e WHERE e.value = ?)", arguments: [text])
        case .reference(let kind):
            let text = try self.text(value, parameter)
            let own = kind + "/"
            return Condition(
                sql: "\(sql) = ?",
                arguments: [text.hasPrefix(own) ? String(text.dropFirst(own.count)) : text])
        case .text, .decimal, .date, .record, .sealed:
            let text = try self.text(value, parameter)
            return Condition(sql: "\(sql) = ?", arguments: [text])
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
