import SutureDomain
package import SutureLog
package import SutureReadModels

extension EventSource {
    /// How many events are read at once.
    private static let pageEventCountMax = 5_000

    /// A log, as the read models see it: page by page, decoded on the thread that reads it.
    package init(_ log: LogReader) {
        self.init(
            logID: log.identity.id, startHash: log.identity.hash,
            fill: { try EventSource.fill(&$0, from: log) },
            stream: { try EventSource.stream($0, endingAt: $1, of: log) })
    }

    private static func fill(_ page: inout DecodedPage, from log: LogReader) throws {
        let start = page.end
        var failure: (any Error)?
        _ = try log.scan(after: page.end, limit: EventSource.pageEventCountMax) { row in
            do {
                return try page.look(at: Position(row.position), hash: EventHash(row.hash)) {
                    try DecodedEvent(row)
                }
            } catch {
                failure = error
                return false
            }
        }
        // What comes before an event that cannot be read is a page of its own.
        if let failure, page.end == start { throw failure }
    }

    private static func stream(
        _ stream: StreamName, endingAt end: Position, of log: LogReader
    ) throws -> [DecodedEvent] {
        var pages: [[RecordedEvent]] = []
        var end = end
        while end > .zero {
            let page = try log.stream(stream, endingAt: end, limit: pageEventCountMax)
            pages.append(page)
            end = page.first?.previous ?? .zero
        }
        return try pages.reversed().joined().map { try DecodedEvent(decoding: $0) }
    }
}

extension DecodedEvent {
    fileprivate convenience init(_ row: EventRow) throws {
        try self.init(
            position: Position(row.position),
            stream: StreamName(recorded: String(decoding: row.stream, as: UTF8.self)),
            version: StreamVersion(row.version),
            type: EventType(String(decoding: row.type, as: UTF8.self)), schema: Int(row.schema),
            occurredOn: row.date(), recordedAt: Instant(microseconds: row.recordedAt), data: Array(row.data),
            metadata: Array(row.metadata),
            hash: EventHash(row.hash))
    }
}
