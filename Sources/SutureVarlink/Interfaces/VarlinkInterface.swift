/// An interface as its definition describes it, with the comments.
package struct VarlinkInterface: Sendable {
    package let name: String
    package let documentation: String
    /// The definition itself, which `GetInterfaceDescription` hands out.
    package let text: String
    package let types: [VarlinkTypeDeclaration]
    package let methods: [VarlinkMethod]
    package let errors: [VarlinkErrorDeclaration]

    package init(parsing text: String) throws(VarlinkInterfaceError) {
        var parser = InterfaceParser(text: text)
        let declarations = try parser.parse()
        self.text = text
        name = declarations.name
        documentation = declarations.documentation
        types = declarations.types
        methods = declarations.methods
        errors = declarations.errors
    }

    package func method(_ name: String) -> VarlinkMethod? { methods.first { $0.name == name } }
    package func type(_ name: String) -> VarlinkType? { types.first { $0.name == name }?.type }
}

package struct VarlinkMethod: Equatable, Sendable {
    /// Without the interface.
    package let name: String
    /// The comment lines above it, without their `#` and without the one that says what becomes of `more`.
    package let documentation: String
    package let input: [VarlinkField]
    package let output: [VarlinkField]
    package let more: VarlinkMoreSupport
}

/// What a method makes of a call's `more`, which systemd's tools and ours say in a comment line.
package enum VarlinkMoreSupport: String, Equatable, Sendable {
    case none = ""
    case supported = "[Supports 'more' flag]"
    case required = "[Requires 'more' flag]"
}

package struct VarlinkTypeDeclaration: Equatable, Sendable {
    package let name: String
    package let documentation: String
    package let type: VarlinkType
}

package struct VarlinkErrorDeclaration: Equatable, Sendable {
    /// Without the interface.
    package let name: String
    package let documentation: String
    package let fields: [VarlinkField]
}

/// Why a text is no interface definition.
package struct VarlinkInterfaceError: Error, Equatable, CustomStringConvertible {
    /// Counted from 1.
    package let line: Int
    package let reason: String

    package var description: String { "line \(line): \(reason)" }
}
