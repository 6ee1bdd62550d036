/// An object has a key that its type does not know.
package struct UnknownKey: Error, Equatable {
    /// From the outermost value, such as `context.colour`.
    package let path: String
}
