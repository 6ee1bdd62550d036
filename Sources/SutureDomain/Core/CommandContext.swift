/// What a rule may know of the circumstances in which a command was given.
package struct CommandContext: Sendable {
    /// When it happened in the world; today if the client did not say.
    package var occurredOn: PartialDate
    /// Today in the configured time zone.
    package var today: Day
    package var reason: String?
    package var role: Role
    /// What is so of the installation; `nil` where no log stands behind the rules.
    package var installation: InstallationFacts?
    /// The record that the command is about. ``Command/admit(_:stream:survey:in:_:)`` fills it in: rules that
    /// ask whether another record leads back to this one need it.
    package internal(set) var stream: StreamName?
    /// Since when the record has a lock of its own, if it has one; filled in likewise.
    package internal(set) var lockedOn: PartialDate?
    /// Whether the event stands with its dates, which are not held against a correction of something else.
    package var dateStands = false

    package init(
        occurredOn: PartialDate, today: Day, reason: String? = nil, role: Role,
        installation: InstallationFacts? = nil
    ) {
        self.occurredOn = occurredOn
        self.today = today
        self.reason = reason
        self.role = role
        self.installation = installation
    }

    /// Refuses a command that needs a reason and has none.
    package func requireReason(_ why: String) throws(Refusal) {
        guard reason != nil else {
            throw Refusal(.reasonRequired, field: "context.reason", "\(why) needs a reason.")
        }
    }

    /// Refuses when it happened, if that ends before it begins, or if all of it is still to come.
    package func requireOccurrence() throws(Refusal) {
        try requireOrder(of: occurredOn, field: "context.occurredOn")
        try requireCome(occurredOn, field: "context.occurredOn")
    }

    /// Refuses as `interval-reversed` a date that ends before it begins.
    func requireOrder(of date: PartialDate, field: String) throws(Refusal) {
        guard !date.isReversed else {
            throw Refusal(.intervalReversed, field: field, "\(date) ends before it begins.")
        }
    }

    /// Whether it is one of the exceptions that a steward may make.
    var isStewardWithReason: Bool { role >= .steward && reason != nil }

    /// Refuses as `interval-reversed` an end that provably lies before its beginning.
    /// - Parameter what: what ends, as the beginning of a sentence.
    func requireEnd(of what: String, since beginning: PartialDate) throws(Refusal) {
        try requireEnd(of: what, after: "it began", on: beginning)
    }

    /// Refuses as `interval-reversed` an end that provably lies before something that happened until then.
    /// - Parameter what: what ends, as the beginning of a sentence.
    func requireEnd(of what: String, after fact: LatestFacts.Fact) throws(Refusal) {
        try requireEnd(of: what, after: fact.type, on: fact.occurredOn)
    }

    private func requireEnd(
        of what: String, after event: some CustomStringConvertible, on date: PartialDate
    ) throws(Refusal) {
        guard dateStands || !occurredOn.isProvablyBefore(date) else {
            throw Refusal(
                .intervalReversed, field: "context.occurredOn",
                "\(what) cannot end (\(occurredOn)) before \(event) (\(date)).")
        }
    }

    /// Refuses as `before-existence` what provably happened before the part of the record was there that it
    /// happened to.
    /// - Parameter part: how that part came into being, as the end of a sentence (`C was enrolled`).
    func requireNotBefore(_ part: String, on beginning: PartialDate) throws(Refusal) {
        try requireNotBefore(part, on: beginning, for: occurredOn, field: "context.occurredOn")
    }

    /// The same of something that usually does not happen before, and does sometimes: a reason says how that
    /// came.
    /// - Parameter day: when it happened, as that field says.
    func requireReasonBefore(
        _ part: String, on beginning: PartialDate, for day: PartialDate, field: String
    ) throws(Refusal) {
        guard reason == nil else { return }
        try requireNotBefore(
            part, on: beginning, for: day, field: field, hint: "; to record it needs a reason")
    }

    private func requireNotBefore(
        _ part: String, on beginning: PartialDate, for day: PartialDate, field: String, hint: String = ""
    ) throws(Refusal) {
        guard dateStands || !day.isProvablyBefore(beginning) else {
            throw Refusal(.beforeExistence, field: field, "\(day) is before \(part) (\(beginning))\(hint).")
        }
    }

    /// Refuses as `interval-reversed` a notification of what provably, in every time zone, had not happened
    /// yet.
    /// - Parameter beginning: what happened to it first, as the end of a sentence.
    func requireTold(_ at: Instant, after beginning: String, on day: PartialDate) throws(Refusal) {
        guard dateStands || !PartialDate(at.latestDay).isProvablyBefore(day) else {
            throw Refusal(
                .intervalReversed, field: "at",
                "Nobody could be told of it (\(at)) before it \(beginning) (\(day)).")
        }
    }

    /// Refuses as `occurred-in-future` a date of which every possible day is still to come.
    func requireCome(_ date: PartialDate, field: String) throws(Refusal) {
        guard !date.isProvablyAfter(PartialDate(today)) else {
            throw Refusal(
                .occurredInFuture, field: field, "\(date) has not come yet; today is \(today).")
        }
    }

    /// The same of a moment, which lies on different days in different time zones.
    func requireCome(_ instant: Instant, field: String) throws(Refusal) {
        guard instant.earliestDay <= today else {
            throw Refusal(
                .occurredInFuture, field: field, "\(instant) has not come yet; today is \(today).")
        }
    }
}
