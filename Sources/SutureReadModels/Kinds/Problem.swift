import SutureDomain

extension Problem: Viewed {
    static let readModels: [any ReadModel.Type] = [
        Problems.self, ProblemIssues.self,
    ]

    static func projectSearchTerms(when: inout Projection) {
        when(Raised.self) { event, rows in
            try rows.put("statement", "statement", event.statement)
            if let need = event.need { try rows.put("statement", "need", need) }
        }
        when(IssueFormulated.self) { event, rows in
            try rows.put("statement", "statement", event.statement)
        }
    }
}

/// One row per problem of clinical practice.
enum Problems: ReadModel {
    static let view = View(
        Problem.self, label: "statement", "Problems that arose in clinical practice.",
        indexed: ["resolvedByProject"],
        columns: [
            .text("statement", "The problem."),
            .text("need", "What is needed to solve it."),
            .reference("raisedBy", to: Person.self, "Who raised it."),
            .reference("institution", to: Institution.self, "Where it arose."),
            .text("department", "The department there."),
            .text("status", "raised, accepted, declined or resolved."),
            .date("raisedOn", "When it was raised."),
            .date("acceptedOn", "When it was accepted."),
            .date("endedOn", "When it was declined or resolved."),
            .text("declineGround", "Why it was declined."),
            .reference("resolvedByProject", to: Project.self, "The project that solved it."),
            .reference(
                "resolvedByAchievement", to: Achievement.self, "What came of the project and solves it."),
        ])

    static func project(when: inout Projection) {
        when(Problem.Raised.self) { raised, rows in
            try rows.put([
                "statement": raised.statement, "need": raised.need, "raisedBy": raised.by,
                "institution": raised.institution, "department": raised.department, "status": "raised",
                "raisedOn": rows.occurredOn,
            ])
        }
        when(Problem.Accepted.self) { _, rows in
            try rows.update(set: ["status": "accepted", "acceptedOn": rows.occurredOn])
        }
        when(Problem.Declined.self) { declined, rows in
            try rows.update(set: [
                "status": "declined", "endedOn": rows.occurredOn, "declineGround": declined.ground,
            ])
        }
        when(Problem.Resolved.self) { resolved, rows in
            try rows.update(set: [
                "status": "resolved", "endedOn": rows.occurredOn, "resolvedByProject": resolved.project,
                "resolvedByAchievement": resolved.achievement,
            ])
        }
    }
}

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
