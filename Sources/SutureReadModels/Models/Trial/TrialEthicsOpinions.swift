import SutureDomain

/// What ethics committees said of trials.
enum TrialEthicsOpinions: ReadModel {
    static let view = View(
        "trial-ethics-opinion", of: Trial.self, list: "ethicsOpinions",
        "What ethics committees said of trials and sites.", key: .entry,
        columns: [
            .text("committee", "The committee."),
            .text("site", "The site that it speaks of; absent: the whole trial."),
            .text("decision", "favourable, conditional or unfavourable."),
            .date("decidedOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Trial.EthicsOpinionRecorded.self) { opinion, rows in
            try rows.put([
                "committee": opinion.committee, "site": opinion.site, "decision": opinion.decision.rawValue,
                "decidedOn": rows.occurredOn,
            ])
        }
    }
}
