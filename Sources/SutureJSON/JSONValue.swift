/// JSON as a value to build, compare and take apart, where speed does not matter.
package enum JSONValue: Equatable, Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    /// Every other number, as its text.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    package init(_ view: JSONView) {
        self =
            switch view.kind {
            case .null: .null
            case .bool: .bool(view.bool == true)
            case .integer: .integer(view.int64 ?? 0)
            case .number: .number(view.numberText ?? "")
            case .string: .string(view.string ?? "")
            case .array: .array(view.elements.map { JSONValue($0) })
            case .object: .object(JSONObject(view))
            }
    }

    package init(parsing text: String) throws(JSONError) { self.init(try JSONDocument(parsing: text).root) }

    package var bytes: [UInt8] {
        var writer = JSONWriter()
        writer.value(self)
        return writer.bytes
    }

    package var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
    package var int64: Int64? { if case .integer(let value) = self { value } else { nil } }
    package var string: String? { if case .string(let text) = self { text } else { nil } }
    package var array: [JSONValue]? { if case .array(let elements) = self { elements } else { nil } }
    package var object: JSONObject? { if case .object(let object) = self { object } else { nil } }

    /// A member of an object; `nil` for any other value.
    package subscript(key: String) -> JSONValue? { object?[key] }
}

extension JSONValue: CustomStringConvertible {
    package var description: String { String(decoding: bytes, as: UTF8.self) }
}

extension JSONValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByStringInterpolation, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    package init(nilLiteral: ()) { self = .null }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(integerLiteral value: Int64) { self = .integer(value) }
    package init(stringLiteral text: String) { self = .string(text) }
    package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    package init(dictionaryLiteral members: (String, JSONValue)...) { self = .object(JSONObject(members)) }
}
