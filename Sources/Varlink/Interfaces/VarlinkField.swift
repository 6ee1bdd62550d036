/// A field of a structure, or a parameter.
public struct VarlinkField: Equatable, Sendable {
    public let name: String
    public let type: VarlinkType
    /// The comment lines above it, without their `#`.
    public let documentation: String

    public var isOptional: Bool { if case .optional = type { true } else { false } }
}
