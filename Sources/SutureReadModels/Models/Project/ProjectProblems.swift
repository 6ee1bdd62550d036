import SutureDomain

/// Which clinical problems a project answers.
enum ProjectProblems: ReadModel {
    static let view = View(
        "project-problem", of: Project.self, list: "problemLinks",
        "Which project answers which clinical problem.",
        key: .columns(["problem"]), indexed: ["problem"],
        columns: [
            .reference("problem", to: Problem.self, "The problem."),
            .date("linkedOn", "Since when."),
        ])

    static func project(when: inout Projection) {
        when(Project.Created.self) { created, rows in
            for problem in created.problems {
                try rows.put(["problem": problem, "linkedOn": rows.occurredOn])
            }
        }
        when(Project.ProblemLinked.self) { linked, rows in
            try rows.put(["problem": linked.problem, "linkedOn": rows.occurredOn])
        }
    }
}
