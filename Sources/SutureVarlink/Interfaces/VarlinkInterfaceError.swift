/// Why a text is no interface definition.
package struct VarlinkInterfaceError: Error, Equatable, CustomStringConvertible {
    /// Counted from 1.
    package let line: Int
    package let reason: String

    package var description: String { "line \(line): \(reason)" }
}
