package import SutureDomain

/// How scratch views see the log: page by page, whichever log it is.
package struct LogPages {
    package let source: EventSource
    /// The last event that was recorded no later than the instant; zero if there is none.
    package let positionKnownAt: (Instant) throws -> Position
    /// Headers before the position, the last one first; none at the start of the log.
    package let headersBefore: (Position) throws -> [EventHeader]

    package init(
        source: EventSource, positionKnownAt: @escaping (Instant) throws -> Position,
        headersBefore: @escaping (Position) throws -> [EventHeader]
    ) {
        self.source = source
        self.positionKnownAt = positionKnownAt
        self.headersBefore = headersBefore
    }

    /// The events up to the position that count as of the day.
    func positions(countingAsOf asOf: Day, upTo last: Position) throws -> PositionSet {
        var filter = TemporalFilter(asOf: asOf)
        var positions = PositionSet(upTo: last)
        var before = last.next
        while true {
            let headers = try headersBefore(before)
            guard let first = headers.last else { return positions }
            for header in headers where filter.counts(header) { positions.insert(header.position) }
            before = first.position
        }
    }
}
