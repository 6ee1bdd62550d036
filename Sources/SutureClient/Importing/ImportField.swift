import SutureDomain
import SutureJSON

/// A field of a command, and how its value is made of a row.
struct ImportField {
    let field: Field
    private let values: [ImportValue]

    init(_ field: Field, _ node: MapNode, columns: [String]) throws {
        self.field = field
        if node.isList, !field.isList { throw node.error("takes one value, not a list") }
        values = try node.elements.map { try ImportValue($0, columns: columns) }
    }

    /// `nil` if the row has nothing for it.
    func value(for row: [String]) throws(RowProblem) -> JSONValue? {
        var words: [String] = []
        for value in values { words += try value.words(for: row, isID: field.shape.isID) }
        do throws(MisspeltValue) {
            guard case .list(let element) = field.shape else {
                return try words.first.map { (word) throws(MisspeltValue) in try field.shape.value(of: word) }
            }
            if words.isEmpty { return nil }
            return .array(try words.map { (word) throws(MisspeltValue) in try element.value(of: word) })
        } catch {
            throw RowProblem(message: error.message)
        }
    }
}

extension Field {
    fileprivate var isList: Bool { if case .list = shape { true } else { false } }
}

extension FieldShape {
    /// Whether a column's text is turned into what an id may hold.
    fileprivate var isID: Bool {
        switch self {
        case .localID, .reference: true
        case .list(let element): element.isID
        default: false
        }
    }
}
