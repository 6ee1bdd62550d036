package import SutureDomain

/// Finds which events of a log count as of a day, from their headers as far as these tell.
///
/// It is shown the headers from the last to the first, so that of every stream it knows what comes later.
/// Some streams have to be looked at as a whole (``undecided(showsVoided:)``): a header says nothing of what
/// was voided, nor of what an undated event ends.
package struct TemporalFilter {
    /// What is known of a stream from the headers that have been shown.
    private struct Fate {
        /// Its last event.
        let end: Position
        var hasVoids = false
        var hasUndatedChanges = false
        /// Whether a later dated event counts.
        var isEvident = false
        /// Undated additions, which count as soon as their record does.
        var waiting: [Position] = []

        mutating func note(
            _ header: EventHeader, _ traits: EventTraits, _ rule: CountingRule,
            into positions: inout PositionSet
        ) {
            if traits.isVoid { hasVoids = true }
            if traits.countsAlways {
                positions.insert(header.position)
                return
            }
            if header.occurredOn.latest != nil {
                let isDue = rule.isDue(header.occurredOn, traits.effect)
                if isDue { isEvident = true }
                guard isDue || (traits.isCreation && isEvident) else { return }
            } else if traits.isCreation {
                guard isEvident || rule.wasRecorded(header.recordedAt) else { return }
            } else if traits.effect == .adds {
                guard isEvident || traits.isOfLastingRecord else { return waiting.append(header.position) }
            } else {
                hasUndatedChanges = true
                return
            }
            positions.insert(header.position)
            for position in waiting { positions.insert(position) }
            waiting = []
        }
    }

    private let rule: CountingRule
    private var fates: [StreamName: Fate] = [:]
    /// The events that count.
    package private(set) var positions = PositionSet()
    /// Which events have dates that do not say whether they happened by the day.
    package private(set) var openDates: OpenDates = []

    package init(_ rule: CountingRule) { self.rule = rule }

    /// Takes the event into account; to be called for each once, the last one first.
    package mutating func note(_ header: EventHeader) {
        let traits = EventTraits.of(header.type)
        if rule.isOpen(header.occurredOn), !traits.countsAlways {
            openDates.insert(OpenDates(traits.effect))
        }
        fates[header.stream, default: Fate(end: header.position)].note(header, traits, rule, into: &positions)
    }

    /// The streams that have to be looked at as a whole, each with its last event.
    /// - Parameter showsVoided: whether voided events are judged as if they counted, as a history shows them.
    package func undecided(showsVoided: Bool) -> [StreamName: Position] {
        fates.filter { $0.value.hasUndatedChanges || ($0.value.hasVoids && !showsVoided) }.mapValues(\.end)
    }

    /// Decides anew about a stream that was undecided.
    /// - Parameter events: all of its events that were shown, in the order of the log.
    package mutating func decide(_ events: [DecodedEvent], showsVoided: Bool) {
        for event in events { positions.remove(event.position) }
        let events = events.filter { !($0.event is PassedOver) }
        let order =
            showsVoided ? events : DecodedEvent.countingOrder(of: events).entries.map(\.element)
        for position in rule.counting(order) { positions.insert(position) }
    }
}
