import SutureCodec
import SutureDomain
import SutureJSON
import SutureLog
import SutureReadModels
import SutureSystem

/// One page of an audit: goes along the log and counts who recorded what. The read models know no actors, the log does.
struct AuditScan {
    /// How many events are looked at for one page, whether they are wanted or not.
    static let scannedEventCountMax: Int64 = 50_000
    /// No page holds more metadata than this, unless a single event does: its entries repeat much of it.
    static let metadataByteCountMax = 4 * 1024 * 1024
    /// No page has more counts.
    static let groupCountMax = 10_000

    struct Count: Encodable, Sendable {
        let actor: String
        let onBehalfOf: String?
        let kind: String
        let type: String
        var count: Int64 = 0
        var late: Int64 = 0
        let first: String
        var last: String
    }

    private struct Group: Hashable {
        let actor: EventMetadata.Actor
        let type: String
    }

    let question: AuditQuestion
    let clock: Clock
    let entryCountMax: Int
    /// The events that count; `nil`: all of them.
    let counting: PositionSet?
    private(set) var entries: [AuditedEvent] = []
    private var groups: [Group: Count] = [:]
    private var metadataByteCount = 0

    init(_ question: AuditQuestion, clock: Clock, entryCountMax: Int, counting: PositionSet?) {
        self.question = question
        self.clock = clock
        self.entryCountMax = entryCountMax
        self.counting = counting
    }

    var counts: [Count] {
        groups.values.sorted {
            ($0.actor, $0.onBehalfOf ?? "", $0.type) < ($1.actor, $1.onBehalfOf ?? "", $1.type)
        }
    }

    /// Looks at the events from one position to another, or as many of them as a page takes.
    /// - Returns: where the next page begins; `nil` where there is none.
    mutating func run(from first: Position, through last: Position, in log: LogReader) throws -> Position? {
        guard first <= last else { return nil }
        var after = Position(first.number - 1)
        let end = min(last, Position(after.number.addingClamped(AuditScan.scannedEventCountMax)))
        while after < end, !isFull {
            var stop: (failure: LogFailure, stream: StreamName)?
            let through = try log.scan(
                after: after, limit: Int(end.number - after.number), where: question.filter,
                isServed: true
            ) { row throws(LogFailure) in
                guard row.position <= end.number else { return false }
                do throws(LogFailure) {
                    try look(at: row)
                } catch {
                    guard error.kind == .undecodable else { throw error }
                    stop = (error, StreamName(recorded: String(decoding: row.stream, as: UTF8.self)))
                    return false
                }
                return !isFull
            }
            if let stop, try log.void(ofUndecodable: through, of: stop.stream) == nil { throw stop.failure }
            guard through > after else { return nil }
            // The one behind the end, at which the scan stopped, was not looked at.
            after = min(through, end)
        }
        return after < last ? after.next : nil
    }

    private var isFull: Bool {
        entries.count >= entryCountMax || metadataByteCount >= AuditScan.metadataByteCountMax
            || groups.count >= AuditScan.groupCountMax
    }

    private mutating func look(at row: EventRow) throws(LogFailure) {
        if let counting, !counting.contains(Position(row.position)) { return }
        let metadata = try EventCodec.metadata(Array(row.metadata))
        guard question.admits(metadata.actor) else { return }
        let event = try AuditedEvent(row, metadata, lateDays: question.lateDays, clock: clock)
        let group = Group(actor: metadata.actor, type: event.type)
        var count =
            groups[group]
            ?? Count(
                actor: event.actor, onBehalfOf: event.onBehalfOf,
                kind: String(event.type.prefix { $0 != "." }), type: event.type, first: event.recordedAt,
                last: event.recordedAt)
        count.count += 1
        if event.marks.contains(.late) { count.late += 1 }
        count.last = event.recordedAt
        groups[group] = count
        guard question.listsAll || !event.marks.isEmpty else { return }
        entries.append(event)
        metadataByteCount += row.metadata.count
    }
}
