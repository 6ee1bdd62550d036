import SutureDomain

extension Deficiency: Viewed {
    static let readModels = [deficiencies, notifications, investigations]

    static let searchTerms = [
        SearchTerm(.statement, of: Reported.self, "description") { $0.description }
    ]

    private static let deficiencies = ReadModel(
        of: Deficiency.self, "Shortcomings of devices, whether or not they harmed anyone."
    ) { when in
        when(Reported.self) { reported, row in
            row.put("type", reported.type, "{words}.", .label)
            row.put("description", reported.description, "What was found.")
            row.put("trial", reported.trial, "The trial in which it was found.", .indexed)
            row.put("device", reported.device, "The device.", .indexed)
            row.put(
                "couldHaveLedToSeriousEvent", reported.couldHaveLedToSeriousEvent,
                "Whether it might have led to serious harm.")
            row.put("awareAt", reported.awareAt, "When whoever had to report it knew of it, in UTC.")
            row.put("adverseEvent", reported.adverseEvent, "The harm that it led to.")
            row.put("status", Status.open, "{words}.")
            row.put("reportedOn", row.occurredOn, "When it was reported.")
        }
        when(transition: Closed.self) { _, row in row.put("closedOn", row.occurredOn, "When it was closed.") }
    }

    private static let notifications = ReadModel(
        "deficiency-notification", list: "notifications", when: Notified.self,
        "Who was told of deficiencies, by whom and when."
    ) { notified, row in
        row.put("by", notified.by, "Who told: {words}.")
        row.put("recipient", notified.recipient, "Who was told: {words}.")
        row.put("type", notified.type, "{words}.")
        row.put("at", notified.at, "When the report was sent, in UTC.")
    }

    private static let investigations = ReadModel(
        "deficiency-investigation", list: "investigations", when: Investigated.self,
        "What was found to be the cause of deficiencies."
    ) { investigated, row in
        row.put("finding", investigated.finding, "What was found.")
        row.put("conclusion", investigated.conclusion, "What follows from it.")
        row.put("investigatedOn", row.occurredOn, "When.")
    }
}
