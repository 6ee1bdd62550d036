import SutureDomain
import SutureInterface
import SutureJSON
import SutureLog
import SutureReadModels
import SutureSystem
import Varlink

/// `org.suture.Log`: reading and following the log as it is stored.
struct LogMethods: Sendable {
    static let pageEventCountDefault: Int64 = 1_000
    /// The most events that are sent to a follower in one write.
    private static let followPageEventCountMax = 1_000
    /// A write to a follower gets no further event beyond this.
    private static let followPageByteCountMax = 512 * 1024
    /// How often a follower who is up to date hears from us.
    private static let idleInterval = Duration.seconds(20)

    let access: Access
    let readers: ReaderPool<ViewsAtMoment.Readers>
    let committed: Progress
    let consistency: Consistency

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

    func read(_ call: VarlinkCall) async throws -> [UInt8] {
        try access.caller(call.peer).require(.reader)
        let parameters = try QueryParameters.decode(ReadParameters.self, from: call)
        let limit = parameters.limit ?? LogMethods.pageEventCountDefault
        try QueryParameters.require((1...Int64(WireLimits.pageEventCountMax)).contains(limit), "limit")
        let start = try self.start(parameters.start)
        let filter = try self.filter(stream: parameters.stream, types: parameters.types)
        await consistency.waitIfPossible()
        return try await readers.read { reader in
            var reply = Array(#"{"events":["#.utf8)
            let isFirst = reply.count
            var voids = VoidLookup(try? reader.views())
            let through = try reader.log.scan(after: start, limit: Int(limit), where: filter, isServed: true)
            {
                row throws(LogFailure) in
                if reply.count > isFirst { reply.append(UInt8(ascii: ",")) }
                row.write(into: &reply, voidedBy: voids.voidedBy(row.position))
                return true
            }
            reply.append(contentsOf: #"],"next":\#(through.next)}"#.utf8)
            return reply
        }
    }

    /// Pages are read at the subscriber's pace, one ahead: nothing is buffered for a slow one, or dropped.
    func follow(_ call: VarlinkCall, stream: VarlinkStream) async throws {
        try access.caller(call.peer).require(.reader)
        let parameters = try QueryParameters.decode(FollowParameters.self, from: call)
        let filter = try self.filter(stream: parameters.stream, types: parameters.types)
        var page = try await self.page(after: start(parameters.start), where: filter)
        var isNews = true
        var lastHeard = ContinuousClock.now
        while !Task.isCancelled {
            isNews = isNews || !page.replies.isEmpty
            guard committed.position <= page.through else {
                let through = page.through
                async let next = self.page(after: through, where: filter)
                if !page.replies.isEmpty { try await stream.send(page.replies) }
                page = try await next
                continue
            }
            if !page.replies.isEmpty { try await stream.send(page.replies) }
            // Events that the filter leaves out are no news: the follower hears of them now and then.
            if isNews || ContinuousClock.now - lastHeard >= LogMethods.idleInterval {
                try await stream.send(LogMethods.caughtUp, continues: true)
                isNews = false
                lastHeard = .now
            }
            _ = await committed.reaches(
                page.through.next, within: LogMethods.idleInterval - (ContinuousClock.now - lastHeard))
            page = try await self.page(after: page.through, where: filter)
        }
    }

    private static let caughtUp = Array(#"{"caughtUp":true}"#.utf8)

    /// Replies for a follower, and how far the log was looked at for them.
    private func page(
        after position: Position, where filter: EventFilter
    ) async throws -> (replies: ReplyPage, through: Position) {
        try await readers.read { reader in
            var replies = ReplyPage(byteCapacity: LogMethods.followPageByteCountMax)
            var voids = VoidLookup(try? reader.views())
            let through = try reader.log.scan(
                after: position, limit: LogMethods.followPageEventCountMax, where: filter, isServed: true
            ) { row throws(LogFailure) in
                try replies.append { json throws(LogFailure) in
                    json.append(contentsOf: #"{"event":"#.utf8)
                    row.write(into: &json, voidedBy: voids.voidedBy(row.position))
                    json.append(UInt8(ascii: "}"))
                }
                return replies.byteCount < LogMethods.followPageByteCountMax
            }
            return (replies, through)
        }
    }

    /// The position before the first that is wanted.
    private func start(_ number: Int64) throws -> Position {
        try QueryParameters.require(number >= 0, "start")
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
