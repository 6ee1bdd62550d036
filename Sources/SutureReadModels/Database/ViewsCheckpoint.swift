package import SutureDomain

/// How far the views have followed which log.
package struct ViewsCheckpoint: Hashable, Sendable {
    /// The identity of the log.
    package var logID: String
    /// Of the last event that was applied; zero before the first.
    package var position: Position
    /// The log's hash at that position.
    package var hash: [UInt8]
    /// Of the command that asked for that event, if it was named: its next events are of the same receipt.
    package var commandID: String?

    mutating func move(to event: DecodedEvent) {
        position = event.position
        hash = event.hash.bytes
        commandID = event.commandID
    }

    mutating func move(behind page: DecodedPage) {
        position = page.end
        hash = page.endHash.bytes
        commandID = page.events.last?.commandID
    }
}
