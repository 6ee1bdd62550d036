import SutureDomain

/// Agreements, and the meetings at which they are signed.
extension ProgrammeGenerator {
    mutating func signAgreement() {
        let activity = holdMeeting(["signing", "forum"])
        agreementCount += 1
        let agreement = "\(prefix)AG-\(agreementCount)"
        let parties = [university, random.pick(hospitals)]
        record("agreement.draft", agreement) {
            $0.string("title", "Agreement \(agreement)")
            $0.string("type", "joint_construction")
            $0.string("object", "Joint work on surgical devices")
            $0.strings("parties", parties)
        }
        for party in parties {
            let signatory = random.pick(clinicians)
            record("agreement.sign", agreement) {
                $0.string("party", party)
                $0.string("signatory", signatory)
                $0.strings("capacity", ["Vice President"])
                $0.string("activity", activity)
            }
        }
        if random.percent(20) {
            record("agreement.amend", agreement) { $0.string("text", "It lasts two years longer.") }
        }
    }

    /// A meeting that was planned and held.
    /// - Returns: its id.
    @discardableResult
    mutating func holdMeeting(_ types: [String]) -> String {
        activityCount += 1
        let activity = "\(prefix)AC-\(activityCount)"
        let (organisers, speaker, guest) = ([university], random.pick(clinicians), random.pick(hospitals))
        record("activity.plan", activity) {
            $0.strings("types", types)
            $0.string("title", "Meeting \(activity)")
            $0.string("venue", "Grand Hall")
            $0.strings("organisers", organisers)
        }
        record("activity.hold", activity) { $0.string("at", "09:00") }
        record("activity.record-speech", activity) {
            $0.string("person", speaker)
            $0.string("summary", "What surgeons need")
        }
        record("activity.record-attendance", activity) {
            $0.string("institution", guest)
            $0.integer("count", 12)
        }
        return activity
    }
}
