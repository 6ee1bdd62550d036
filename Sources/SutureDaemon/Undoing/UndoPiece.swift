import SutureDomain
import SutureInterface

/// An import that is undone, by whom, and on what grounds.
struct Undoing: Sendable {
    /// The import, by the position of its first event.
    let batch: Position
    let actor: EventMetadata.Actor
    let context: Context

    var metadata: EventMetadata {
        EventMetadata(
            actor: actor, correlation: context.correlation, reason: context.reason,
            sources: context.sources?.isEmpty == false ? context.sources : nil)
    }
}

/// A part of what an import recorded, which is voided in one commit.
struct UndoPiece: Sendable {
    let undoing: Undoing
    /// What is voided now.
    let events: ArraySlice<ImportEvents.Member>
    /// All that is to be voided of the import, before and after this too.
    let whole: Revisions
    /// Up to here the log was held against the whole.
    let checked: Position
    /// How many events of the import are voided with this piece, if it is the last; then it is undone.
    let voidedInAll: Int?
}
