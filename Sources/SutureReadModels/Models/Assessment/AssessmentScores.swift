import SutureDomain

/// How units were scored by the criteria.
enum AssessmentScores: ReadModel {
    static let view = View(
        "assessment-score", of: Assessment.self, list: "scores", "Scores of units by criterion.",
        key: .entry, indexed: ["unit"],
        columns: [
            .reference("unit", to: Unit.self, "The unit."),
            .text("criterion", "The id of the criterion."),
            .reference("expert", to: Person.self, "Who gave the score."),
            .decimal("score", "The score."),
            .text("comment", "What was said to it."),
            .date("scoredOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Assessment.CriterionScored.self) { scored, rows in
            try rows.put([
                "unit": scored.unit, "criterion": scored.criterion, "expert": scored.expert,
                "score": scored.score, "comment": scored.comment, "scoredOn": rows.occurredOn,
            ])
        }
    }
}
