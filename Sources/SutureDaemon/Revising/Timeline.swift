import SutureDomain

/// The states that a record went through, one event at a time.
class AnyTimeline {}

/// Those of one kind of record.
final class Timeline<Subject: Record>: AnyTimeline {
    struct Entry {
        /// Where it counts in the record's history.
        let slot: Position
        let event: any Event<Subject>
        let occurredOn: PartialDate
        /// As it was recorded; `nil` for one that is yet to be.
        let past: PastEvent?
    }

    /// The events that count, in the order in which they do.
    let entries: [Entry]

    /// How many of them the state has in it: whoever goes along a history asks for later and later states.
    private var appliedCount = 0
    private var standing: Standing<Subject>?

    init(_ entries: [Entry]) { self.entries = entries }

    /// The record as it was before the event of that slot; `nil` if there was none.
    func standing(before slot: Position) -> Standing<Subject>? {
        if appliedCount > 0, entries[appliedCount - 1].slot >= slot {
            appliedCount = 0
            standing = nil
        }
        while appliedCount < entries.count, entries[appliedCount].slot < slot {
            let entry = entries[appliedCount]
            Standing.apply(entry.event, on: entry.occurredOn, to: &standing)
            appliedCount += 1
        }
        return standing
    }
}
