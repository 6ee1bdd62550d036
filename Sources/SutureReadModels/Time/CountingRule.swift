package import SutureDomain

/// From which day of the world on each event counts.
///
/// - A date counts from its last possible day: `2019` from 2019-12-31.
/// - `unknown`, of an event that only adds a fact (``Effect/adds``), counts as soon as its record does.
/// - `unknown`, of one that ends, replaces or moves something, counts as now: from the first later dated
///   event of its stream that counts, else from the day of recording; and never before what it ends
///   (``Event/part``).
/// - A record's creating event counts as soon as any event of the record does.
/// - The registration of an institution, a person, a device or a source counts from the beginning.
/// - An erasure counts always, and nothing counts because of it: nobody's name is read again, of any day.
/// - A void counts whenever it was recorded, and is no later event in this sense. What it voided never
///   counts, and what corrected it is judged in its place.
package struct CountingRule: Sendable {
    /// Named in the head of every report, as a figure may differ from one that was made by an earlier rule.
    ///
    /// - 1: whatever was undated counted as now.
    /// - 2: what only adds a fact counts as soon as its record does; recording is dated in the configured
    ///   zone.
    package static let version: Int64 = 2

    package var asOf: Day
    /// On which day of the configured time zone a moment was.
    package var day: @Sendable (Instant) -> Day
    /// Dates that may mean days before and days after the one that is asked for: those of events that are
    /// taken to have happened by then.
    package var openDates: OpenDates

    package init(asOf: Day, openDates: OpenDates = [], day: @escaping @Sendable (Instant) -> Day) {
        self.asOf = asOf
        self.openDates = openDates
        self.day = day
    }

    /// Which of a stream's events count.
    /// - Parameter events: the whole stream, as far as it is known, in the order in which they take effect.
    package func counting(_ events: [DecodedEvent]) -> [Position] {
        let traits = events.map { EventTraits.of(type(of: $0.event).type) }
        let floors = floors(of: events, traits)
        /// Whether a later dated event counts.
        var isEvident = false
        /// Whether the record does, because of any event.
        var isThere = false
        var counting: [Position] = []
        var undatedAdditions: [Position] = []
        for index in events.indices.reversed() {
            let (event, traits) = (events[index], traits[index])
            let counts: Bool
            if traits.countsAlways {
                counts = true
            } else if event.occurredOn.latest != nil {
                let isDue = isDue(event.occurredOn, traits.effect)
                if isDue { isEvident = true }
                counts = isDue || (traits.isCreation && isThere)
            } else if traits.isCreation || traits.effect != .adds {
                let isNow = isEvident || wasRecorded(event.recordedAt)
                counts = isNow && floors[index].map { $0 <= asOf } ?? true
            } else {
                undatedAdditions.append(event.position)
                continue
            }
            guard counts else { continue }
            if !traits.isVoid, !traits.isErasure { isThere = true }
            counting.append(event.position)
        }
        return isThere ? counting + undatedAdditions : counting
    }

    /// Whether what was recorded at that moment was known by the end of the day.
    func wasRecorded(_ recordedAt: Instant) -> Bool { day(recordedAt) <= asOf }

    /// Whether an event of that date happened by the day.
    func isDue(_ date: PartialDate, _ effect: Effect) -> Bool {
        guard let latest = date.latest else { return false }
        return latest <= asOf || (isOpen(date) && openDates.contains(OpenDates(effect)))
    }

    /// Whether the date may mean days before and days after the one that is asked for. One without a
    /// beginning says no more of it than `unknown` does, and goes by the rule.
    func isOpen(_ date: PartialDate) -> Bool {
        guard let earliest = date.earliest, let latest = date.latest else { return false }
        return earliest <= asOf && latest > asOf
    }

    /// Of each event the day from which on it can have happened, as what it ends can; `nil`: not known.
    private func floors(of events: [DecodedEvent], _ traits: [EventTraits]) -> [Day?] {
        var latest: [Part: Day?] = [:]
        return zip(events, traits).map { event, traits in
            let part = event.event.part
            let floor: Day?
            if let dated = event.occurredOn.latest {
                floor = dated
            } else if traits.effect == .adds {
                floor = nil
            } else {
                floor = part.flatMap { latest[$0] ?? nil }
            }
            if let part { latest[part] = .some(floor) }
            return floor
        }
    }
}
