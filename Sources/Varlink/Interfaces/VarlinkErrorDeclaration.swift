/// An error that the methods of an interface may answer.
public struct VarlinkErrorDeclaration: Equatable, Sendable {
    /// Without the interface.
    public let name: String
    public let documentation: String
    public let fields: [VarlinkField]
}
