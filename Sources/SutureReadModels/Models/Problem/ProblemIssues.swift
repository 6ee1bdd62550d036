import SutureDomain

/// The questions for research that were made of problems.
enum ProblemIssues: ReadModel {
    static let view = View(
        "problem-issue", of: Problem.self, list: "issues",
        "Scientific issues that were formulated from problems.",
        key: .columns(["issue"]),
        columns: [
            .text("issue", "The id of the issue."),
            .text("statement", "The question."),
            .list("disciplines", "The disciplines that it takes."),
            .date("formulatedOn", "When it was formulated."),
        ])

    static func project(when: inout Projection) {
        when(Problem.IssueFormulated.self) { formulated, rows in
            try rows.put([
                "issue": formulated.issue, "statement": formulated.statement,
                "disciplines": ListValue(formulated.disciplines), "formulatedOn": rows.occurredOn,
            ])
        }
    }
}
