/// A type to which an interface gives a name.
public struct VarlinkTypeDeclaration: Equatable, Sendable {
    public let name: String
    public let documentation: String
    public let type: VarlinkType
}
