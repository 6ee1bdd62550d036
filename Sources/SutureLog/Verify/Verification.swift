package import SutureDomain

/// What became of looking through a log.
package enum Verification: Hashable, Sendable {
    case sound(Soundness)
    case unsound(Finding)

    /// What was found to be as it was written.
    package struct Soundness: Hashable, Sendable {
        package var eventCount: Int64
        /// How many streams these events are of.
        package var streamCount: Int
        package var head: LogHead
    }

    /// The first event that is not as it must be.
    package struct Finding: Hashable, Sendable {
        package var position: Position
        /// In words, for an operator.
        package var what: String

        package init(position: Position, what: String) {
            self.position = position
            self.what = what
        }
    }
}
