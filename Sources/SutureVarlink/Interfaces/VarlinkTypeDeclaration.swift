/// A type to which an interface gives a name.
package struct VarlinkTypeDeclaration: Equatable, Sendable {
    package let name: String
    package let documentation: String
    package let type: VarlinkType
}
