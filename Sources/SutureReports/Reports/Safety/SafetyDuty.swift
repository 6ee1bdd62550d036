import SutureDomain

/// Somebody who is to be told of a serious adverse event, under the Chinese good clinical practice for medical devices
/// of 2022 (regime `nmpa_2022`):
///
///     investigator ▶ sponsor             every serious event       24 hours from knowing of it
///     sponsor ▶ authority                device related only       7 days from the investigator's notification for
///     sponsor ▶ ethics committee                                   death or a threat to life, else 15 days
struct SafetyDuty: Hashable, Sendable {
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

    let event: String
    let trial: String?
    let by: String
    let recipient: String
    let withinHours: Int64
    let due: String?
    /// When it was done.
    let done: String?
    let status: Status
}

/// What the duties of an event follow from.
struct ReportableEvent {
    struct Notification {
        let by: String
        let recipient: String
        let at: Instant
    }

    let event: String
    let trial: String?
    let awareAt: Instant?
    let criteria: [String]
    let isDeviceRelated: Bool
    /// In any order; what was not yet sent is none.
    var notifications: [Notification] = []

    private static let hour: Int64 = 3_600_000_000

    /// Of a serious event under `nmpa_2022`.
    func duties(at now: Instant) -> [SafetyDuty] {
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
    ) -> SafetyDuty {
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
        return SafetyDuty(
            event: event, trial: trial, by: sender, recipient: recipient, withinHours: hours,
            due: due?.description, done: done?.description, status: status)
    }

    /// The first time that the one told the other.
    private func sent(by sender: String, to recipient: String, until now: Instant) -> Instant? {
        notifications.filter { $0.by == sender && $0.recipient == recipient && $0.at <= now }.map(\.at).min()
    }
}

extension [SafetyDuty] {
    /// What presses most comes first: overdue, due, waiting, undated, late; each by its time.
    func byUrgency() -> [SafetyDuty] {
        SafetyDuty.Status.allCases.flatMap { status in
            filter { $0.status == status }.sorted {
                ($0.due ?? "", $0.event, $0.recipient) < ($1.due ?? "", $1.event, $1.recipient)
            }
        }
    }
}
