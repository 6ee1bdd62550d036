import GRDB

/// The machinery of the read models broke.
package struct ViewFailure: Error, Sendable, CustomStringConvertible {
    /// What was being done.
    package let operation: String
    /// The file, the position, the row.
    package let place: String
    package let cause: String
    /// What an operator can do about it.
    package let hint: String

    package init(operation: String, place: String, cause: String, hint: String) {
        self.operation = operation
        self.place = place
        self.cause = cause
        self.hint = hint
    }

    init(operation: String, place: String, cause: any Error, hint: String) {
        self.init(operation: operation, place: place, cause: "\(cause)", hint: hint)
    }

    package var description: String { "cannot \(operation) at \(place): \(cause). \(hint)" }
}
