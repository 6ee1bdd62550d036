import SutureDomain

/// A table that is projected from the log, as readers list it and projections fill it.
///
///     name      trial-outcome          trial_outcome in SQL
///     owner     trial                  the record in whose stream the rows' events are
///     key       (trial, entry)         always begins with the owner, so one stream's rows lie together
///     columns   device, result, …
///     position                         of the event that last touched the row
package struct View: Sendable {
    /// What tells the rows of one record apart.
    enum Key {
        /// Nothing: a record has one row.
        case record
        /// The position of the event that made the row.
        case entry
        /// Columns, by name.
        case columns([String])
    }

    /// Kebab case (`trial-outcome`).
    package let name: String
    /// One sentence.
    package let meaning: String
    /// The owner, the entry where that is the key, what was declared, and the position.
    package let columns: [Column]
    /// What is worked out from other tables when the view is read.
    let computed: [ComputedColumn]
    /// The kind whose streams fill the view; `nil`: all of them.
    let kind: String?
    /// As what the rows are shown within their record; `nil`: they are the record.
    let listName: String?
    /// The column that a person would call the record by.
    let labelName: String?
    /// Whether readers may list it.
    let isListed: Bool
    let keyNames: [String]
    /// Columns that other queries look rows up by.
    let indexed: [String]
    let table: String

    private let columnsByName: [String: Column]

    /// The one row of each record of a kind.
    init(
        _ kind: any RecordKind.Type, label: String, _ meaning: String, indexed: [String] = [],
        columns: [Column], computed: [ComputedColumn] = []
    ) {
        self.init(
            name: kind.kind, meaning: meaning, kind: kind.kind, owner: .text("id", "The id of the record."),
            listName: nil, labelName: label, isListed: true, key: .record, indexed: indexed, columns: columns,
            computed: computed)
    }

    /// Rows of which a record may have many.
    /// - Parameter list: as what they are shown within their record.
    init(
        _ name: String, of kind: any RecordKind.Type, list: String, _ meaning: String, key: Key,
        indexed: [String] = [], columns: [Column]
    ) {
        self.init(
            name: name, meaning: meaning, kind: kind.kind,
            owner: .reference(camelCase(kind.kind), to: kind, "The \(kind.kind) that the row belongs to."),
            listName: list, labelName: nil, isListed: true, key: key, indexed: indexed, columns: columns,
            computed: [])
    }

    /// Rows that a record of any kind may have.
    init(
        _ name: String, ofAnyKind list: String, _ meaning: String, isListed: Bool = true, key: Key,
        indexed: [String] = [], columns: [Column]
    ) {
        self.init(
            name: name, meaning: meaning, kind: nil,
            owner: .record("record", "The record that the row belongs to, as kind/ID."),
            listName: list, labelName: nil, isListed: isListed, key: key, indexed: indexed, columns: columns,
            computed: [])
    }

    private init(
        name: String, meaning: String, kind: String?, owner: Column, listName: String?, labelName: String?,
        isListed: Bool, key: Key, indexed: [String], columns: [Column], computed: [ComputedColumn]
    ) {
        let position = Column.integer("position", "The position of the event that last touched the row.")
        var all = [owner]
        switch key {
        case .record: keyNames = [owner.name]
        case .entry:
            all.append(.integer("entry", "The position of the event that made the row."))
            keyNames = [owner.name, "entry"]
        case .columns(let names): keyNames = [owner.name] + names
        }
        all += columns + [position]
        self.name = name
        self.meaning = meaning
        self.columns = all
        self.computed = computed
        self.kind = kind
        self.listName = listName
        self.labelName = labelName
        self.isListed = isListed
        self.indexed = indexed
        table = snakeCase(name)
        columnsByName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
        for name in keyNames + indexed {
            precondition(
                columnsByName[name] != nil, "\(self.name) is keyed by \(name), which it does not have")
        }
    }

    var owner: Column { columns[0] }
    var hasEntry: Bool { keyNames.last == "entry" }

    /// `nil` if the view has no such column.
    func column(_ name: String) -> Column? { columnsByName[name] }

    /// What identifies the owner in that column: the id, or the whole name where any kind may own rows.
    func ownerText(of stream: StreamName) -> String { kind == nil ? stream.text : String(stream.id) }

    /// The name of the row's stream, in SQL.
    func streamSQL(alias: String) -> String {
        let owner = "\(alias).\(owner.sqlName)"
        return kind.map { "'\($0)/' || \(owner)" } ?? owner
    }
}
