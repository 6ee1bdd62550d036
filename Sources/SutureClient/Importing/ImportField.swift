import SutureDomain
import SutureJSON

/// A field of a command, and how its value is made of a row.
struct ImportField {
    /// What a row gives for a field.
    enum Content {
        /// The same for every command that the row becomes; `nil` for nothing.
        case one(JSONValue?)
        /// One for each command.
        case each([JSONValue?])
    }

    /// What of its command it makes.
    enum Role { case id, field, context }

    let field: Field
    let role: Role
    /// The names of the columns that it is made of.
    let columns: [String]
    /// The indices of the columns whose cells show in the value.
    let shownColumns: [Int]
    private let values: [ImportValue]

    init(
        _ field: Field, as role: Role, _ node: MapNode, columns: ImportColumns, forms: CellForms
    ) throws {
        self.field = field
        self.role = role
        if node.isList, !field.isList { throw node.error("takes one value, not a list") }
        values = try node.elements.map {
            try ImportValue($0, field.shape, columns: columns, forms: forms)
        }
        self.columns = values.flatMap(\.columns).map { columns.names[$0] }
        shownColumns = values.filter(\.showsCells).flatMap(\.columns)
    }

    /// `name`, `context.reason`
    var path: String { role == .context ? "context.\(field.name)" : field.name }

    /// The commands by whose keys records are named, each with its place in the map.
    var keyedCommands: [(command: String, node: MapNode)] { values.compactMap(\.keyedCommand) }

    func lookups(for row: CSVReader.Row) -> [(text: String, kinds: [String])] {
        values.flatMap { $0.lookups(for: row) }
    }

    func content(for row: CSVReader.Row, _ context: inout ImportContext) throws(UsageError) -> Content {
        var words: [String] = []
        var problems: [String] = []
        for value in values {
            do throws(UsageError) {
                words += try value.words(for: row, field.shape, scope: scope, &context)
            } catch {
                problems += error.messages
            }
        }
        let shape = if case .list(let element) = field.shape { element } else { field.shape }
        var pieces: [JSONValue?] = []
        for word in words {
            // A text that is empty says nothing.
            var piece: JSONValue?
            do throws(UsageError) {
                if !word.isEmpty { piece = try shape.value(of: word) }
            } catch {
                problems.append(error.message)
            }
            pieces.append(piece)
        }
        guard problems.isEmpty else { throw UsageError(problems) }
        guard field.isList else {
            return values.contains { $0.isSplit } ? .each(pieces) : .one(pieces.first ?? nil)
        }
        return .one(pieces.contains { $0 != nil } ? .array(pieces.compactMap(\.self)) : nil)
    }

    /// Ids within a record are told apart by field, others by kind.
    private var scope: ImportedIDs.Scope? {
        guard field.shape.isID else { return nil }
        return field.shape.kinds?.joined(separator: " or ") ?? field.name
    }
}

extension Field {
    fileprivate var isList: Bool { if case .list = shape { true } else { false } }

    /// An absent list is an empty one.
    var isRequired: Bool { !isList && !isOptional }
}

extension FieldShape {
    /// Whether a column's text is turned into what an id may hold.
    var isID: Bool {
        switch self {
        case .localID, .reference: true
        case .list(let element): element.isID
        default: false
        }
    }

    /// Of the records that may be named; `nil` for what is no reference.
    var kinds: [String]? {
        switch self {
        case .reference(let kinds): kinds
        case .list(let element): element.kinds
        default: nil
        }
    }

    /// Whether it is personal data, or has some in it.
    var isSealed: Bool {
        switch self {
        case .sealed: true
        case .list(let element): element.isSealed
        case .group(let fields): fields.contains { $0.shape.isSealed }
        default: false
        }
    }
}
