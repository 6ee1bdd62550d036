package import SutureDomain

/// How scratch views see the log: page by page, whichever log it is.
package struct LogPages {
    package let source: EventSource
    /// The last event that was recorded no later than the instant; zero if there is none.
    package let positionKnownAt: (Instant) throws -> Position
    /// Headers before the position, the last one first; none at the start of the log.
    package let headersBefore: (Position) throws -> [EventHeader]

    /// The last event of the commit that a position is in, which is the position itself unless others follow from it.
    package let commitEnd: (Position) throws -> Position

    package init(
        source: EventSource, positionKnownAt: @escaping (Instant) throws -> Position,
        headersBefore: @escaping (Position) throws -> [EventHeader],
        commitEnd: @escaping (Position) throws -> Position = { $0 }
    ) {
        self.source = source
        self.positionKnownAt = positionKnownAt
        self.headersBefore = headersBefore
        self.commitEnd = commitEnd
    }

    /// The events up to the position that count as of the day.
    func positions(countingAsOf asOf: Day, upTo last: Position) throws -> PositionSet {
        var filter = TemporalFilter(asOf: asOf)
        var positions = PositionSet()
        /// Where each stream ends, and which of them have voids.
        var ends: [StreamName: Position] = [:]
        var voidedStreams: Set<StreamName> = []
        var before = last.next
        while true {
            let headers = try headersBefore(before)
            guard let first = headers.last else { break }
            for header in headers {
                if ends[header.stream] == nil { ends[header.stream] = header.position }
                if TemporalFilter.isVoid(header) { voidedStreams.insert(header.stream) }
                if filter.counts(header) { positions.insert(header.position) }
            }
            before = first.position
        }
        for stream in voidedStreams {
            let events = try source.stream(stream, ends[stream] ?? last)
            for event in events { positions.remove(event.position) }
            for position in TemporalFilter.counting(events, asOf: asOf) { positions.insert(position) }
        }
        return positions
    }
}
