import SutureDomain

/// A table that is projected from the log, as readers list it and projections fill it.
///
///     name      trial-outcome          trial_outcome in SQL
///     owner     trial                  the record in whose stream the rows' events are
///     key       (trial, entry)         always begins with the owner, so one stream's rows lie together
///     columns   device, result, …
///     position                         of the event that last touched the row
package struct View: Sendable {
    private let model: ReadModel
    /// The owner, the entry where that is the key, what the projection declares, and the position.
    package let columns: [Column]
    /// The column that a person would call the record by.
    let labelName: String?
    /// Whether a row is known by the event that made it.
    let hasEntry: Bool
    let keyNames: [String]
    /// Columns that other queries look rows up by.
    let indexed: [String]
    let table: String

    private let columnsByName: [String: Column]

    /// - Parameter cells: of every row that the model's projection writes.
    init(_ model: ReadModel, cells: [Cell]) {
        self.model = model
        table = snakeCase(model.name)
        let declared = Cell.columns(declaredBy: cells, of: model.name)
        let owner = View.owner(of: model)
        let label = declared.first { $0.uses.contains(.label) } ?? owner
        labelName = model.listName == nil ? label.name : nil
        let keys = declared.filter { $0.uses.contains(.key) }
        let partialKeys = declared.filter { $0.uses.contains(.keyWithinEvent) }
        let hasEntry = model.listName != nil && keys.isEmpty && partialKeys.isEmpty
        let position = Column(
            "position", Position.shape, "The position of the event that last touched the row.")
        let entry = Column("entry", Position.shape, "The position of the event that made the row.")
        self.hasEntry = hasEntry
        columns = [owner] + (hasEntry ? [entry] : []) + declared + [position]
        let key = (hasEntry ? [entry] : keys) + (partialKeys.isEmpty ? [] : [position]) + partialKeys
        keyNames = ([owner] + key).map(\.name)
        let indexed = declared.filter { $0.uses.contains(.indexed) }
        self.indexed = (model.isIndexedByEntry ? [entry] : indexed).map(\.name)
        columnsByName = Dictionary(uniqueKeysWithValues: columns.map { ($0.name, $0) })
    }

    /// Kebab case (`trial-outcome`).
    package var name: String { model.name }
    /// One sentence.
    package var meaning: String { model.meaning }
    var kind: String? { model.kind }
    var listName: String? { model.listName }
    var isListed: Bool { model.isListed }
    var computed: [QueryColumn] { model.computed }

    private static func owner(of model: ReadModel) -> Column {
        guard let kind = model.kind else {
            return recordOwner("The record that the row belongs to, as kind/ID.")
        }
        guard model.listName != nil else { return Column("id", .text, "The id of the record.") }
        return Column(camelCase(kind), .reference(kinds: [kind]), "The \(kind) that the row belongs to.")
    }

    /// A record of whatever kind.
    static func recordOwner(_ meaning: String) -> Column {
        Column("record", .reference(kinds: Catalogue.kinds.map { $0.kind }), meaning)
    }

    var owner: Column { columns[0] }

    /// The key as in SQL.
    var sqlKeys: [String] { keyNames.map(snakeCase) }

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
