import SutureDomain
import SutureJSON

/// Events with a value in every field, which can be told from those of other fields.
enum Specimen {
    /// The fields of the event as the log holds them.
    static func data(of event: any Event.Type) -> JSONObject { object(fields(of: event)) }

    static func bytes(of event: any Event.Type) -> [UInt8] { JSONValue.object(data(of: event)).bytes }

    private static func object(_ fields: [Field]) -> JSONObject {
        JSONObject(fields.map { ($0.name, value(of: $0.shape, named: $0.name)) })
    }

    private static func value(of shape: FieldShape, named name: String) -> JSONValue {
        switch shape {
        case .text, .prose, .currency: .string("the \(name)")
        case .integer: .integer(Int64(1000 + name.utf8.count))
        case .boolean: true
        case .decimal: .string("\(name.utf8.count).25")
        case .date: .string("1999-12-\(10 + name.utf8.count)")
        case .instant: "1999-12-31T23:59:59.000000Z"
        case .timeOfDay: "23:59"
        case .money: ["minorUnits": 4711, "currency": "CNY"]
        case .sealed: ["sealed": .string("sealed-\(name)")]
        case .localID: .string("L-\(name)")
        case .reference(let kinds): .string(kinds.count == 1 ? "R-\(name)" : "\(kinds[0])/R-\(name)")
        case .enumeration(let values): .string(values.last ?? "")
        case .list(let element): .array([value(of: element, named: name)])
        case .group(let fields): .object(object(fields))
        }
    }

    /// Every text and number in the value.
    static func leaves(of value: JSONValue) -> [String] {
        switch value {
        case .null: []
        case .bool(let flag): [flag ? "1" : "0"]
        case .integer(let number): [String(number)]
        case .number(let text), .string(let text): [text]
        case .array(let elements): elements.flatMap(leaves)
        case .object(let object): object.flatMap { leaves(of: $0.value) }
        }
    }
}
