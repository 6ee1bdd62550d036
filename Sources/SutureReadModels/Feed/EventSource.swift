package import SutureDomain

/// A log as the read models see it: which one, and its events page by page. (They know nothing of files.)
package struct EventSource: Sendable {
    package let logID: String
    /// The log's hash before its first event.
    package let startHash: [UInt8]
    /// Events after the position, in the log's order; none at its head. Called from any thread, one call at a time.
    package let eventsAfter: @Sendable (Position) throws -> [RecordedEvent]

    package init(
        logID: String, startHash: [UInt8],
        eventsAfter: @escaping @Sendable (Position) throws -> [RecordedEvent]
    ) {
        self.logID = logID
        self.startHash = startHash
        self.eventsAfter = eventsAfter
    }

    /// Hands over the events behind the first position up to the last, decoded, page by page. Pages are read and decoded
    /// on a thread of their own while those before them are worked on.
    /// - Parameter counting: the events that are wanted; `nil`: all.
    package func forEachPage(
        after start: Position, upTo last: Position, counting: PositionSet? = nil,
        _ body: (DecodedPage) throws -> Void
    ) throws {
        let pages = PagesAhead()
        defer { pages.stop() }
        pages.produce { [eventsAfter] hand in
            var position = start
            while position < last {
                let page = try DecodedPage(
                    eventsAfter(position), after: position, upTo: last, counting: counting)
                position = page.end
                guard hand(page) else { return }
            }
        }
        while let page = try pages.next() { try body(page) }
    }
}

/// Some events that follow one another in the log.
package struct DecodedPage: Sendable {
    /// Those that are wanted.
    package let events: [DecodedEvent]
    /// Of the page's last event, wanted or not.
    package let end: Position
    /// The log's hash there.
    package let endHash: [UInt8]

    /// Throws a ``ViewFailure`` where the log has a gap, or an event cannot be read.
    init(
        _ recorded: [RecordedEvent], after start: Position, upTo last: Position, counting: PositionSet?
    ) throws {
        let recorded = recorded.prefix { $0.position <= last }
        try Projector.checkOrder(of: recorded.lazy.map(\.position), after: start)
        guard let end = recorded.last else { throw ViewFailure(missingAfter: start) }
        events = try recorded.filter { counting?.contains($0.position) ?? true }
            .map(DecodedEvent.init(decoding:))
        self.end = end.position
        endHash = end.hash
    }
}
