import Crypto
import SutureDomain

/// How one value is made of a row.
///
///     name: "{brand_name}"
///     stage: marketed
///     type:
///       column: product_code          or template: "{brand} {model}"
///       default: GAW                  where the row has nothing
///       values: {GAW: suture, …}      translates
///       otherwise: other              what is not among the values; without it such a row is refused
///       split: ";"                    several values in one
///       dates: dd/MM/yyyy             how the cell says a date (``DateForm``), and
///       numbers: {decimal: ","}       a number (``NumberForm``)
///       hash: "I-"                    an id that is made of the text: this and a part of its digest
///       find: institution             the id of the record of that kind whose name, alias or id it is
///       key: person.register          the id of the record that this command began for that key's row
struct ImportValue {
    /// How a text becomes the value.
    private enum Making {
        case asItIs
        case translated([String: String], otherwise: String?)
        case hashed(prefix: String)
        case found(kinds: [String])
        case keyed(command: String, node: MapNode)
    }

    private static let hashDigitCount = 12

    private let template: ImportTemplate
    private let making: Making
    private var substitute: String?
    private let separator: String?
    private let forms: CellForms

    /// - Parameter shape: what the value is to be.
    init(_ node: MapNode, _ shape: FieldShape, columns: ImportColumns, forms: CellForms) throws {
        guard node.isMapping else {
            template = try ImportTemplate(node, columns: columns)
            (making, separator, self.forms) = (.asItIs, nil, forms)
            return
        }
        let members = try node.members(
            "column", "template", "default", "values", "otherwise", "split", "dates", "numbers", "hash",
            "find", "key")
        switch (members["column"], members["template"]) {
        case (let column?, nil): template = try ImportTemplate(column: column, columns: columns)
        case (nil, let template?): self.template = try ImportTemplate(template, columns: columns)
        default: throw node.error("needs either column or template")
        }
        substitute = try members["default"]?.text
        making = try ImportValue.making(members, at: node, shape)
        self.forms = try forms.declaring(dates: members["dates"], numbers: members["numbers"])
        separator = try members["split"]?.text
        if separator?.isEmpty == true { throw node.error("split needs a text between the values") }
    }

    private static func making(
        _ members: [String: MapNode], at node: MapNode, _ shape: FieldShape
    ) throws -> Making {
        let ways = ["values", "hash", "find", "key"].filter { members[$0] != nil }
        guard ways.count <= 1 else { throw node.error("has \(ways.joined(separator: " and ")): one of them") }
        if members["otherwise"] != nil, members["values"] == nil {
            throw node.error("otherwise needs values")
        }
        if let values = members["values"] {
            let translations = try values.entries.map { ($0.key, try $0.value.text) }
            return .translated(
                Dictionary(translations) { first, _ in first }, otherwise: try members["otherwise"]?.text)
        }
        if let prefix = members["hash"] {
            guard shape.isID else { throw prefix.error("only an id can be made, and this field is none") }
            return .hashed(prefix: try prefix.text)
        }
        if let key = members["key"] { return .keyed(command: try ImportValue.keyed(key, shape), node: key) }
        guard let kinds = members["find"] else { return .asItIs }
        return .found(kinds: try FoundRecords.kinds(at: kinds, for: shape))
    }

    /// The command by whose key a record is named.
    private static func keyed(_ node: MapNode, _ shape: FieldShape) throws -> String {
        let command = try node.text
        guard let type = Catalogue.command(command), type.createsRecord else {
            throw node.error("\(command) is no command with which a record begins")
        }
        let kind = String(command.prefix { $0 != "." })
        guard let kinds = shape.kinds, kinds.contains(kind) else {
            let allowed = shape.kinds.map { "there may be \($0.joined(separator: ", "))" }
            throw node.error("a \(kind) cannot stand here; \(allowed ?? "the field is no reference")")
        }
        return command
    }

