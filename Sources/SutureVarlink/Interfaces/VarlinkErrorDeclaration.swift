/// An error that the methods of an interface may answer.
package struct VarlinkErrorDeclaration: Equatable, Sendable {
    /// Without the interface.
    package let name: String
    package let documentation: String
    package let fields: [VarlinkField]
}
