import SutureDomain

/// One row per clinical investigation.
enum Trials: ReadModel {
    static let view = View(
        Trial.self, label: "title", "Clinical investigations of devices.",
        columns: [
            .text("title", "What it is called."),
            .reference("sponsor", to: Institution.self, "Who is responsible for it."),
            .text("design", "How it is designed."),
            .integer("plannedSubjects", "How many subjects were planned."),
            .text("regime", "The rules of safety reporting: nmpa_2022 or none."),
            .text("gcpEdition", "The edition of good clinical practice that it follows."),
            .text("status", "planned, running, suspended, completed or terminated."),
            .date("plannedOn", "When it was planned."),
            .date("startedOn", "When it was started."),
            .date("endedOn", "When it was completed or terminated."),
            .text("suspensionGround", "Why it was last suspended."),
            .text("terminationGround", "Why it was terminated."),
            .text("publishedIn", "Where its results were published."),
            .date("publishedOn", "When they were."),
        ])

    static func project(when: inout Projection) {
        when(Trial.Planned.self) { planned, rows in
            try rows.put([
                "title": planned.title, "sponsor": planned.sponsor, "design": planned.design,
                "plannedSubjects": planned.plannedSubjects, "regime": planned.regime.rawValue,
                "gcpEdition": planned.gcpEdition, "status": "planned", "plannedOn": rows.occurredOn,
            ])
        }
        when(Trial.Started.self) { _, rows in
            try rows.update(set: ["status": "running", "startedOn": rows.occurredOn])
        }
        when(Trial.Suspended.self) { suspended, rows in
            try rows.update(set: ["status": "suspended", "suspensionGround": suspended.ground])
        }
        when(Trial.Resumed.self) { _, rows in try rows.update(set: ["status": "running"]) }
        when(Trial.Completed.self) { _, rows in
            try rows.update(set: ["status": "completed", "endedOn": rows.occurredOn])
        }
        when(Trial.Terminated.self) { terminated, rows in
            try rows.update(set: [
                "status": "terminated", "endedOn": rows.occurredOn, "terminationGround": terminated.ground,
            ])
        }
        when(Trial.ResultsPublished.self) { published, rows in
            try rows.update(set: ["publishedIn": published.where, "publishedOn": rows.occurredOn])
        }
    }
}
