/// A method of an interface.
package struct VarlinkMethod: Equatable, Sendable {
    /// Without the interface.
    package let name: String
    /// The comment lines above it, without their `#` and without the one that says what becomes of `more`.
    package let documentation: String
    package let input: [VarlinkField]
    package let output: [VarlinkField]
    package let more: VarlinkMoreSupport
}
