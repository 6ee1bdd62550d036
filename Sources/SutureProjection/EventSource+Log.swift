import SutureCodec
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
        var stop: (failure: any Error, undecodable: RecordedEvent?)?
        _ = try log.scan(after: page.end, limit: EventSource.pageEventCountMax) { row in
            do {
                return try page.look(at: Position(row.position), hash: EventHash(row.hash)) {
                    try DecodedEvent(row)
                }
            } catch let failure as ViewFailure where failure.undecodable != nil {
                stop = (failure, RecordedEvent(row))
                return false
            } catch {
                stop = (error, nil)
                return false
            }
        }
        // What comes before an event that cannot be read is a page of its own.
        guard let stop, page.end == start else { return }
        guard let event = stop.undecodable, try isVoided(event, in: log) else { throw stop.failure }
        _ = try page.look(at: event.position, hash: EventHash(event.hash)) {
            DecodedEvent(passingOver: event)
        }
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
        return try pages.reversed().joined().map { event in
            do {
                return try DecodedEvent(whole: event)
            } catch let failure as ViewFailure where failure.undecodable != nil {
                guard try isVoided(event, in: log) else { throw failure }
                return DecodedEvent(passingOver: event)
            }
        }
    }

    private static func isVoided(_ event: RecordedEvent, in log: LogReader) throws -> Bool {
        try log.void(ofUndecodable: event.position, of: event.stream) != nil
    }
}

extension DecodedEvent {
    fileprivate convenience init(_ row: EventRow) throws {
        let metadata = Array(row.metadata)
        guard let date = PartialDate(utf8: row.occurredOn), EventCodec.areAsWritten(metadata) else {
            try self.init(whole: RecordedEvent(row))
            return
        }
        try self.init(
            position: Position(row.position),
            stream: StreamName(recorded: String(decoding: row.stream, as: UTF8.self)),
            version: StreamVersion(row.version),
            type: EventType(String(decoding: row.type, as: UTF8.self)), schema: Int(row.schema),
            occurredOn: date, recordedAt: Instant(microseconds: row.recordedAt), data: Array(row.data),
            metadata: metadata, hash: EventHash(row.hash))
    }

    /// Reads all of it, also what the read models do not use: an event is decoded as a whole or not at all.
    fileprivate convenience init(whole recorded: RecordedEvent) throws {
        try self.init(decoding: recorded)
        guard let flaw = EventCodec.flaw(besideDataOf: recorded) else { return }
        throw ViewFailure(
            undecodable: recorded.type, at: recorded.position, of: recorded.stream, cause: flaw)
    }
}
