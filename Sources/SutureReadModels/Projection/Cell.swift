import SutureDomain

/// What a projection says of one column when it writes a row.
struct Cell {
    enum Verb: UInt {
        case put
        /// Keeps what stands there where there is no value.
        case putIfPresent
        /// Only rows are changed in which it stands.
        case match
    }

    /// Tells it from the other cells of a row by where its name stands in memory, and the verb.
    struct Mark: Equatable {
        private let bits: UInt

        init(_ verb: Verb, _ name: StaticString) {
            bits = UInt(bitPattern: name.utf8Start) << 2 | verb.rawValue
        }
    }

    let verb: Verb
    let name: StaticString
    /// Of the values.
    let shape: FieldShape
    /// Empty but where the column is declared.
    let meaning: StaticString
    let uses: Column.Uses
    let value: any ColumnValue

    /// The columns that are declared, each where its meaning is said, in that order.
    ///
    /// Stops the program where a column is never declared or is two things: every test of a view sees that.
    static func columns(declaredBy cells: [Cell], of view: String) -> [Column] {
        var columns: [Column] = []
        for cell in cells where cell.meaning.utf8CodeUnitCount > 0 {
            let column = Column("\(cell.name)", cell.shape, "\(cell.meaning)", cell.uses)
            if let first = columns.first(where: { $0.name == column.name }) {
                precondition(
                    first.meaning == column.meaning, "\(view).\(column.name) means two things")
            } else {
                columns.append(column)
            }
        }
        for cell in cells {
            guard let column = columns.first(where: { $0.name == "\(cell.name)" }) else {
                preconditionFailure("\(view).\(cell.name) is put, and nothing says what it means")
            }
            let (content, kind) = (Column.Content(cell.shape), cell.shape.onlyKind)
            precondition(
                cell.value is Nothing || content == column.content && kind == column.kind,
                "\(view).\(column.name) is \(content) \(kind ?? "") elsewhere")
        }
        return columns
    }
}
