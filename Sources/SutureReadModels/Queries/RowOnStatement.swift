import GRDB
import GRDBSQLite
import SutureJSON

/// The row that a statement stands on.
struct RowOnStatement {
    let statement: OpaquePointer

    /// Writes the columns as members of an object that has been begun; what is NULL is left out.
    /// - Parameter first: the statement's column that belongs to the first of these.
    /// - Throws: an error of SQLite's where a list is none, in a file that was damaged.
    func write(
        _ columns: some Sequence<QueryColumn>, from first: Int32 = 0, into writer: inout JSONWriter
    ) throws {
        var index = first
        for column in columns {
            if sqlite3_column_type(statement, index) != SQLITE_NULL {
                writer.key(column.name)
                try write(column.content, at: index, into: &writer)
            }
            index += 1
        }
    }

    /// NULL is the empty text.
    func text(at index: Int32) -> String { columnText(statement, index) ?? "" }

    func optionalText(at index: Int32) -> String? { columnText(statement, index) }

    /// The texts in a column that holds a list.
    func list(at index: Int32) -> [String] {
        guard let document = try? JSONDocument(parsing: text(at: index)) else { return [] }
        return document.root.elements.compactMap(\.string)
    }

    /// A list as JSON.
    private func listText(at index: Int32) throws -> [UInt8] {
        let bytes = Array(text(at: index).utf8)
        guard let document = try? JSONDocument(parsing: bytes), document.root.kind == .array else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a list is no JSON")
        }
        return bytes
    }

    func integer(at index: Int32) -> Int64 { sqlite3_column_int64(statement, index) }

    /// For a cursor.
    func value(at index: Int32) -> JSONValue {
        switch sqlite3_column_type(statement, index) {
        case SQLITE_NULL: .null
        case SQLITE_INTEGER: .integer(integer(at: index))
        default: .string(text(at: index))
        }
    }

    private func write(_ content: Column.Content, at index: Int32, into writer: inout JSONWriter)
        throws
    {
        switch content {
        case .integer: writer.integer(integer(at: index))
        case .boolean: writer.bool(integer(at: index) != 0)
        case .list: writer.raw(try listText(at: index))
        case .text, .decimal, .date, .reference, .record, .sealed: writer.string(text(at: index))
        }
    }
}
