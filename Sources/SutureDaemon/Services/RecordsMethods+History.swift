import SutureDomain
import SutureInterface
import SutureJSON
import SutureLog
import SutureProjection
import SutureReadModels
import Varlink

/// `org.suture.Records.History`: every event of a record, with personal data readable.
extension RecordsMethods {
    /// The most events of one page; fewer where they are large.
    private static let historyEventCountMax = Int64(WireLimits.pageRowCountMax)
    private static let historyEventCountDefault: Int64 = 100

    private struct HistoryParameters: Decodable {
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
        let parameters = try QueryParameters.decode(MomentQuery<HistoryParameters>.self, from: call)
        let stream = try QueryParameters.stream(parameters.record, parameter: "record")
        let moment = parameters.moment
        let limit = parameters.limit ?? RecordsMethods.historyEventCountDefault
        try QueryParameters.require((1...RecordsMethods.historyEventCountMax).contains(limit), "limit")
        try QueryParameters.require(parameters.before ?? 1 >= 1, "before")
        try await consistency.wait(atLeast: parameters.atLeast)
        let page = try await views.pool.read { readers -> Events? in
            guard let head = try readers.views().head(of: stream) else { return nil }
            let page = try self.page(
                of: stream, head: head, before: parameters.before, limit: Int(limit),
                counting: counting(moment, stream: stream, head: head, in: readers.log),
                voids: voids(of: stream, at: moment, readers), in: readers.log)
            return page.events.isEmpty && parameters.before == nil ? nil : page
        }
        guard let page else { throw QueryError.notFound(stream).answer(at: moment) }
        return try JSONEncoding().encode(page)
    }

    /// What was voided by which event, as far as was known at the moment.
    private func voids(
        of stream: StreamName, at moment: Moment, _ readers: ViewsAtMoment.Readers
    ) throws -> [Position: Position] {
        let voids = try readers.views().voids(of: stream)
        guard !voids.isEmpty, let knownAt = moment.knownAt else { return voids }
        let last = try readers.log.position(of: knownAt)
        return voids.filter { $0.value <= last }
    }

    /// Which of the stream's events are shown for that moment, voided ones too; `nil` if all are.
    private func counting(
        _ moment: Moment, stream: StreamName, head: StreamHead, in log: LogReader
    ) throws -> Set<Position>? {
        guard !moment.isPresent else { return nil }
        let knownAt = try moment.knownAt.map { try log.position(of: $0) } ?? head.position
        var filter = moment.asOf.map { TemporalFilter(CountingRule(asOf: $0, day: views.day)) }
        var known: Set<Position> = []
        var end = head.position
        while end > .zero {
            let page = try log.stream(stream, endingAt: end, limit: Int(RecordsMethods.historyEventCountMax))
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

    private func page(
        of stream: StreamName, head: StreamHead, before: Int64?, limit: Int, counting: Set<Position>?,
        voids: [Position: Position], in log: LogReader
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
                    showing: UnsealedData.bytes(event.data, of: event.stream, unseal: views.unseal),
                    voidedBy: voids[event.position]))
        }
        return Events(events: events, previous: hasMore ? shown.last?.position.number : nil)
    }
}
