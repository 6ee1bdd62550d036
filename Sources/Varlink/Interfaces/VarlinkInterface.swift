/// An interface as its definition describes it, with the comments.
public struct VarlinkInterface: Sendable {
    public internal(set) var name = ""
    public internal(set) var documentation = ""
    /// The definition itself, which `GetInterfaceDescription` hands out.
    public let text: String
    public internal(set) var types: [VarlinkTypeDeclaration] = []
    public internal(set) var methods: [VarlinkMethod] = []
    public internal(set) var errors: [VarlinkErrorDeclaration] = []

    /// - Parameter text: in the interface definition language.
    public init(parsing text: String) throws(VarlinkInterfaceError) {
        var parser = InterfaceParser(text: text)
        self = try parser.parse()
    }

    /// One that nothing is known of yet.
    init(text: String) { self.text = text }

    public func method(_ name: String) -> VarlinkMethod? { methods.first { $0.name == name } }
    public func type(_ name: String) -> VarlinkType? { types.first { $0.name == name }?.type }
}
