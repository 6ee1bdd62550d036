import SutureDomain
import SutureSQLite

/// What can be written into a column.
///
/// Values are bound straight into the prepared statement: on the way from event to row nothing is boxed in a
/// `DatabaseValue`, which halves the time that a rebuild takes.
protocol ColumnValue: Sendable {
    /// - Parameter index: of the statement's parameter, from 1.
    func bind(to parameters: Parameters, at index: Int32) throws
}

/// A value whose text is what is stored.
protocol TextColumnValue: ColumnValue, CustomStringConvertible {}

extension TextColumnValue {
    func bind(to parameters: Parameters, at index: Int32) { parameters.bind(description, at: index) }
}

extension String: TextColumnValue {
    func bind(to parameters: Parameters, at index: Int32) { parameters.bind(self, at: index) }
}

extension Int64: ColumnValue {
    func bind(to parameters: Parameters, at index: Int32) { parameters.bind(self, at: index) }
}

extension Bool: ColumnValue {
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

extension Prose: TextColumnValue {}
extension Currency: TextColumnValue {}
extension PartialDate: TextColumnValue {}
extension Decimal: TextColumnValue {}
extension TimeOfDay: TextColumnValue {}
extension Instant: TextColumnValue {}
extension LocalID: TextColumnValue {}
extension RecordID: TextColumnValue {}
extension StreamName: TextColumnValue {}

extension EitherID: ColumnValue {
    func bind(to parameters: Parameters, at index: Int32) {
        parameters.bind(stream.text, at: index)
    }
}

extension Position: ColumnValue {
    func bind(to parameters: Parameters, at index: Int32) { parameters.bind(number, at: index) }
}

extension StreamVersion: ColumnValue {
    func bind(to parameters: Parameters, at index: Int32) { parameters.bind(number, at: index) }
}

extension Sealed: ColumnValue {
    /// Only what is sealed: a log never holds plain personal data, and if one did it would not get any further.
    func bind(to parameters: Parameters, at index: Int32) throws {
        guard case .sealed(let text) = self else { throw PlainPersonalData() }
        parameters.bind(text, at: index)
    }
}

/// An event carries personal data that was never sealed.
struct PlainPersonalData: TellableError, CustomStringConvertible {
    var description: String { "personal data is not sealed" }
}
