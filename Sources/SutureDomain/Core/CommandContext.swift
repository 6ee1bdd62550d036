/// What a rule may know of the circumstances in which a command was given.
package struct CommandContext: Sendable {
    /// When it happened in the world; today if the client did not say.
    package var occurredOn: PartialDate
    /// Today in the configured time zone.
    package var today: Day
    package var reason: String?
    package var role: Role

    package init(occurredOn: PartialDate, today: Day, reason: String? = nil, role: Role) {
        self.occurredOn = occurredOn
        self.today = today
        self.reason = reason
        self.role = role
    }

    /// Refuses a command that needs a reason and has none.
    package func requireReason(_ why: String) throws(Refusal) {
        guard reason != nil else {
            throw Refusal(.reasonRequired, field: "context.reason", "\(why) needs a reason.")
        }
    }
}
