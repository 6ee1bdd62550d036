import SutureDomain

/// How projects mean to solve their problems.
enum ProjectPlans: ReadModel {
    static let view = View(
        "project-plan", of: Project.self, list: "plans", "Solution plans of projects.",
        key: .columns(["version"]),
        columns: [
            .text("version", "The version of the plan."),
            .text("summary", "What the plan says."),
            .list("problems", "The clinical problems that it solves."),
            .date("draftedOn", "When it was drafted."),
            .date("adoptedOn", "When it was adopted; absent while it is not."),
        ])

    static func project(when: inout Projection) {
        when(Project.SolutionPlanDrafted.self) { drafted, rows in
            try rows.put([
                "version": drafted.version, "summary": drafted.summary,
                "problems": ListValue(drafted.problems),
                "draftedOn": rows.occurredOn,
            ])
        }
        when(Project.SolutionPlanAdopted.self) { adopted, rows in
            try rows.put(["version": adopted.version, "adoptedOn": rows.occurredOn])
        }
    }
}
