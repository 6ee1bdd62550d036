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
