import SutureDomain
import SutureJSON
import SutureSQLite

/// A value that a column of a view may have. What it is tells the column what it holds.
protocol StoredValue: ColumnValue {
    static var shape: FieldShape { get }
}

extension String: StoredValue {}
extension Int64: StoredValue {}
extension Bool: StoredValue {}
extension Position: StoredValue {}
extension Prose: StoredValue {}
extension Currency: StoredValue {}
extension PartialDate: StoredValue {}
extension Decimal: StoredValue {}
extension TimeOfDay: StoredValue {}
extension Instant: StoredValue {}
extension LocalID: StoredValue {}
extension RecordID: StoredValue {}
extension EitherID: StoredValue {}
extension Sealed: StoredValue {}

extension Optional: StoredValue where Wrapped: StoredValue {
    static var shape: FieldShape { Wrapped.shape }
}

/// Several texts or ids in one column, as a JSON array.
extension Array: ColumnValue, StoredValue where Element: StoredValue & TextColumnValue {
    static var shape: FieldShape { .list(Element.shape) }

    func bind(to parameters: Parameters, at index: Int32) {
        var writer = JSONWriter()
        writer.beginArray()
        for element in self { writer.string(element.description) }
        writer.endArray()
        parameters.bind(String(decoding: writer.bytes, as: UTF8.self), at: index)
    }
}

/// What stands in a column where nothing stands.
struct Nothing: StoredValue {
    /// Of no account.
    static let shape = FieldShape.text

    func bind(to parameters: Parameters, at index: Int32) { parameters.bindNull(at: index) }
}
