import SutureDomain

/// Agreements, and the meetings at which they are signed.
extension ProgrammeGenerator {
    mutating func signAgreement() {
        let activity = holdMeeting(["signing", "forum"])
        let agreement = newID("AG")
        let parties = [university, random.pick(hospitals)]
        record(
            "agreement.draft", agreement,
            [
                "title": "Agreement \(agreement)", "type": "joint_construction",
                "object": "Joint work on surgical devices", "parties": parties,
            ])
        for party in parties {
            record(
                "agreement.sign", agreement,
                [
                    "party": party, "signatory": random.pick(clinicians), "capacity": ["Vice President"],
                    "activity": activity,
                ])
        }
        if random.percent(20) {
            record("agreement.amend", agreement, ["text": "It lasts two years longer."])
        }
    }

    /// A meeting that was planned and held.
    /// - Returns: its id.
    @discardableResult
    mutating func holdMeeting(_ types: [String]) -> String {
        let activity = newID("AC")
        let (speaker, guest) = (random.pick(clinicians), random.pick(hospitals))
        record(
            "activity.plan", activity,
            [
                "types": types, "title": "Meeting \(activity)", "venue": "Grand Hall",
                "organisers": [university],
            ])
        record("activity.hold", activity, ["at": "09:00"])
        record("activity.record-speech", activity, ["person": speaker, "summary": "What surgeons need"])
        record("activity.record-attendance", activity, ["institution": guest, "count": 12])
        return activity
    }
}
