/// A record as the log has it now, and what every kind of record has beside its own state.
package struct Standing<Subject: Record>: Equatable, Sendable {
    package var state: Subject
    /// When the record came into being in the world, as far as is known.
    package var createdOn: PartialDate
    /// Since when it has its own lock; `nil` without one. Another's may cover it (``Record/lockedThrough``).
    package var lockedOn: PartialDate?
    /// When it came to the state of its life cycle in which it is, as far as can be proved: of the dates of
    /// all the moves on the way there the one with the latest beginning.
    package private(set) var movedOn: PartialDate?
    /// Before what neither the record nor a part of it has ended.
    package private(set) var latestFacts = LatestFacts()

    package var isLocked: Bool { lockedOn != nil }

    package init(state: Subject = Subject(), createdOn: PartialDate) {
        self.state = state
        self.createdOn = createdOn
    }

    /// Takes one more event of the record's stream into account.
    package mutating func apply(_ event: any Event<Subject>, on occurredOn: PartialDate) {
        event.apply(to: &self, on: occurredOn)
        if type(of: event).effect == .moves { noteMove(on: occurredOn) }
        latestFacts.note(event, on: occurredOn)
    }

    /// Whether no rule can tell it from the other, but for ends which that one refuses and this one does not.
    package func refusesNoMore(than other: Standing) -> Bool {
        var same = self
        same.latestFacts = other.latestFacts
        return same == other && latestFacts.refuseNoMore(than: other.latestFacts)
    }

    private mutating func noteMove(on occurredOn: PartialDate) {
        guard let earliest = occurredOn.earliest else { return }
        if let before = movedOn?.earliest, before > earliest { return }
        movedOn = occurredOn
    }
}
