import SutureDomain

/// What each party last held to be the cause of adverse events.
enum AdverseEventAssessments: ReadModel {
    static let view = View(
        "adverse-event-assessment", of: AdverseEvent.self, list: "assessments",
        "What each party last held to be the cause of adverse events.", key: .columns(["party"]),
        columns: [
            .text("party", "investigator, sponsor or committee."),
            .text("toDevice", "not_related, possible, probable or causal."),
            .text("toProcedure", "not_related, possible, probable or causal."),
            .boolean("anticipated", "Whether it had been foreseen."),
            .date("assessedOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(AdverseEvent.CausalityAssessed.self) { assessed, rows in
            try rows.put([
                "party": assessed.party.rawValue, "toDevice": assessed.toDevice.rawValue,
                "toProcedure": assessed.toProcedure.rawValue, "anticipated": assessed.anticipated,
                "assessedOn": rows.occurredOn,
            ])
        }
    }
}
