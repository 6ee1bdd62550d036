package import GRDB

extension Row {
    /// The value of a column. (The subscripts of GRDB end the program where a damaged file holds something else.)
    package func value<Value: DatabaseValueConvertible>(_ column: String, as type: Value.Type = Value.self)
        throws
        -> Value
    {
        let stored: DatabaseValue = self[column]
        guard let value = Value.fromDatabaseValue(stored) else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "\(column) is no \(Value.self)")
        }
        return value
    }
}
