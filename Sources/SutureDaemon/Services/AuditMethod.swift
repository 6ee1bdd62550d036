import SutureDomain
import SutureJSON
import SutureLog
import SutureReadModels
import SutureVarlink

/// `org.suture.Reports.Audit`: who recorded what, a page of the log at a time.
struct AuditMethod: Sendable {
    /// The most entries of one page.
    static let pageEntryCountMax: Int64 = 10_000
    static let pageEntryCountDefault: Int64 = 1_000

    let access: Access
    let consistency: Consistency
    /// An audit goes along the log, as a view of the past does: no query of the present waits for it.
    let readers: ReaderPool<LogReader>
    let clock: Clock

    private struct Parameters: Decodable {
        var actor: String?
        var kind: String?
        var type: String?
        var since: String?
        var until: String?
        var lateDays: Int64?
        var list: String?
        var start: Int64?
        var limit: Int64?
    }

    private struct Page: Encodable {
        var asOf: String?
        var knownAt: Position
        var position: Position
        var hash: String
        var countingRule: Int64
        var counts: [AuditScan.Count]
        var entries: [AuditedEvent]
        var next: Position?
    }

    func audit(_ call: VarlinkCall) async throws -> [UInt8] {
        try access.require(.reader, of: call.peer)
        let parameters = try QueryParameters.decode(MomentQuery<Parameters>.self, from: call)
        let moment = parameters.moment
        let question = try AuditMethod.question(parameters)
        let since = try AuditMethod.instant(parameters.since, parameter: "since")
        let until = try AuditMethod.instant(parameters.until, parameter: "until")
        let limit = parameters.limit ?? AuditMethod.pageEntryCountDefault
        guard (1...AuditMethod.pageEntryCountMax).contains(limit) else {
            throw VarlinkError.invalidParameter("limit")
        }
        let start = parameters.start ?? 1
        guard start >= 0 else { throw VarlinkError.invalidParameter("start") }
        try consistency.require(atLeast: parameters.atLeast)
        let page = try await readers.read { [clock] log in
            let head = try log.head(at: moment)
            // Voided events are shown beside those that count.
            let counting = try moment.asOf.map {
                try LogPages(log, day: clock.day).filter($0, upTo: head.position, showsVoided: true).positions
            }
            // Times never decrease along the log, so a period is a range of positions.
            var first = Position(max(1, start))
            if let since { first = max(first, try log.position(knownAt: since.before).next) }
            var last = head.position
            if let until { last = min(last, try log.position(knownAt: until)) }
            var scan = AuditScan(
                question, clock: clock, entryCountMax: Int(limit), counting: counting)
            let next = try scan.run(from: first, through: last, in: log)
            return Page(
                asOf: moment.asOf?.description, knownAt: head.position, position: head.position,
                hash: head.hash.hexadecimal, countingRule: CountingRule.version, counts: scan.counts,
                entries: scan.entries, next: next)
        }
        return try JSONEncoding().encode(page)
    }

    private static func question(_ parameters: MomentQuery<Parameters>) throws -> AuditQuestion {
        var question = AuditQuestion()
        question.actor = parameters.actor
        if let name = parameters.kind {
            guard let kind = Catalogue.kind(named: name) else { throw VarlinkError.invalidParameter("kind") }
            question.types = Set(Catalogue.events(of: kind).map { $0.type })
        }
        if let name = parameters.type {
            let type = EventType(name)
            guard Catalogue.event(type) != nil else { throw VarlinkError.invalidParameter("type") }
            question.types = question.types?.intersection([type]) ?? [type]
        }
        if let days = parameters.lateDays {
            guard days >= 0 else { throw VarlinkError.invalidParameter("lateDays") }
            question.lateDays = days
        }
        switch parameters.list {
        case nil, "marked": break
        case "all": question.listsAll = true
        default: throw VarlinkError.invalidParameter("list")
        }
        return question
    }

    private static func instant(_ text: String?, parameter: String) throws -> Instant? {
        try text.map { text in
            guard let instant = Instant(text) else { throw VarlinkError.invalidParameter(parameter) }
            return instant
        }
    }
}

extension LogReader {
    /// The last event that was known at that moment.
    fileprivate func head(at moment: Moment) throws -> LogHead {
        let head = try self.head()
        let position: Position =
            switch moment.knownAt {
            case nil: head.position
            case .position(let position): min(position, head.position)
            case .instant(let instant): min(try self.position(knownAt: instant), head.position)
            }
        if position == head.position { return head }
        return try event(at: position).map { LogHead($0) } ?? LogHead(empty: identity)
    }
}

extension Instant {
    /// The last moment before this one.
    fileprivate var before: Instant { adding(microseconds: -1) }
}
