package import SutureDomain

/// Decides which events count as of a day of the world.
///
/// It is shown the headers of the log from the last to the first, so that of every stream it knows what comes later:
///
/// - A date counts from its last possible day: `2019` from 2019-12-31.
/// - `unknown` counts from the first later event of its stream that counts, else from the day of recording (UTC).
/// - A record's creating event counts as soon as any event of the record does.
/// - The registration of an institution, a person, a device or a source counts from the beginning.
/// - An erasure counts always, and nothing counts because of it: nobody's name is read again, of whatever day.
/// - A void counts whenever it was recorded, and is no later event in this sense. What it voided never counts, and what
///   corrected it is judged in its place: ``counting(_:asOf:)`` sees to that, since a header says nothing of it.
package struct TemporalFilter {
    private let asOf: Day
    /// Those of which an event that has been shown counts.
    private var counting: Set<StreamName> = []

    package init(asOf: Day) { self.asOf = asOf }

    /// Whether the event counts. To be asked for every event once, the last one first.
    package mutating func counts(_ header: EventHeader) -> Bool {
        if TemporalFilter.always.contains(header.type) { return true }
        if TemporalFilter.isVoid(header) { return true }
        guard isDue(header) else { return false }
        counting.insert(header.stream)
        return true
    }

    /// Which of a stream's events count as of the day, with its voids and corrections.
    /// - Parameter events: the whole stream, as far as the log is known, in its order.
    package static func counting(_ events: [DecodedEvent], asOf: Day) -> [Position] {
        var filter = TemporalFilter(asOf: asOf)
        return DecodedEvent.countingOrder(of: events).entries.reversed().map(\.element)
            .filter { filter.counts($0.header) }.map(\.position)
    }

    /// Whether the event is one that voids another.
    package static func isVoid(_ header: EventHeader) -> Bool { voids.contains(header.type) }

    private func isDue(_ header: EventHeader) -> Bool {
        if TemporalFilter.fromTheBeginning.contains(header.type) { return true }
        if let latest = header.occurredOn.latest {
            return latest <= asOf || isCreationOfWhatCounts(header)
        }
        return counting.contains(header.stream) || header.recordedAt.day <= asOf
    }

    private func isCreationOfWhatCounts(_ header: EventHeader) -> Bool {
        TemporalFilter.creations.contains(header.type) && counting.contains(header.stream)
    }

    private static let always: Set<EventType> = [Person.Erased.type]

    private static let creations = Set(Catalogue.kinds.compactMap { $0.vocabulary.first?.type })

    private static let voids = Set(
        Catalogue.kinds.flatMap { Catalogue.events(of: $0) }.filter { $0 is any VoidingEvent.Type }
            .map { $0.type })

    private static let fromTheBeginning = Set(
        Catalogue.kinds.filter { $0.countsFromTheBeginning }.compactMap { $0.vocabulary.first?.type })
}
