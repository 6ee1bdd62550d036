import SutureCodec
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

/// Finds what became of a command that is projected: the read models know a hash of its id, the log the rest.
struct ReceiptLookup {
    let log: LogReader
    let index: ViewIndex
    /// Of the log.
    let events: EventsInOrder
    /// What is thrown where a receipt names a position at which the log has no event.
    let missing: (Position) -> any Error

    /// `nil` if no event that is projected was recorded for that command.
    func receipt(of commandID: String) throws -> StoredReceipt? {
        for position in try index.receiptCandidates(of: commandID) {
            guard let event = try events.event(at: position) else { throw missing(position) }
            guard let digest = try digest(of: event, if: commandID) else { continue }
            return StoredReceipt(
                digest: digest, first: position, last: try last(of: commandID, after: position))
        }
        return nil
    }

    /// The events of a command follow one another.
    private func last(of commandID: String, after first: Position) throws -> Position {
        var last = first
        while let event = try events.event(at: last.next), try digest(of: event, if: commandID) != nil {
            last = event.position
        }
        return last
    }

    /// Of the command that the event was recorded for; `nil` if that was another.
    private func digest(of event: RecordedEvent, if commandID: String) throws -> String? {
        let command: EventMetadata.Origin?
        do {
            command = try EventCodec.metadata(event.metadata).command
        } catch {
            // What stands there is held against nothing, and is not in the way of the commands around it.
            guard try log.void(ofUndecodable: event.position, of: event.stream) != nil else { throw error }
            command = nil
        }
        guard let command, command.id == commandID else { return nil }
        return command.digest
    }
}
