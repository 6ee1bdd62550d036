import SutureDomain

/// A column as a query sees it: one that is stored, one that is worked out whenever a row is read, or the
/// name of a record that is referred to. Figures are never running counters.
struct QueryColumn: Sendable {
    private let column: Column
    /// An expression in which `t` is the row.
    let sql: String

    init(_ column: Column, sql: String) {
        self.column = column
        self.sql = sql
    }

    /// - Parameter meaning: in which `{words}` stands for the words of an enumeration.
    init(_ name: String, _ shape: FieldShape, _ meaning: String, sql: String) {
        self.init(Column(name, shape, meaning), sql: sql)
    }

    var name: String { column.name }
    var content: Column.Content { column.content }
    var kind: String? { column.kind }
    var words: [String]? { column.words }
    var meaning: String { column.meaning }

    /// By what rows are ordered: decimal numbers by their value, all else as it is stored.
    var orderSQL: String { content == .decimal ? "CAST(\(sql) AS REAL)" : sql }
}

extension ViewCatalogue {
    fileprivate static let queryColumns = Dictionary(
        uniqueKeysWithValues: tables.map { ($0.name, $0.makeQueryColumns()) })
}

extension View {
    /// Every column that readers see. What refers to a record is followed by that record's name: `device` by
    /// `deviceName`.
    var queryColumns: [QueryColumn] { ViewCatalogue.queryColumns[name] ?? [] }

    fileprivate func makeQueryColumns() -> [QueryColumn] {
        var result: [QueryColumn] = []
        for column in columns {
            let sql = sql(of: column, alias: "t")
            if column.name == "position" { result += computed }
            result.append(QueryColumn(column, sql: sql))
            if let label = Label.sql(of: column, id: sql) {
                result.append(
                    QueryColumn(column.name + "Name", .text, "What \(column.name) is called.", sql: label))
            }
        }
        return result
    }

    /// The value of the column, unsealed.
    func sql(of column: Column, alias: String) -> String {
        let stored = "\(alias).\(column.sqlName)"
        guard column.content == .sealed else { return stored }
        return "unseal(\(stored), \(streamSQL(alias: alias)), '\(column.name)')"
    }
}

/// What a person would call a record, worked out where a query meets its id.
enum Label {
    /// The kinds that a reference to one of several kinds may be of.
    private static let kindsOfRecord = Catalogue.kinds.map { $0.kind }

    /// `nil` if the column refers to nothing that has a name. A record that is missing shows its id.
    static func sql(of column: Column, id: String) -> String? {
        column.content == .record ? sql(ofRecord: id) : column.kind.flatMap { sql(ofKind: $0, id: id) }
    }

    /// The name of a record of a kind; `nil` where those have none.
    static func sql(ofKind kind: String, id: String) -> String? {
        name(ofKind: kind, id: id, depth: 0).map { "coalesce(\($0), \(id))" }
    }

    /// The name of a record given as `kind/id`.
    static func sql(ofRecord record: String) -> String {
        let id = "substr(\(record), instr(\(record), '/') + 1)"
        let branches = kindsOfRecord.compactMap { kind in
            name(ofKind: kind, id: id, depth: 0).map { " WHEN '\(kind)' THEN \($0)" }
        }
        return
            "coalesce(CASE substr(\(record), 1, instr(\(record), '/') - 1)\(branches.joined()) END, \(record))"
    }

    /// A student and an instructor are called as the person is.
    private static func name(ofKind kind: String, id: String, depth: Int) -> String? {
        guard let view = ViewCatalogue.main(ofKind: kind), let column = view.labelName.flatMap(view.column)
        else { return nil }
        let alias = "l\(depth)"
        let value = view.sql(of: column, alias: alias)
        var label = value
        if let next = column.kind {
            guard let further = name(ofKind: next, id: value, depth: depth + 1) else { return nil }
            label = further
        }
        return "(SELECT \(label) FROM \(view.table) \(alias) WHERE \(alias).id = \(id))"
    }
}
