import SutureDomain
import SutureJSON

/// Somebody who is to be told of a serious adverse event, under the Chinese good clinical practice for
/// medical devices of 2022 (regime `nmpa_2022`):
///
///     investigator ▶ sponsor       every serious event    24 hours from knowing of it
///     sponsor ▶ authority          device related only    7 days from the investigator's notification
///     sponsor ▶ ethics committee                          for death or a threat to life, else 15 days
enum SafetyDuty {
    /// In the order in which they press.
    enum Status: String, CaseIterable, Sendable {
        /// Not done, and the time is over.
        case overdue
        /// Not done, and there is time left.
        case due
        /// Not done: the time runs from the investigator's notification, which has not been given.
        case waiting
        /// Nobody said when the time began.
        case undated
        /// Done, but too late.
        case late
        /// Done in time.
        case met
    }

    static let type = ReportType(
        "SafetyDuty",
        """
        Somebody who is to be told of a serious adverse event under nmpa_2022: by the investigator the sponsor, within 24 hours \
        from knowing of it; if it is related to the device, by the sponsor the authority and the ethics committee, within 7 days \
        from the investigator's notification for death or a threat to life, else within 15.
        """,
        .has("event", .id, "The id of the adverse event."), .may("trial", .id), .has("by", .text),
        .has("recipient", .text), .has("withinHours", .count),
        .may("due", .instant, "Absent where it is not known from when the time runs."),
        .may("done", .instant, "When it was done."),
        .has(
            "status", .choice(Status.allCases.map(\.rawValue)),
            """
            overdue and due: not done, after and before its time; waiting: not done, and the investigator has not told the \
            sponsor; undated: nobody said when the time began; late: done, but too late; met: done in time.
            """))
}

/// What the duties of an event follow from.
struct ReportableEvent {
    let event: String
    let trial: String?
    let awareAt: Instant?
    let criteria: [String]
    let isDeviceRelated: Bool
    /// Who told whom and when (`investigator sponsor 2022-11-07T09:30:00Z`), in any order.
    let notifications: [String]

    private static let hour: Int64 = 3_600_000_000

    /// Of a serious event under `nmpa_2022`; what was not yet sent is no notification.
    func duties(at now: Instant) -> [JSONObject] {
        let first = duty(of: "investigator", to: "sponsor", withinHours: 24, since: awareAt, at: now)
        guard isDeviceRelated else { return [first] }
        let isGrave = criteria.contains("death") || criteria.contains("life_threatening")
        let told = sent(by: "investigator", to: "sponsor", until: now)
        return [first]
            + ["authority", "ethics_committee"].map {
                duty(
                    of: "sponsor", to: $0, withinHours: isGrave ? 7 * 24 : 15 * 24, since: told, at: now,
                    waitsForBeginning: true)
            }
    }

    /// - Parameter beginning: from when the time runs; `nil` if that is not known, or has not come.
    private func duty(
        of sender: String, to recipient: String, withinHours hours: Int64, since beginning: Instant?,
        at now: Instant, waitsForBeginning: Bool = false
    ) -> JSONObject {
        let done = sent(by: sender, to: recipient, until: now)
        let due = beginning.map {
            Instant(microseconds: $0.microseconds + hours * ReportableEvent.hour)
        }
        let status: SafetyDuty.Status =
            switch (due, done) {
            case (nil, nil) where waitsForBeginning: .waiting
            case (nil, _): .undated
            case (let due?, nil): now > due ? .overdue : .due
            case (let due?, let done?): done > due ? .late : .met
            }
        return [
            "event": .string(event), "trial": JSONValue(trial), "by": .string(sender),
            "recipient": .string(recipient), "withinHours": .integer(hours),
            "due": JSONValue(due?.description), "done": JSONValue(done?.description),
            "status": .string(status.rawValue),
        ]
    }

    /// The first time that the one told the other.
    private func sent(by sender: String, to recipient: String, until now: Instant) -> Instant? {
        let start = "\(sender) \(recipient) "
        return notifications.filter { $0.hasPrefix(start) }
            .compactMap { Instant(String($0.dropFirst(start.count))) }.filter { $0 <= now }.min()
    }
}

extension [JSONObject] {
    func duties(_ status: SafetyDuty.Status) -> [JSONObject] {
        filter { $0["status"] == .string(status.rawValue) }
    }

    /// What presses most comes first: overdue, due, waiting, undated, late; each by its time.
    func byUrgency() -> [JSONObject] {
        func place(_ duty: JSONObject) -> (String, String, String) {
            let texts = ["due", "event", "recipient"].map { duty[$0]?.string ?? "" }
            return (texts[0], texts[1], texts[2])
        }
        return SafetyDuty.Status.allCases.flatMap { status in
            duties(status).sorted { place($0) < place($1) }
        }
    }
}
