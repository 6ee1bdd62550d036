package import SutureDomain

/// How scratch views see the log: page by page, whichever log it is.
package struct LogPages {
    package let source: EventSource
    /// The last event that was recorded no later than the instant; zero if there is none.
    package let positionKnownAt: (Instant) throws -> Position
    /// Headers before the position, the last one first; none at the start of the log.
    package let headersBefore: (Position) throws -> [EventHeader]

    /// On which day of the configured time zone a moment was.
    package let day: @Sendable (Instant) -> Day

    /// The last event of the commit that a position is in: itself, unless others follow from it.
    package let commitEnd: (Position) throws -> Position

    package init(
        source: EventSource, positionKnownAt: @escaping (Instant) throws -> Position,
        headersBefore: @escaping (Position) throws -> [EventHeader],
        day: @escaping @Sendable (Instant) -> Day,
        commitEnd: @escaping (Position) throws -> Position = { $0 }
    ) {
        self.source = source
        self.positionKnownAt = positionKnownAt
        self.headersBefore = headersBefore
        self.day = day
        self.commitEnd = commitEnd
    }

    /// Which events up to the position count as of the day.
    /// - Parameter showsVoided: whether voided events are judged as if they counted.
    package func filter(
        _ asOf: Day, openDates: OpenDates = [], upTo last: Position, showsVoided: Bool = false
    ) throws -> TemporalFilter {
        var filter = TemporalFilter(CountingRule(asOf: asOf, openDates: openDates, day: day))
        var before = last.next
        while true {
            let headers = try headersBefore(before)
            guard let first = headers.last else { break }
            for header in headers { filter.note(header) }
            before = first.position
        }
        for (stream, end) in filter.undecided(showsVoided: showsVoided) {
            filter.decide(try source.stream(stream, end), showsVoided: showsVoided)
        }
        return filter
    }
}
