/// What hints say about a command of which it is not known whether it was recorded.
package enum Repetition {
    /// To go on after a semicolon. A program that makes the ids by itself says what its user can do instead.
    package static let advice = "repeat it with the same command id"
}
