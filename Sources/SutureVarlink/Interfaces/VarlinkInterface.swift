/// An interface as its definition describes it, with the comments.
package struct VarlinkInterface: Sendable {
    package internal(set) var name = ""
    package internal(set) var documentation = ""
    /// The definition itself, which `GetInterfaceDescription` hands out.
    package let text: String
    package internal(set) var types: [VarlinkTypeDeclaration] = []
    package internal(set) var methods: [VarlinkMethod] = []
    package internal(set) var errors: [VarlinkErrorDeclaration] = []

    /// - Parameter text: in the interface definition language.
    package init(parsing text: String) throws(VarlinkInterfaceError) {
        var parser = InterfaceParser(text: text)
        self = try parser.parse()
    }

    /// One that nothing is known of yet.
    init(text: String) { self.text = text }

    package func method(_ name: String) -> VarlinkMethod? { methods.first { $0.name == name } }
    package func type(_ name: String) -> VarlinkType? { types.first { $0.name == name }?.type }
}
