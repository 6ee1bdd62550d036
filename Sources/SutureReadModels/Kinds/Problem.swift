import SutureDomain

extension Problem: Viewed {
    static let readModels = [problems, issues]

    static let searchTerms = [
        SearchTerm(.statement, of: Raised.self, "statement") { $0.statement },
        SearchTerm(.statement, of: Raised.self, "need") { $0.need },
        SearchTerm(.statement, of: IssueFormulated.self, "statement") { $0.statement },
    ]

    private static let problems = ReadModel(of: Problem.self, "Problems that arose in clinical practice.") {
        when in
        when(Raised.self) { raised, row in
            row.put("statement", raised.statement, "The problem.", .label)
            row.put("need", raised.need, "What is needed to solve it.")
            row.put("raisedBy", raised.by, "Who raised it.")
            row.put("institution", raised.institution, "Where it arose.")
            row.put("department", raised.department, "The department there.")
            row.put("status", Status.raised, "{words}.")
            row.put("raisedOn", row.occurredOn, "When it was raised.")
        }
        when(transition: Accepted.self) { _, row in
            row.put("acceptedOn", row.occurredOn, "When it was accepted.")
        }
        when(transition: Declined.self) { declined, row in
            row.put("endedOn", row.occurredOn, "When it was declined or resolved.")
            row.put("declineGround", declined.ground, "Why it was declined.")
        }
        when(transition: Resolved.self) { resolved, row in
            row.put("endedOn", row.occurredOn)
            row.put("resolvedByProject", resolved.project, "The project that solved it.", .indexed)
            row.put("resolvedByAchievement", resolved.achievement, "What came of the project and solves it.")
        }
    }

    private static let issues = ReadModel(
        "problem-issue", list: "issues", when: IssueFormulated.self,
        "Scientific issues that were formulated from problems."
    ) { formulated, row in
        row.put("issue", formulated.issue, "The id of the issue.", .key)
        row.put("statement", formulated.statement, "The question.")
        row.put("disciplines", formulated.disciplines, "The disciplines that it takes.")
        row.put("formulatedOn", row.occurredOn, "When it was formulated.")
    }
}
