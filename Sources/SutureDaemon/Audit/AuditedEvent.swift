import SutureDomain
import SutureJSON
import SutureLog
import SutureSystem

/// An event as an auditor sees it.
struct AuditedEvent: Encodable, Sendable {
    enum Mark: String, Encodable, Sendable {
        case void, correction, unlock, erasure, late
    }

    let position: Int64
    let record: String
    let version: Int64
    let type: String
    let occurredOn: String
    let recordedAt: String
    let actor: String
    let role: String
    let onBehalfOf: String?
    let reason: String?
    let marks: [Mark]
    /// Of a void: the event that no longer counts.
    let voids: Int64?
    /// Of a correction: the event that stands in its place.
    let replacedBy: Int64?
    /// Days of the calendar from the last one on which it may have happened to that of its recording; `nil` where nobody
    /// knows.
    let delayDays: Int64?

    /// - Parameter clock: in whose time zone it was recorded on a day, as it was dated in that zone.
    init(
        _ row: EventRow, _ metadata: EventMetadata, lateDays: Int64, clock: Clock
    ) throws(LogFailure) {
        position = row.position
        record = String(decoding: row.stream, as: UTF8.self)
        version = row.version
        let type = String(decoding: row.type, as: UTF8.self)
        self.type = type
        let date = try row.date()
        occurredOn = date.text
        let recordedAt = Instant(microseconds: row.recordedAt)
        self.recordedAt = recordedAt.description
        actor = metadata.actor.name
        role = metadata.actor.role.rawValue
        onBehalfOf = metadata.actor.onBehalfOf
        reason = metadata.reason?.cut(toByteCount: ReplyLimits.textByteCountMax)
        let delay = date.latest.map { Int64(clock.day(of: recordedAt).number - $0.number) }
        delayDays = delay.flatMap { $0 < 0 ? nil : $0 }
        let data =
            type.hasSuffix(AuditedEvent.voided) ? try? JSONDocument(parsing: Array(row.data)).root : nil
        voids = data?["position"]?.int64
        replacedBy = data?["replacedBy"]?.int64
        let kindOfMark: Mark? =
            switch String(type.drop { $0 != "." }) {
            case AuditedEvent.voided: replacedBy == nil ? .void : .correction
            case ".unlocked": .unlock
            case ".erased": .erasure
            default: nil
            }
        marks = [kindOfMark, delay.map { $0 > lateDays } == true ? .late : nil].compactMap { $0 }
    }

    /// What every kind's void is called behind the kind.
    private static let voided = ".voided"
}

extension EventMetadata.Actor {
    /// As people know the account.
    var name: String { user ?? "uid \(uid)" }
}
