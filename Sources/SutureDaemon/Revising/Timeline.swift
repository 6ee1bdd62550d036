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

    /// - Parameter history: all events of the record's stream.
    init(of history: [PastEvent]) {
        let order = CountingOrder(
            history, position: \.position, voids: { $0.event as? any VoidingEvent })
        entries = order.entries.compactMap { Entry(slot: $0.slot, $0.element) }
    }

    /// The same if revisions had been in effect.
    func revised(by revisions: Revisions) -> Timeline {
        Timeline(
            entries.compactMap { entry in
                guard let past = entry.past, let revision = revisions[past.position] else { return entry }
                guard let (event, occurredOn) = revision.replacement else { return nil }
                return (event as? any Event<Subject>).map {
                    Entry(slot: entry.slot, event: $0, occurredOn: occurredOn, past: nil)
                }
            })
    }

    /// The same once it is recorded what was yet to be.
    /// - Parameter events: a replacement, if there is one, and what says which events count no more.
    func recorded(as events: [PastEvent]) -> Timeline {
        var entries = entries
        let place = entries.firstIndex { $0.past == nil }
        for past in events {
            if let place, !(past.event is any VoidingEvent) {
                entries[place] = Entry(slot: entries[place].slot, past) ?? entries[place]
            } else if let entry = Entry(slot: past.position, past) {
                entries.append(entry)
            }
        }
        return Timeline(entries)
    }

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

extension Timeline.Entry {
    /// `nil` for an event of another kind of record.
    init?(slot: Position, _ past: PastEvent) {
        guard let event = past.event as? any Event<Subject> else { return nil }
        self.init(slot: slot, event: event, occurredOn: past.occurredOn, past: past)
    }
}
