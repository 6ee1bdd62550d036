import SutureDomain

/// What the experts as a body think of units.
enum AssessmentOpinions: ReadModel {
    static let view = View(
        "assessment-opinion", of: Assessment.self, list: "opinions", "Opinions of the experts as a body.",
        key: .entry, indexed: ["unit"],
        columns: [
            .reference("unit", to: Unit.self, "The unit."),
            .boolean("unanimous", "Whether all of them think so."),
            .text("recommendation", "highly_recommended, recommended, neutral or not_recommended."),
            .list("aspects", "What they praise."),
            .date("recordedOn", "When they said so."),
        ])

    static func project(when: inout Projection) {
        when(Assessment.OpinionRecorded.self) { opinion, rows in
            try rows.put([
                "unit": opinion.unit, "unanimous": opinion.unanimous,
                "recommendation": opinion.recommendation.rawValue, "aspects": ListValue(opinion.aspects),
                "recordedOn": rows.occurredOn,
            ])
        }
    }
}
