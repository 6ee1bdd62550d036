import GRDBSQLite
package import SutureDomain

/// What can be written into a column.
///
/// Values are bound straight into the prepared statement: on the way from event to row nothing is boxed in a
/// `DatabaseValue`, which halves the time that a rebuild takes.
package protocol ColumnValue {
    /// - Parameter index: of the statement's parameter, from 1.
    func bind(into statement: OpaquePointer, at index: Int32) throws
}

/// A value whose text is what is stored.
package protocol TextColumnValue: ColumnValue, CustomStringConvertible {}

extension TextColumnValue {
    package func bind(into statement: OpaquePointer, at index: Int32) {
        description.bind(into: statement, at: index)
    }
}

extension String: ColumnValue {
    package func bind(into statement: OpaquePointer, at index: Int32) {
        var text = self
        text.withUTF8 { bytes in
            guard let start = UnsafeRawPointer(bytes.baseAddress) else {
                sqlite3_bind_text(statement, index, "", 0, transientDestructor)
                return
            }
            // SQLite copies the bytes, as they do not outlive this closure.
            sqlite3_bind_text(
                statement, index, start.assumingMemoryBound(to: CChar.self), Int32(bytes.count),
                transientDestructor)
        }
    }
}

/// SQLite's sign that the bytes are to be copied (`SQLITE_TRANSIENT`, a cast that Swift does not import).
private let transientDestructor = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

extension Int64: ColumnValue {
    package func bind(into statement: OpaquePointer, at index: Int32) {
        sqlite3_bind_int64(statement, index, self)
    }
}

extension Bool: ColumnValue {
    package func bind(into statement: OpaquePointer, at index: Int32) {
        sqlite3_bind_int(statement, index, self ? 1 : 0)
    }
}

extension Optional: ColumnValue where Wrapped: ColumnValue {
    package func bind(into statement: OpaquePointer, at index: Int32) throws {
        guard let self else {
            sqlite3_bind_null(statement, index)
            return
        }
        try self.bind(into: statement, at: index)
    }
}

extension PartialDate: TextColumnValue {}
extension Decimal: TextColumnValue {}
extension LocalID: TextColumnValue {}
extension RecordID: TextColumnValue {}
extension StreamName: TextColumnValue {}

extension EitherID: ColumnValue {
    package func bind(into statement: OpaquePointer, at index: Int32) {
        stream.text.bind(into: statement, at: index)
    }
}

extension Position: ColumnValue {
    package func bind(into statement: OpaquePointer, at index: Int32) {
        number.bind(into: statement, at: index)
    }
}

extension StreamVersion: ColumnValue {
    package func bind(into statement: OpaquePointer, at index: Int32) {
        number.bind(into: statement, at: index)
    }
}

extension Sealed: ColumnValue {
    /// Only what is sealed: a log never holds plain personal data, and if one did it would not get any further.
    package func bind(into statement: OpaquePointer, at index: Int32) throws {
        guard case .sealed(let text) = self else { throw PlainPersonalData() }
        text.bind(into: statement, at: index)
    }
}

/// An event carries personal data that was never sealed.
struct PlainPersonalData: Error, CustomStringConvertible {
    var description: String { "personal data is not sealed" }
}
