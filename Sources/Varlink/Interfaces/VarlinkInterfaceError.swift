/// Why a text is no interface definition.
public struct VarlinkInterfaceError: Error, Equatable, CustomStringConvertible {
    /// Counted from 1.
    public let line: Int
    public let reason: String

    public var description: String { "line \(line): \(reason)" }
}
