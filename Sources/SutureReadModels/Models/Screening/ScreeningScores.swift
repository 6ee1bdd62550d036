import SutureDomain

/// What reviewers gave, by criterion.
enum ScreeningScores: ReadModel {
    static let view = View(
        "screening-score", of: Screening.self, list: "scores", "What reviewers gave for each criterion.",
        key: .columns(["project", "reviewer", "criterion"]),
        columns: [
            .reference("project", to: Project.self, "The project."),
            .reference("reviewer", to: Person.self, "Who judged it."),
            .text("criterion", "The criterion of the round."),
            .decimal("score", "The score."),
        ])

    static func project(when: inout Projection) {
        when(Screening.Reviewed.self) { reviewed, rows in
            for score in reviewed.scores {
                try rows.put([
                    "project": reviewed.project, "reviewer": reviewed.reviewer,
                    "criterion": score.criterion, "score": score.score,
                ])
            }
        }
    }
}
