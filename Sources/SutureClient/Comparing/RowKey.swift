import SutureJSON
import SutureVarlink

/// By which members a row of a list is the same row in two states.
struct RowKey: Equatable {
    /// Always.
    let required: [String]
    /// One after the other, as far as it takes to tell all rows apart.
    var further: [String] = []

    /// The members that tell these rows apart, as far as any do.
    func names(telling old: [JSONObject], and new: [JSONObject]) -> [String] {
        for count in 0..<further.count {
            let names = required + further.prefix(count)
            if RowKey.isUnique(names, in: old), RowKey.isUnique(names, in: new) { return names }
        }
        return required + further
    }

    private static func isUnique(_ names: [String], in rows: [JSONObject]) -> Bool {
        Set(rows.map { text(of: $0, names) }).count == rows.count
    }

    /// What the row is known by, in one text.
    static func text(of row: JSONObject, _ names: [String]) -> String {
        JSONValue.array(names.map { row[$0] ?? .null }).description
    }
}

extension RowKey {
    /// The keys of all lists of structures in a method's reply, by the list's path (`figures.counted`).
    ///
    /// An interface declares first what identifies: a row is known by its first member and by what it is restricted to,
    /// and where that is not enough, by its other members but numbers, in their order.
    static func all(in method: VarlinkMethod, of interface: VarlinkInterface) -> [String: RowKey] {
        var keys: [String: RowKey] = [:]
        collect(.structure(method.output), at: "", of: interface, into: &keys)
        return keys
    }

    private static func collect(
        _ type: VarlinkType, at path: String, of interface: VarlinkInterface,
        into keys: inout [String: RowKey]
    ) {
        switch type {
        case .named(let name):
            if let type = interface.type(name) { collect(type, at: path, of: interface, into: &keys) }
        case .optional(let type): collect(type, at: path, of: interface, into: &keys)
        case .structure(let fields):
            for field in fields {
                let place = path.isEmpty ? field.name : "\(path).\(field.name)"
                collect(field.type, at: place, of: interface, into: &keys)
            }
        case .array(let element):
            guard let fields = structure(element, of: interface) else { return }
            keys[path] = RowKey(fields)
            collect(.structure(fields), at: path, of: interface, into: &keys)
        case .bool, .int, .float, .string, .object, .dictionary, .enumeration: break
        }
    }

    private static func structure(_ type: VarlinkType, of interface: VarlinkInterface) -> [VarlinkField]? {
        switch type {
        case .structure(let fields): fields
        case .named(let name): interface.type(name).flatMap { structure($0, of: interface) }
        default: nil
        }
    }

    private init(_ fields: [VarlinkField]) {
        let restrictions = fields.dropFirst().filter { if case .dictionary = $0.type { true } else { false } }
        required = fields.prefix(1).map(\.name) + restrictions.map(\.name)
        further = fields.dropFirst().filter { RowKey.saysWhat($0.type) }.map(\.name)
    }

    private static func saysWhat(_ type: VarlinkType) -> Bool {
        switch type {
        case .string, .enumeration, .bool: true
        case .optional(let type): saysWhat(type)
        default: false
        }
    }
}
