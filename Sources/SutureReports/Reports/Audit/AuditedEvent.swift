import SutureDomain
import SutureJSON

/// An event as an auditor sees it.
struct AuditedEvent {
    enum Mark: String, CaseIterable {
        case void, correction, unlock, erasure, late
    }

    let told: JSONObject
    let marks: [Mark]

    static let type = ReportType(
        "Audited", "An event as an auditor sees it.",
        .has("position", .count), .has("record", .record, "As kind/ID."), .has("version", .count),
        .has("type", .text), .has("occurredOn", .date), .has("recordedAt", .instant),
        .has("actor", .text), .has("role", .text), .may("onBehalfOf", .record), .may("reason", .text),
        .has(
            "marks", .choices(Mark.allCases.map(\.rawValue)),
            """
            Why an auditor looks at it: it takes an event out of account, puts another one in its place, opens what was locked, \
            erases a person, or came late.
            """),
        .may("voids", .count, "Of a void: the position of the event that no longer counts."),
        .may(
            "replacedBy", .count,
            "Of a correction: the position of the event that stands in its place."),
        .may(
            "delayDays", .count,
            """
            Days of the calendar, in the daemon's time zone, from the last day on which it may have happened to its recording; \
            absent where that day is unknown, or was still to come.
            """))

    /// - Parameters:
    ///   - lateDays: what was recorded more than so many days after it happened is late.
    ///   - day: in the time zone in which it was dated.
    init(_ event: some LoggedEvent, lateDays: Int64, day: (Instant) -> Day) {
        let actor = event.metadata.actor
        let delay = event.occurredOn.latest.map { Int64(day(event.recordedAt).number - $0.number) }
        let data = event.type.hasSuffix(AuditedEvent.voided) ? event.data : nil
        let replacedBy = data?["replacedBy"]?.int64
        let kindOfMark: Mark? =
            switch String(event.type.drop { $0 != "." }) {
            case AuditedEvent.voided: replacedBy == nil ? .void : .correction
            case ".unlocked": .unlock
            case ".erased": .erasure
            default: nil
            }
        marks = [kindOfMark, delay.map { $0 > lateDays } == true ? .late : nil].compactMap { $0 }
        told = [
            "position": .integer(event.position), "record": .string(event.stream),
            "version": .integer(event.version), "type": .string(event.type),
            "occurredOn": .string(event.occurredOn.text), "recordedAt": .string(event.recordedAt.description),
            "actor": .string(actor.name), "role": .string(actor.role.rawValue),
            "onBehalfOf": JSONValue(actor.onBehalfOf), "reason": JSONValue(event.shownReason),
            "marks": .array(marks.map { .string($0.rawValue) }), "voids": JSONValue(data?["position"]?.int64),
            "replacedBy": JSONValue(replacedBy), "delayDays": JSONValue(delay.flatMap { $0 < 0 ? nil : $0 }),
        ]
    }

    /// What every kind's void is called behind the kind.
    private static let voided = ".voided"
}
