import SutureDomain
package import SutureJSON

/// A value of a reply as it stands in a table.
package enum CellText {
    package static func of(_ view: JSONView?) -> String { view.map { of(JSONValue($0)) } ?? "" }

    package static func of(_ value: JSONValue?) -> String {
        switch value {
        case nil, .null: return ""
        case .bool(let bool): return bool ? "true" : "false"
        case .integer(let integer): return String(integer)
        case .number(let text), .string(let text): return text
        case .array(let elements): return elements.map { of($0) }.joined(separator: ", ")
        case .object(let object): return of(object)
        }
    }

    /// Personal data that stays sealed is not shown as what it looks like, and an amount as an amount.
    private static func of(_ object: JSONObject) -> String {
        if object.count == 1, object["sealed"] != nil { return "[sealed]" }
        if object.count == 2, let minorUnits = object["minorUnits"]?.int64,
            let currency = object["currency"]?.string
        {
            return Money.text(minorUnits: minorUnits, currency: currency)
        }
        return object.map { "\($0.key)=\(of($0.value))" }.joined(separator: " ")
    }
}
