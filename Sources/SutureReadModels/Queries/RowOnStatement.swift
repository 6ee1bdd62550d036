import SutureJSON
import SutureSQLite

/// The row that a statement stands on.
struct RowOnStatement {
    private let stored: StoredRow

    init(statement: OpaquePointer) { stored = StoredRow(of: statement) }

    /// Writes the columns as members of an object that has been begun; what is NULL is left out.
    /// - Parameter first: the statement's column that belongs to the first of these.
    /// - Throws: an error of SQLite's where a list is none, in a file that was damaged.
    func write(
        _ columns: some Sequence<QueryColumn>, from first: Int32 = 0, into writer: inout JSONWriter
    ) throws {
        var index = first
        let end = writer.bytes.count + ReplyLimits.rowByteCountMax
        for column in columns {
            if !stored.isNull(at: index) {
                writer.key(column.name)
                let byteCountMax =
                    writer.bytes.count < end
                    ? ReplyLimits.textByteCountMax : ReplyLimits.shortTextByteCountMax
                try write(column.content, at: index, byteCountMax, into: &writer)
            }
            index += 1
        }
    }

    /// As it is shown: a long text is cut. NULL is the empty text.
    func text(at index: Int32) -> String { optionalText(at: index) ?? "" }

    /// As it is shown: a long text is cut.
    func optionalText(at index: Int32) -> String? {
        stored.text(at: index)?.cut(toByteCount: ReplyLimits.textByteCountMax)
    }

    /// The texts in a column that holds a list.
    func list(at index: Int32) -> [String] {
        guard let document = try? JSONDocument(parsing: storedText(at: index)) else { return [] }
        return document.root.elements.compactMap(\.string)
    }

    /// However long it is.
    private func storedText(at index: Int32) -> String { stored.text(at: index) ?? "" }

    /// A list as JSON.
    private func listJSON(at index: Int32, _ byteCountMax: Int) throws -> [UInt8] {
        let bytes = Array(storedText(at: index).utf8)
        guard let document = try? JSONDocument(parsing: bytes), document.root.kind == .array else {
            throw SQLiteError(damage: "a list is no JSON")
        }
        guard bytes.count > byteCountMax else { return bytes }
        return CutJSON(document.root, textByteCountMax: byteCountMax).bytes
    }

    func integer(at index: Int32) -> Int64 { stored.integer(at: index) }

    func isNull(at index: Int32) -> Bool { stored.isNull(at: index) }

    /// What stands there as JSON, in its one form; a list that is none, in a damaged file, is empty.
    func writeJSON(at index: Int32, into writer: inout JSONWriter) throws {
        guard let document = try? JSONDocument(parsing: storedText(at: index)) else {
            writer.beginArray()
            return writer.endArray()
        }
        writer.value(document.root)
    }

    /// For a cursor.
    func value(at index: Int32) -> JSONValue {
        if stored.isNull(at: index) { return .null }
        return stored.isInteger(at: index) ? .integer(integer(at: index)) : .string(storedText(at: index))
    }

    private func write(
        _ content: Column.Content, at index: Int32, _ byteCountMax: Int, into writer: inout JSONWriter
    ) throws {
        switch content {
        case .integer: writer.integer(integer(at: index))
        case .boolean: writer.bool(integer(at: index) != 0)
        case .list: writer.raw(try listJSON(at: index, byteCountMax))
        case .text, .decimal, .date, .reference, .record, .sealed:
            writer.string(storedText(at: index).cut(toByteCount: byteCountMax))
        }
    }
}
