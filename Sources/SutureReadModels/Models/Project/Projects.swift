import SutureDomain

/// One row per project.
enum Projects: ReadModel {
    static let view = View(
        Project.self, label: "title", "Projects that answer clinical problems.",
        columns: [
            .text("title", "What it is called."),
            .list("units", "The units that it belonged to when it was created."),
            .list("problems", "The clinical problems that it was created for."),
            .list("institutions", "The institutions that take part."),
            .list("disciplines", "The disciplines that it draws on."),
            .boolean("cooperative", "Whether several institutions carry it out together."),
            .text("status", "created, running, suspended, completed or terminated."),
            .date("createdOn", "When it was created."),
            .date("startedOn", "When it was started."),
            .date("endedOn", "When it was completed or terminated."),
            .text("summary", "What came of it."),
            .text("terminationGround", "Why it was terminated."),
            .date("keySince", "When it was designated a key project; absent if it is none."),
            .text("keyGround", "Why it was designated a key project, if not by a screening."),
        ])

    static func project(when: inout Projection) {
        when(Project.Created.self) { created, rows in
            try rows.put([
                "title": created.title, "units": ListValue(created.units),
                "problems": ListValue(created.problems), "institutions": ListValue(created.institutions),
                "disciplines": ListValue(created.disciplines), "cooperative": created.cooperative,
                "status": "created", "createdOn": rows.occurredOn,
            ])
        }
        when(Project.Renamed.self) { renamed, rows in try rows.update(set: ["title": renamed.title]) }
        when(Project.Started.self) { _, rows in
            try rows.update(set: ["status": "running", "startedOn": rows.occurredOn])
        }
        when(Project.Suspended.self) { _, rows in try rows.update(set: ["status": "suspended"]) }
        when(Project.Resumed.self) { _, rows in try rows.update(set: ["status": "running"]) }
        when(Project.Completed.self) { completed, rows in
            try rows.update(set: [
                "status": "completed", "endedOn": rows.occurredOn, "summary": completed.summary,
            ])
        }
        when(Project.Terminated.self) { terminated, rows in
            try rows.update(set: [
                "status": "terminated", "endedOn": rows.occurredOn, "terminationGround": terminated.ground,
            ])
        }
        when(Project.KeyDesignated.self) { designated, rows in
            try rows.update(set: ["keySince": rows.occurredOn, "keyGround": designated.ground])
        }
        when(Project.Screened.self) { screened, rows in
            guard screened.decision == .key else { return }
            try rows.update(where: ["keySince": String?.none], set: ["keySince": rows.occurredOn])
        }
    }
}
