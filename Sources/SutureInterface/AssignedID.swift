/// An id that the daemon assigns to a record that begins: the client says how it begins, as `I-{next}`.
package enum AssignedID {
    /// What stands for the number.
    package static let placeholder = "{next}"
}
