import SutureDomain
import SutureInterface
import SutureJSON
import SutureLog
import SutureProjection
import SutureReadModels
import SutureVarlink

/// `org.suture.Records.History`: every event of a record, with personal data readable.
struct HistoryMethod: Sendable {
    /// The most events of one page; fewer where they are large.
    private static let pageEventCountMax = Int64(WireLimits.pageRowCountMax)
    static let pageEventCountDefault: Int64 = 100

    let access: Access
    let consistency: Consistency
    let views: ViewsAtMoment

    private struct Parameters: Decodable {
        var record: String
        var before: Int64?
        var limit: Int64?
    }

    private struct Events: Encodable {
        var events: [RawJSON]
        var previous: Int64?
    }

    func history(_ call: VarlinkCall) async throws -> [UInt8] {
        try access.caller(call.peer).require(.reader)
        let parameters = try QueryParameters.decode(MomentQuery<Parameters>.self, from: call)
        let stream = try QueryParameters.stream(parameters.record, parameter: "record")
        let moment = parameters.moment
        let limit = parameters.limit ?? HistoryMethod.pageEventCountDefault
        try QueryParameters.require((1...HistoryMethod.pageEventCountMax).contains(limit), "limit")
        try QueryParameters.require(parameters.before ?? 1 >= 1, "before")
        try await consistency.wait(atLeast: parameters.atLeast)
        let (unseal, day) = (views.unseal, views.day)
        let page = try await views.pool.read { readers -> Events? in
            guard let head = try readers.views().head(of: stream) else { return nil }
            let counting = try HistoryMethod.counting(
                moment, stream: stream, head: head, in: readers.log, day: day)
            let voids = try HistoryMethod.voids(of: stream, at: moment, readers)
            let page = try HistoryMethod.page(
                of: stream, head: head, before: parameters.before, limit: Int(limit), counting: counting,
                voids: voids, in: readers.log, unseal: unseal)
            return page.events.isEmpty && parameters.before == nil ? nil : page
        }
        guard let page else {
            throw QueryError.notFound(stream).answer(at: moment)
        }
        return try JSONEncoding().encode(page)
    }

    /// What was voided by which event, as far as was known at the moment.
    private static func voids(
        of stream: StreamName, at moment: Moment, _ readers: ViewsAtMoment.Readers
    ) throws -> [Position: Position] {
        let voids = try readers.views().voids(of: stream)
        guard !voids.isEmpty, let knownAt = moment.knownAt else { return voids }
        let last = try readers.log.position(of: knownAt)
        return voids.filter { $0.value <= last }
    }

    /// Which of the stream's events are shown for that moment, voided ones too; `nil` if all are.
    private static func counting(
        _ moment: Moment, stream: StreamName, head: StreamHead, in log: LogReader,
        day: @escaping @Sendable (Instant) -> Day
    ) throws -> Set<Position>? {
        guard !moment.isPresent else { return nil }
        let knownAt = try moment.knownAt.map { try log.position(of: $0) } ?? head.position
        var filter = moment.asOf.map { TemporalFilter(CountingRule(asOf: $0, day: day)) }
        var known: Set<Position> = []
        var end = head.position
        while end > .zero {
            let page = try log.stream(stream, endingAt: end, limit: Int(pageEventCountMax))
            for event in page.reversed() where event.position <= knownAt {
                filter?.note(EventHeader(event))
                known.insert(event.position)
            }
            end = page.first?.previous ?? .zero
        }
        guard var filter else { return known }
        for (stream, end) in filter.undecided(showsVoided: true) {
            filter.decide(try EventSource(log).stream(stream, end), showsVoided: true)
        }
        return known.filter(filter.positions.contains)
    }

    private static func page(
        of stream: StreamName, head: StreamHead, before: Int64?, limit: Int, counting: Set<Position>?,
        voids: [Position: Position], in log: LogReader, unseal: Unseal
    ) throws -> Events {
        // The last one first.
        var shown: [RecordedEvent] = []
        var byteCount = 0
        var hasMore = false
        var end = head.position
        if let before, let event = try log.event(at: Position(before)), event.stream == stream {
            end = event.previous
        }
        while end > .zero, !hasMore {
            let events = try log.stream(stream, endingAt: end, limit: limit + 1, isServed: true)
            for event in events.reversed() where !hasMore {
                if let before, event.position.number >= before { continue }
                guard counting?.contains(event.position) ?? true else { continue }
                hasMore = shown.count == limit || byteCount >= ReplyLimits.pageByteCountMax
                if hasMore { continue }
                shown.append(event)
                byteCount += min(event.data.count + event.metadata.count, ReplyLimits.rowByteCountMax)
            }
            end = events.first?.previous ?? .zero
        }
        let events = try shown.reversed().map { event in
            RawJSON(
                try event.json(
                    showing: UnsealedData.bytes(of: event, unseal: unseal), voidedBy: voids[event.position])
            )
        }
        return Events(events: events, previous: hasMore ? shown.last?.position.number : nil)
    }
}
