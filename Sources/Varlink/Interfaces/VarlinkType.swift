/// The type of a field in the interface definition language.
public indirect enum VarlinkType: Equatable, Sendable {
    /// `object` is any JSON object.
    case bool, int, float, string, object
    /// A type that the interface declares.
    case named(String)
    /// `?T`
    case optional(VarlinkType)
    /// `[]T`
    case array(VarlinkType)
    /// `[string]T`
    case dictionary(VarlinkType)
    /// `(name: T, …)`
    case structure([VarlinkField])
    /// `(one, two)`
    case enumeration([String])
}

extension VarlinkType: CustomStringConvertible {
    /// As the language spells it.
    public var description: String {
        switch self {
        case .bool: "bool"
        case .int: "int"
        case .float: "float"
        case .string: "string"
        case .object: "object"
        case .named(let name): name
        case .optional(let type): "?\(type)"
        case .array(let type): "[]\(type)"
        case .dictionary(let type): "[string]\(type)"
        case .structure(let fields): "(\(fields.map { "\($0.name): \($0.type)" }.joined(separator: ", ")))"
        case .enumeration(let values): "(\(values.joined(separator: ", ")))"
        }
    }
}
