/// A field of a structure, or a parameter.
package struct VarlinkField: Equatable, Sendable {
    package let name: String
    package let type: VarlinkType
    /// The comment lines above it, without their `#`.
    package let documentation: String

    package var isOptional: Bool { if case .optional = type { true } else { false } }
}
