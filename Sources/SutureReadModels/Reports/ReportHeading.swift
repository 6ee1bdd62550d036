package import SutureDomain

/// What a report takes into account, and the head of the log by which it can be checked later.
package struct ReportHeading: Hashable, Sendable {
    /// The day of the world that was asked for.
    package var asOf: Day?
    /// The last event that is taken into account.
    package var knownAt: Position
    /// The log's head.
    package var position: Position
    /// The log's hash at its head.
    package var hash: [UInt8]

    package init(asOf: Day? = nil, knownAt: Position, position: Position, hash: [UInt8]) {
        self.asOf = asOf
        self.knownAt = knownAt
        self.position = position
        self.hash = hash
    }
}
