/// A method of an interface.
public struct VarlinkMethod: Equatable, Sendable {
    /// Without the interface.
    public let name: String
    /// The comment lines above it, without their `#` and without the one that says what becomes of `more`.
    public let documentation: String
    public let input: [VarlinkField]
    public let output: [VarlinkField]
    public let more: VarlinkMoreSupport
}
