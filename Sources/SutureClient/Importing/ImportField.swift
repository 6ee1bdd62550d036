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
        do {
            let words = try values.flatMap { try $0.words(for: row, isID: field.shape.isID) }
            if case .list(let element) = field.shape {
                return words.isEmpty ? nil : .array(try words.map { try element.value(of: $0) })
            }
            return try words.first.map { try field.shape.value(of: $0) }
        } catch {
            throw RowProblem(
                message:
                    "\(field.name): \((error as? MisspeltValue)?.message ?? (error as? RowProblem)?.message ?? "")"
            )
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
