import SutureCodec
import SutureDomain
import SutureInterface
import SutureJSON
import SutureLog
import SutureReadModels
import SutureReports
import SutureSystem

extension ReportsMethods {
    /// Goes along the log for a report of it, a page at a time: no query of the present waits for it.
    func page<Asked: LogReport>(
        of report: Asked.Type, _ question: ReportQuestion, at moment: Moment
    ) async throws -> [UInt8] {
        let (page, told, head) = try await views.pastPool.read { [clock] log in
            let head = try log.head(at: moment)
            // Voided events are shown beside those that count.
            let counting = try moment.asOf.map {
                try LogPages(log, day: clock.day).filter($0, upTo: head.position, showsVoided: true).positions
            }
            let stretch = try Stretch(question, head: head.position, in: log)
            let limit = question.integer("limit") ?? LogReports.entryCountDefault
            var page = Asked.Page(question, entryCountMax: Int(limit), day: clock.day)
            var told = ReportTold(question)
            if let next = try stretch.read(log, counting, into: &page) {
                told.tell(ReportHead.next.name, .integer(next.number))
            }
            let heading = ReportHead(
                asOf: moment.asOf, position: head.position, hash: head.hash.hexadecimal,
                countingRule: CountingRule.version)
            return (page, told, heading)
        }
        let labels = await labels(of: page.records)
        return try await views.pastPool.read { [unseal = views.unseal] log in
            var told = told
            try page.tell(&told, from: LogStories(log: log, unseal: unseal), labels: labels)
            return told.answer(of: report, head).bytes
        }
    }

    /// What records are called; nothing where the read models cannot be read.
    private func labels(of records: Set<String>) async -> [String: String] {
        if records.isEmpty { return [:] }
        await consistency.waitIfPossible()
        let labels = try? await views.pool.read { readers in
            try readers.views().ask { source in
                let sql = "SELECT \(source.label(ofRecord: "?1"))"
                return try records.reduce(into: [:]) { labels, record in
                    labels[record] =
                        try source.rows(sql, [.string(record)]) { $0.optionalText(at: 0) }.first ?? nil
                }
            }
        }
        return labels ?? [:]
    }
}

/// The events that a page is made of.
private struct Stretch {
    let first: Position
    let last: Position
    let filter: EventFilter
    let actor: String?

    /// Times never decrease along the log, so a period is a range of positions.
    init(_ question: ReportQuestion, head: Position, in log: LogReader) throws {
        actor = question.text("actor")
        var first = Position(max(1, question.integer("start") ?? 1))
        if let since = question.instant("since") {
            first = max(first, try log.position(knownAt: since.adding(microseconds: -1)).next)
        }
        var last = head
        if let until = question.instant("until") { last = min(last, try log.position(knownAt: until)) }
        self.first = first
        self.last = last
        let ofKind = question.text("kind").flatMap { Catalogue.kind(named: $0) }.map { kind in
            Set(Catalogue.events(of: kind).map { $0.type })
        }
        let ofType = question.text("type").map { Set([EventType($0)]) }
        filter = EventFilter(types: ofKind.map { $0.intersection(ofType ?? $0) } ?? ofType)
    }

    /// - Returns: where the next page begins; `nil` where there is none.
    func read(
        _ log: LogReader, _ counting: PositionSet?, into page: inout some LogReportPage
    ) throws -> Position? {
        guard first <= last else { return nil }
        var after = Position(first.number - 1)
        let end = min(last, Position(after.number.addingClamped(LogReports.scannedEventCountMax)))
        while after < end, !page.isFull {
            var stop: (failure: LogFailure, stream: StreamName)?
            let through = try log.scan(
                after: after, limit: Int(end.number - after.number), where: filter, isServed: true
            ) { row throws(LogFailure) in
                guard row.position <= end.number else { return false }
                do throws(LogFailure) {
                    if counting?.contains(Position(row.position)) ?? true {
                        try page.look(atRow: row, of: actor)
                    }
                } catch {
                    guard error.kind == .undecodable else { throw error }
                    stop = (error, StreamName(recorded: String(decoding: row.stream, as: UTF8.self)))
                    return false
                }
                return !page.isFull
            }
            if let stop, try log.void(ofUndecodable: through, of: stop.stream) == nil { throw stop.failure }
            guard through > after else { return nil }
            // The one behind the end, at which the scan stopped, was not looked at.
            after = min(through, end)
        }
        return after < last ? after.next : nil
    }
}

extension LogReportPage {
    /// - Parameter actor: whose events are looked at; `nil`: everybody's.
    fileprivate mutating func look(atRow row: EventRow, of actor: String?) throws(LogFailure) {
        let metadata = try EventCodec.metadata(Array(row.metadata))
        if let actor, !metadata.actor.isCalled(actor) { return }
        look(at: RowEvent(row: row, metadata: metadata, occurredOn: try row.date()))
    }
}

private struct RowEvent: LoggedEvent {
    let row: EventRow
    let metadata: EventMetadata
    let occurredOn: PartialDate

    var position: Int64 { row.position }
    var stream: String { String(decoding: row.stream, as: UTF8.self) }
    var version: Int64 { row.version }
    var type: String { String(decoding: row.type, as: UTF8.self) }
    var recordedAt: Instant { Instant(microseconds: row.recordedAt) }
    var metadataByteCount: Int { row.metadata.count }
    var dataByteCount: Int { row.data.count }
    var data: JSONView? { try? JSONDocument(parsing: Array(row.data)).root }
}

/// The stories of records, as a history tells them.
private struct LogStories: LogOfReport {
    private static let pageEventCount = 1_000

    let log: LogReader
    let unseal: Unseal

    func story(of record: String, through position: Int64) throws -> [JSONView] {
        let stream = StreamName(recorded: record)
        var pages: [[RecordedEvent]] = []
        var end = Position(position)
        while end > .zero {
            let page = try log.stream(stream, endingAt: end, limit: LogStories.pageEventCount, isServed: true)
            pages.append(page)
            end = page.first?.previous ?? .zero
        }
        let events = pages.reversed().flatMap { $0 }
        let voids = LogStories.voids(among: events)
        return try events.map { event in
            let data = try UnsealedData.bytes(event.data, of: event.stream, unseal: unseal)
            let shown = try event.json(showing: data, voidedBy: voids[event.position.number])
            return try JSONDocument(parsing: shown).root
        }
    }

    /// Which event voided which.
    private static func voids(among events: [RecordedEvent]) -> [Int64: Position] {
        events.filter { Catalogue.event($0.type)?.isVoid ?? false }.reduce(into: [:]) { voids, event in
            let data = try? JSONDocument(parsing: event.data).root
            if let position = data?["position"]?.int64 { voids[position] = event.position }
        }
    }
}

extension LogReader {
    /// Of the last event that was known then; a position is taken at its word.
    func position(of knownAt: Moment.KnownAt) throws -> Position {
        switch knownAt {
        case .position(let position): position
        case .instant(let instant): try self.position(knownAt: instant)
        }
    }

    /// The last event that was known at that moment.
    fileprivate func head(at moment: Moment) throws -> LogHead {
        let head = try self.head()
        let position = try moment.knownAt.map { try self.position(of: $0) } ?? head.position
        if position >= head.position { return head }
        return try event(at: position).map { LogHead($0) } ?? LogHead(empty: identity)
    }
}
