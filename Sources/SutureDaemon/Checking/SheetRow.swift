import SutureCodec
import SutureDomain
import SutureLog

/// What a sheet recorded: an event that counts, and what tells where its row stands among the others.
struct SheetRow {
    /// The newest id under which the sheet recorded it or what it stands in the place of.
    let commandID: String
    let event: RecordedEvent
    /// The import that recorded the row first, whatever corrected it since; `nil` if there is none.
    let batch: Position?
    /// Of the event with which the row began. Within an import the rows are recorded in their order.
    let origin: Position

    /// - Parameter prefix: how the ids of the sheet begin.
    /// - Returns: `nil` if no such id is among those of the event and of what it replaced.
    init?(_ event: RecordedEvent, ofSheet prefix: String, in store: RecordStore) throws {
        var origin = event
        var metadata = try EventCodec.metadata(event.metadata)
        var commandID = metadata.command?.id
        while let former = try store.corrected(by: origin) {
            origin = former
            metadata = try EventCodec.metadata(former.metadata)
            if commandID?.hasPrefix(prefix) != true { commandID = metadata.command?.id }
        }
        guard let commandID, commandID.hasPrefix(prefix) else { return nil }
        self.commandID = commandID
        self.event = event
        self.batch = metadata.import?.batch
        self.origin = origin.position
    }
}
