import SutureDomain

extension Screening: Viewed {
    static let readModels: [any ReadModel.Type] = [
        Screenings.self, ScreeningCriteria.self, ScreeningProjects.self, ScreeningReviews.self,
        ScreeningScores.self,
    ]

    static func projectSearchTerms(when: inout Projection) {
        when(Opened.self) { event, rows in try rows.put("title", "title", event.title) }
    }
}

/// One row per screening.
enum Screenings: ReadModel {
    static let view = View(
        Screening.self, label: "title", "Rounds in which projects are selected.", indexed: ["unit"],
        columns: [
            .reference("unit", to: Unit.self, "The unit that carries the round out."),
            .text("title", "What it is called."),
            .text("status", "open or closed."),
            .date("openedOn", "When it was opened."),
            .date("closedOn", "When it was closed; absent while it is open."),
        ])

    static func project(when: inout Projection) {
        when(Screening.Opened.self) { opened, rows in
            try rows.put([
                "unit": opened.unit, "title": opened.title, "status": "open", "openedOn": rows.occurredOn,
            ])
        }
        when(Screening.Closed.self) { _, rows in
            try rows.update(set: ["status": "closed", "closedOn": rows.occurredOn])
        }
    }
}

/// By what screenings compare projects.
enum ScreeningCriteria: ReadModel {
    static let view = View(
        "screening-criterion", of: Screening.self, list: "criteria",
        "The criteria by which screenings compare projects.", key: .columns(["criterion"]),
        columns: [
            .text("criterion", "The id of the criterion."),
            .text("title", "What it is called."),
            .decimal("weight", "How much it counts beside the others."),
        ])

    static func project(when: inout Projection) {
        when(Screening.Opened.self) { opened, rows in
            for criterion in opened.criteria {
                try rows.put([
                    "criterion": criterion.id, "title": criterion.title, "weight": criterion.weight,
                ])
            }
        }
    }
}

/// Which projects take part in screenings, and what was decided about them.
enum ScreeningProjects: ReadModel {
    static let view = View(
        "screening-project", of: Screening.self, list: "projects",
        "Projects in screenings, and what was decided about them.", key: .columns(["project"]),
        indexed: ["project"],
        columns: [
            .reference("project", to: Project.self, "The project."),
            .date("enteredOn", "When it entered the round."),
            .text("decision", "key, selected, deferred or rejected; absent while nothing is decided."),
            .text("rationale", "Why that was decided."),
            .date("decidedOn", "When it was decided."),
        ])

    static func project(when: inout Projection) {
        when(Screening.ProjectEntered.self) { entered, rows in
            try rows.put(["project": entered.project, "enteredOn": rows.occurredOn])
        }
        when(Screening.Decided.self) { decided, rows in
            try rows.put([
                "project": decided.project, "decision": decided.decision.rawValue,
                "rationale": decided.rationale, "decidedOn": rows.occurredOn,
            ])
        }
    }
}

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
