import SutureDomain
import SutureLog
import SutureReadModels

/// What became of a command that its client named.
struct StoredReceipt: Hashable, Sendable {
    let digest: String
    /// Of the command's first event.
    let first: Position
    let last: Position
}

/// Finds what became of a command whose events are in the read models: they know a hash of its id, the log the rest.
struct ReceiptLookup {
    /// How many events are read at once to find the last one of a command.
    private static let pageEventCountMax = 1_000

    let log: LogReader
    let index: ViewIndex
    /// The event at a position that a receipt names; throws if the log has none there.
    let event: (Position) throws -> RecordedEvent

    /// `nil` if no event that is projected was recorded for that command.
    func receipt(of commandID: String) throws -> StoredReceipt? {
        for position in try index.receiptCandidates(of: commandID) {
            guard let digest = try digest(of: event(position), if: commandID) else { continue }
            return StoredReceipt(
                digest: digest, first: position, last: try last(of: commandID, after: position))
        }
        return nil
    }

    /// The events of a command follow one another.
    private func last(of commandID: String, after first: Position) throws -> Position {
        var last = first
        // Most commands are one event, so the first look is at one event only.
        var limit = 1
        while true {
            let page = try log.events(after: last, limit: limit)
            for event in page {
                guard try digest(of: event, if: commandID) != nil else { return last }
                last = event.position
            }
            guard !page.isEmpty else { return last }
            limit = ReceiptLookup.pageEventCountMax
        }
    }

    /// Of the command that the event was recorded for; `nil` if that was another.
    private func digest(of event: RecordedEvent, if commandID: String) throws -> String? {
        let command: EventMetadata.Origin?
        do {
            command = try EventCodec.metadata(event.metadata).command
        } catch {
            // What stands there cannot be held against anything: nor is it in the way of the commands around it.
            guard try log.void(ofUndecodable: event.position, of: event.stream) != nil else { throw error }
            command = nil
        }
        guard let command, command.id == commandID else { return nil }
        return command.digest
    }
}
