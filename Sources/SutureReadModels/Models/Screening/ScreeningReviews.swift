import SutureDomain

/// How reviewers judged projects.
enum ScreeningReviews: ReadModel {
    static let view = View(
        "screening-review", of: Screening.self, list: "reviews", "How reviewers judged projects.",
        key: .columns(["project", "reviewer"]), indexed: ["reviewer"],
        columns: [
            .reference("project", to: Project.self, "The project."),
            .reference("reviewer", to: Person.self, "Who judged it."),
            .text("recommendation", "key, selected, deferred or rejected."),
            .text("comment", "What else the reviewer said."),
            .date("reviewedOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Screening.Reviewed.self) { reviewed, rows in
            try rows.put([
                "project": reviewed.project, "reviewer": reviewed.reviewer,
                "recommendation": reviewed.recommendation.rawValue, "comment": reviewed.comment,
                "reviewedOn": rows.occurredOn,
            ])
        }
    }
}
