package import SutureDomain

/// A log as the read models see it: which one, and its events page by page. (They know nothing of files.)
package struct EventSource: Sendable {
    package let logID: String
    /// The log's hash before its first event.
    package let startHash: [UInt8]
    /// Shows the page the events behind its ``DecodedPage/end``, in the log's order, until there is none, or
    /// the page wants no more, or has enough. Called from any thread, one call at a time.
    package let fill: @Sendable (inout DecodedPage) throws -> Void
    /// All events of one stream up to the one at that position, in the log's order. Called from any thread.
    package let stream: @Sendable (StreamName, _ end: Position) throws -> [DecodedEvent]

    package init(
        logID: String, startHash: [UInt8], fill: @escaping @Sendable (inout DecodedPage) throws -> Void,
        stream: @escaping @Sendable (StreamName, _ end: Position) throws -> [DecodedEvent]
    ) {
        self.logID = logID
        self.startHash = startHash
        self.fill = fill
        self.stream = stream
    }

    /// Hands over the events behind the first position up to the last, decoded, page by page. Pages are read
    /// and decoded on a thread of their own while those before them are worked on.
    ///
    /// Throws what reading throws, and a ``ViewFailure`` if the log ends before.
    /// - Parameter counting: the events that are wanted; `nil`: all.
    package func forEachPage(
        after start: Position, upTo last: Position, counting: PositionSet? = nil,
        _ body: (DecodedPage) throws -> Void
    ) throws {
        let pages = PagesAhead()
        defer { pages.stop() }
        pages.produce { [fill] hand in
            var position = start
            while position < last {
                var page = DecodedPage(after: position, upTo: last, counting: counting)
                try fill(&page)
                guard page.end > position else { throw ViewFailure(missingAfter: position) }
                position = page.end
                guard hand(page) else { return }
            }
        }
        while let page = try pages.next() { try body(page) }
    }
}
