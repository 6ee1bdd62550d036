import SutureDomain

/// A part of what an import recorded, which is voided in one commit.
final class UndoPiece: Sendable {
    /// The import, by the position of its first event.
    let batch: Position
    /// What is voided now.
    let events: ArraySlice<ImportEvents.Member>
    /// All that is to be voided of the import, before and after this too.
    let whole: Revisions
    /// Up to here the log was held against the whole.
    let checked: Position
    /// How many events of the import are voided with this piece, if it is the last one: then the import is undone.
    let voidedInAll: Int?
    let context: UndoContext

    init(
        of batch: Position, _ events: ArraySlice<ImportEvents.Member>, whole: Revisions, checked: Position,
        voidedInAll: Int?, context: UndoContext
    ) {
        self.batch = batch
        self.events = events
        self.whole = whole
        self.checked = checked
        self.voidedInAll = voidedInAll
        self.context = context
    }
}

/// Who undoes an import, and on what grounds.
struct UndoContext: Sendable {
    let actor: EventMetadata.Actor
    let reason: String?
    let sources: [String]
    let correlation: String?

    var metadata: EventMetadata {
        EventMetadata(
            actor: actor, correlation: correlation, reason: reason, sources: sources.isEmpty ? nil : sources)
    }
}
