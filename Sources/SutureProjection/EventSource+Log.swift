import SutureDomain
package import SutureLog
package import SutureReadModels

extension EventSource {
    /// How many events are read at once.
    private static let pageEventCountMax = 5_000

    /// A log, as the read models see it: page by page, decoded on the thread that reads it.
    package init(_ log: LogReader) {
        self.init(logID: log.identity.id, startHash: log.identity.hash) { page in
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
            if let failure { throw failure }
        }
    }
}

extension DecodedEvent {
    fileprivate convenience init(_ row: EventRow) throws {
        try self.init(
            position: Position(row.position),
            stream: StreamName(recorded: String(decoding: row.stream, as: UTF8.self)),
            version: StreamVersion(row.version),
            type: EventType(String(decoding: row.type, as: UTF8.self)), schema: Int(row.schema),
            occurredOn: row.date(), data: Array(row.data), metadata: Array(row.metadata),
            hash: EventHash(row.hash))
    }
}
