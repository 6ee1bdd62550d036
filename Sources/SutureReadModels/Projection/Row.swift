import SutureJSON
import SutureSQLite

/// Columns and their values, written as a dictionary literal: `["device": outcome.device, "site": outcome.site]`.
///
/// The names are static strings: their addresses identify the shape of the row, by which its prepared statement is
/// found without building any SQL.
package struct Row: ExpressibleByDictionaryLiteral {
    /// As Swift hands over the literal: without labels nothing is copied.
    let cells: [(StaticString, any ColumnValue)]

    package init(dictionaryLiteral cells: (StaticString, any ColumnValue)...) { self.cells = cells }
}

/// Several texts or ids in one column, as a JSON array.
struct ListValue: ColumnValue {
    let json: String

    init(_ texts: some Sequence<some CustomStringConvertible>) {
        var writer = JSONWriter()
        writer.beginArray()
        for text in texts { writer.string(text.description) }
        writer.endArray()
        json = String(decoding: writer.bytes, as: UTF8.self)
    }

    package func bind(to parameters: Parameters, at index: Int32) { parameters.bind(json, at: index) }
}
