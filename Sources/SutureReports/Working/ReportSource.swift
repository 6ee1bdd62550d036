package import SutureDomain
package import SutureJSON

/// Read models at one moment, as a report asks them: all of its questions see the same state.
package protocol ReportSource {
    /// - Parameter arguments: are bound in their order.
    func forEachRow(
        _ sql: String, _ arguments: [JSONValue], _ look: (any ReportRow) throws -> Void) throws

    /// The rows of a query that selects the members in their order, those of groups in their place.
    func rows(_ members: [ReportMember], _ sql: String, _ arguments: [JSONValue]) throws -> [JSONObject]

    /// An expression for what a record is called, whose id, or name with its kind, another expression has.
    func label(ofRecord record: String) -> String
    func label(of kind: any RecordKind.Type, id: String) -> String

    /// Of views that never change: what was worked out before.
    var remembered: RememberedFigures? { get }
}

/// A row of an answer, its columns counted from 0.
package protocol ReportRow {
    /// NULL is the empty text.
    func text(at index: Int32) -> String
    func optionalText(at index: Int32) -> String?
    /// NULL is 0.
    func integer(at index: Int32) -> Int64
    func optionalInteger(at index: Int32) -> Int64?
    /// The texts in a column that holds a list.
    func list(at index: Int32) -> [String]
}

extension ReportSource {
    package func rows<Element>(
        _ sql: String, _ arguments: [JSONValue] = [], _ make: (any ReportRow) throws -> Element
    ) throws -> [Element] {
        var result: [Element] = []
        try forEachRow(sql, arguments) { result.append(try make($0)) }
        return result
    }

    /// Of a query that has one row with one number.
    package func integer(_ sql: String, _ arguments: [JSONValue] = []) throws -> Int64 {
        try rows(sql, arguments) { $0.integer(at: 0) }.first ?? 0
    }
}
