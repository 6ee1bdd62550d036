import SutureDomain
import SutureInterface
import SutureJSON
import SutureLog
import SutureVarlink

/// `org.suture.Log`: reading and following the log as it is stored.
struct LogMethods: Sendable {
    /// The most events of one page.
    static let pageEventCountMax: Int64 = 10_000
    static let pageEventCountDefault: Int64 = 1_000
    /// The most rows that one page looks at when a filter leaves most of them out.
    private static let followPageEventCountMax = 500
    /// How often a follower who is up to date hears from us.
    private static let idleInterval = Duration.seconds(20)

    let access: Access
    let readers: ReaderPool<LogReader>
    let committed: Progress

    private struct ReadParameters: Decodable {
        var start: Int64
        var limit: Int64?
        var stream: String?
        var types: [String]?
    }

    private struct FollowParameters: Decodable {
        var start: Int64
        var stream: String?
        var types: [String]?
    }

    private struct Page: Encodable {
        var events: [EventOnWire]
        var next: Int64
    }

    private struct Followed: Encodable {
        var event: EventOnWire?
        var caughtUp: Bool?
    }

    func read(_ call: VarlinkCall) async throws -> [UInt8] {
        try access.require(.reader, of: call.peer)
        let parameters = try QueryParameters.decode(ReadParameters.self, from: call)
        let limit = parameters.limit ?? LogMethods.pageEventCountDefault
        guard (1...LogMethods.pageEventCountMax).contains(limit) else {
            throw VarlinkError.invalidParameter("limit")
        }
        let start = try self.start(parameters.start)
        let filter = try self.filter(stream: parameters.stream, types: parameters.types)
        let page = try await readers.read { try $0.page(after: start, limit: Int(limit), where: filter) }
        return try JSONEncoding().encode(
            Page(events: page.events.map { EventOnWire($0) }, next: page.through.next.number))
    }

    /// Pages are read at the subscriber's pace, so nothing is buffered for a slow one and nothing dropped.
    func follow(_ call: VarlinkCall, stream: VarlinkStream) async throws {
        try access.require(.reader, of: call.peer)
        let parameters = try QueryParameters.decode(FollowParameters.self, from: call)
        var position = try start(parameters.start)
        let filter = try self.filter(stream: parameters.stream, types: parameters.types)
        let caughtUp = try JSONEncoding().encode(Followed(caughtUp: true))
        var isNews = true
        var lastHeard = ContinuousClock.now
        while !Task.isCancelled {
            let after = position
            let (replies, through) = try await readers.read { reader in
                let page = try reader.page(
                    after: after, limit: LogMethods.followPageEventCountMax, where: filter)
                let encoding = JSONEncoding()
                let replies = try page.events.map { try encoding.encode(Followed(event: EventOnWire($0))) }
                return (replies, page.through)
            }
            if !replies.isEmpty {
                try await stream.send(contentsOf: replies)
                isNews = true
            }
            position = max(position, through)
            guard committed.position <= position else { continue }
            // Events that the filter leaves out are no news: the follower hears of them every 20 seconds at most.
            if isNews || ContinuousClock.now - lastHeard >= LogMethods.idleInterval {
                try await stream.send(caughtUp, continues: true)
                isNews = false
                lastHeard = .now
            }
            _ = await committed.reaches(
                position.next, within: LogMethods.idleInterval - (ContinuousClock.now - lastHeard))
        }
    }

    /// The position before the first that is wanted.
    private func start(_ number: Int64) throws -> Position {
        guard number >= 0 else { throw VarlinkError.invalidParameter("start") }
        return Position(max(0, number - 1))
    }

    private func filter(stream: String?, types: [String]?) throws -> EventFilter {
        let stream = try stream.map { try QueryParameters.stream($0, parameter: "stream") }
        for type in types ?? [] where Catalogue.event(EventType(type)) == nil {
            throw VarlinkError.invalidParameter("types")
        }
        return EventFilter(stream: stream, types: types.map { names in Set(names.map { EventType($0) }) })
    }
}
