import SutureDomain
import SutureLog

/// Which events an auditor wants to see.
struct AuditQuestion: Sendable {
    static let lateDaysDefault: Int64 = 30

    /// An account's name or number, or the person for whom it acted; `nil`: anybody.
    var actor: String?
    var types: Set<EventType>?
    /// What was recorded more than so many days after it happened is late.
    var lateDays = AuditQuestion.lateDaysDefault
    /// Whether to list every event, and not only those with a mark.
    var listsAll = false

    var filter: EventFilter { EventFilter(types: types) }

    func admits(_ actor: EventMetadata.Actor) -> Bool {
        guard let wanted = self.actor else { return true }
        return wanted == actor.user || wanted == String(actor.uid) || wanted == actor.onBehalfOf
    }
}
