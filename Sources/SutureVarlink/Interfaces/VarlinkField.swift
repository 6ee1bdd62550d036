/// A field of a structure, or a parameter.
package struct VarlinkField: Equatable, Sendable {
    package let name: String
    package let type: VarlinkType
    /// The comment lines above it, without their `#`.
    package let documentation: String

    package init(name: String, type: VarlinkType, documentation: String) {
        self.name = name
        self.type = type
        self.documentation = documentation
    }

    package var isOptional: Bool { if case .optional = type { true } else { false } }
}
