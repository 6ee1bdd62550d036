import SutureDomain

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
