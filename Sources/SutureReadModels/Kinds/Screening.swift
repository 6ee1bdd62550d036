import SutureDomain

extension Screening: Viewed {
    static let readModels = [screenings, criteria, projects, reviews, scores]

    static let searchTerms = [
        SearchTerm(.title, of: Opened.self, "title") { $0.title }
    ]

    private static let screenings = ReadModel(of: Screening.self, "Rounds in which projects are selected.") {
        when in
        when(Opened.self) { opened, row in
            row.put("unit", opened.unit, "The unit that carries the round out.", .indexed)
            row.put("title", opened.title, "What it is called.", .label)
            row.put("status", Status.open, "{words}.")
            row.put("openedOn", row.occurredOn, "When it was opened.")
        }
        when(transition: Closed.self) { _, row in
            row.put("closedOn", row.occurredOn, "When it was closed; absent while it is open.")
        }
    }

    private static let criteria = ReadModel(
        "screening-criterion", list: "criteria", when: Opened.self, each: \.criteria,
        "The criteria by which screenings compare projects."
    ) { _, criterion, row in
        row.put("criterion", criterion.id, "The id of the criterion.", .key)
        row.put("title", criterion.title, "What it is called.")
        row.put("weight", criterion.weight, "How much it counts beside the others.")
    }

    private static let projects = ReadModel(
        "screening-project", of: Screening.self, list: "projects",
        "Projects in screenings, and what was decided about them."
    ) { when in
        when(ProjectEntered.self) { entered, row in
            row.put("project", entered.project, "The project.", [.key, .indexed])
            row.put("enteredOn", row.occurredOn, "When it entered the round.")
        }
        when(Decided.self) { decided, row in
            row.put("project", decided.project)
            row.put("decision", decided.decision, "{words}; absent while nothing is decided.")
            row.put("rationale", decided.rationale, "Why that was decided.")
            row.put("decidedOn", row.occurredOn, "When it was decided.")
        }
    }

    private static let reviews = ReadModel(
        "screening-review", list: "reviews", when: Reviewed.self, "How reviewers judged projects."
    ) { reviewed, row in
        row.put("project", reviewed.project, "The project.", .key)
        row.put("reviewer", reviewed.reviewer, "Who judged it.", [.key, .indexed])
        row.put("recommendation", reviewed.recommendation, "{words}.")
        row.put("comment", reviewed.comment, "What else the reviewer said.")
        row.put("reviewedOn", row.occurredOn, "When.")
    }

    private static let scores = ReadModel(
        "screening-score", list: "scores", when: Reviewed.self, each: \.scores,
        "What reviewers gave for each criterion."
    ) { reviewed, score, row in
        row.put("project", reviewed.project, "The project.", .key)
        row.put("reviewer", reviewed.reviewer, "Who judged it.", .key)
        row.put("criterion", score.criterion, "The criterion of the round.", .key)
        row.put("score", score.score, "The score.")
    }
}
