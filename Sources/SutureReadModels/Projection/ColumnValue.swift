import SutureDomain
import SutureJSON
import SutureSQLite

/// What can be written into a column.
///
/// Values are bound straight into the prepared statement: on the way from event to row nothing is boxed in a
/// `DatabaseValue`, which halves the time that a rebuild takes.
protocol ColumnValue: Sendable {
    /// - Parameter index: of the statement's parameter, from 1.
    func bind(to parameters: Parameters, at index: Int32) throws
}

/// A value that a column of a view may have. What it is tells the column what it holds.
protocol StoredValue: ColumnValue {
    static var shape: FieldShape { get }
}

/// A value whose text is what is stored.
protocol TextColumnValue: ColumnValue, CustomStringConvertible {}

extension TextColumnValue {
    func bind(to parameters: Parameters, at index: Int32) { parameters.bind(description, at: index) }
}

extension String: TextColumnValue, StoredValue {
    func bind(to parameters: Parameters, at index: Int32) { parameters.bind(self, at: index) }
}

extension Int64: StoredValue {
    func bind(to parameters: Parameters, at index: Int32) { parameters.bind(self, at: index) }
}

extension Bool: StoredValue {
    func bind(to parameters: Parameters, at index: Int32) {
        parameters.bind(self ? Int64(1) : 0, at: index)
    }
}

extension Optional: ColumnValue where Wrapped: ColumnValue {
    func bind(to parameters: Parameters, at index: Int32) throws {
        guard let self else { return parameters.bindNull(at: index) }
        try self.bind(to: parameters, at: index)
    }
}

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

extension Prose: TextColumnValue, StoredValue {}
extension Currency: TextColumnValue, StoredValue {}
extension PartialDate: TextColumnValue, StoredValue {}
extension Decimal: TextColumnValue, StoredValue {}
extension TimeOfDay: TextColumnValue, StoredValue {}
extension Instant: TextColumnValue, StoredValue {}
extension LocalID: TextColumnValue, StoredValue {}
extension RecordID: TextColumnValue, StoredValue {}
extension StreamName: TextColumnValue {}

extension EitherID: StoredValue {
    func bind(to parameters: Parameters, at index: Int32) {
        parameters.bind(stream.text, at: index)
    }
}

extension Position: StoredValue {
    func bind(to parameters: Parameters, at index: Int32) { parameters.bind(number, at: index) }
}

extension Sealed: StoredValue {
    /// Only what is sealed: a log never holds plain personal data; if one did it would not get any further.
    func bind(to parameters: Parameters, at index: Int32) throws {
        guard case .sealed(let text) = self else { throw PlainPersonalData() }
        parameters.bind(text, at: index)
    }
}

/// An event carries personal data that was never sealed.
struct PlainPersonalData: TellableError, CustomStringConvertible {
    var description: String { "personal data is not sealed" }
}
