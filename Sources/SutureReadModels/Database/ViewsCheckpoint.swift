package import SutureDomain

/// How far the views have followed which log.
package struct ViewsCheckpoint: Hashable, Sendable {
    /// The identity of the log.
    package var logID: String
    /// Of the last event that was applied; zero before the first.
    package var position: Position
    /// The log's hash at that position.
    package var hash: [UInt8]

    package init(logID: String, position: Position, hash: [UInt8]) {
        self.logID = logID
        self.position = position
        self.hash = hash
    }
}