    /// The command by whose key it names records, with its place in the map.
    var keyedCommand: (command: String, node: MapNode)? {
        if case .keyed(let command, let node) = making { (command, node) } else { nil }
    }

    /// The indices of the columns that it is made of.
    var columns: [Int] { template.columns }

    /// Whether a cell gives several values.
    var isSplit: Bool { separator != nil }

    /// Whether what stands in the cells can be read in the value, or guessed from it.
    var showsCells: Bool {
        switch making {
        case .asItIs, .hashed, .keyed: true
        case .translated, .found: false
        }
    }

    /// The texts that are looked up for the row, and the kinds of the records that they may name.
    func lookups(for row: CSVReader.Row) -> [(text: String, kinds: [String])] {
        guard case .found(let kinds) = making, !template.isBlank(in: row.fields) else { return [] }
        return pieces(of: template.text(for: row.fields)).filter { !$0.isEmpty }.map { ($0, kinds) }
    }

    /// The row's values in their order, empty for a piece that says nothing; none if it has nothing here.
    /// - Parameter scope: within which ids are told apart; `nil` where the value is no id.
    func words(
        for row: CSVReader.Row, _ shape: FieldShape, scope: ImportedIDs.Scope?, _ context: inout ImportContext
    ) throws(UsageError) -> [String] {
        var text = template.text(for: row.fields)
        var cells = template.cells(of: row.fields)
        var isOfTheMap = template.columns.isEmpty
        if text.isEmpty || scope != nil && template.isBlank(in: row.fields) {
            guard let substitute, !substitute.isEmpty else { return [] }
            text = substitute
            cells = []
            isOfTheMap = true
        } else if scope != nil, showsCells, let column = template.emptyColumn(in: row.fields) {
            throw UsageError(
                "column \(column) is empty, and an id is made of every column that its template names")
        }
        let pieces = pieces(of: text)
        guard pieces.contains(where: { !$0.isEmpty }) else {
            throw UsageError("\"\(text)\" has nothing between its separators")
        }
        var words: [String] = []
        var problems: [String] = []
        // What the map itself says is in the forms of Suture.
        let isInForms = if case .asItIs = making { scope == nil && !isOfTheMap } else { false }
        for piece in pieces {
            let origin = ImportedIDs.Origin(piece, cells: pieces.count == 1 ? cells : [], line: row.line)
            do throws(UsageError) {
                let word = piece.isEmpty ? "" : try word(of: piece, origin, scope: scope, &context)
                words.append(isInForms && !word.isEmpty ? try forms.text(word, for: shape) : word)
            } catch {
                problems += error.messages
            }
        }
        guard problems.isEmpty else { throw UsageError(problems) }
        return words
    }

    private func pieces(of text: String) -> [String] {
        guard let separator else { return [text] }
        return text.split(separator: separator, omittingEmptySubsequences: false).map { String($0).trimmed }
    }

    private func word(
        of piece: String, _ origin: ImportedIDs.Origin, scope: ImportedIDs.Scope?,
        _ context: inout ImportContext
    ) throws(UsageError) -> String {
        switch making {
        case .translated(let values, let otherwise):
            guard let value = values[piece] ?? otherwise else {
                let known = values.keys.sorted().joined(separator: ", ")
                throw UsageError("\"\(piece)\" is not among the map's values \(known)")
            }
            return value
        case .hashed(let prefix):
            let id =
                prefix
                + Array(SHA256.hash(data: Array(piece.utf8))).hexadecimal.prefix(ImportValue.hashDigitCount)
            try context.ids.claim(id, for: origin, in: scope ?? "")
            return id
        case .found(let kinds): return try context.found.id(of: piece, among: kinds)
        case .keyed(let command, _):
            return context.references.placeholder(of: KeyReference(command: command, key: piece))
        case .asItIs:
            guard let scope else { return piece }
            return try context.ids.id(of: origin, in: scope)
        }
    }
}
