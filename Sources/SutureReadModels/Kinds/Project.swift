import SutureDomain

extension Project: Viewed {
    static let readModels: [any ReadModel.Type] = [
        Projects.self, ProjectUnits.self, ProjectProblems.self, ProjectMembers.self, ProjectMilestones.self,
        ProjectPlans.self, ProjectPlanContributors.self, ProjectScreenings.self,
    ]

    static func projectSearchTerms(when: inout Projection) {
        when(Created.self) { event, rows in try rows.put("title", "title", event.title) }
        when(Renamed.self) { event, rows in try rows.put("title", "title", event.title) }
        when(MilestoneSet.self) { event, rows in try rows.put("title", "title", event.title) }
    }
}

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

/// Which units a project belongs to.
enum ProjectUnits: ReadModel {
    static let view = View(
        "project-unit", of: Project.self, list: "unitLinks", "Which project belongs to which unit.",
        key: .columns(["unit"]), indexed: ["unit"],
        columns: [
            .reference("unit", to: Unit.self, "The unit."),
            .date("addedOn", "Since when."),
        ])

    static func project(when: inout Projection) {
        when(Project.Created.self) { created, rows in
            for unit in created.units { try rows.put(["unit": unit, "addedOn": rows.occurredOn]) }
        }
        when(Project.UnitAdded.self) { added, rows in
            try rows.put(["unit": added.unit, "addedOn": rows.occurredOn])
        }
    }
}

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

/// Who works and worked on projects, and as what.
enum ProjectMembers: ReadModel {
    static let view = View(
        "project-member", of: Project.self, list: "members", "Persons who work or worked on projects.",
        key: .entry, indexed: ["person", "student"],
        columns: [
            .reference("person", to: Person.self, "The member."),
            .text("role", "As what."),
            .reference("student", to: Student.self, "The enrolment, of students."),
            .date("joinedOn", "Since when."),
            .date("leftOn", "Until when; absent while the person is a member."),
            .text("leavingGround", "Why the person left."),
        ])

    static func project(when: inout Projection) {
        when(Project.MemberJoined.self) { joined, rows in
            try rows.put([
                "person": joined.person, "role": joined.role.rawValue, "student": joined.student,
                "joinedOn": rows.occurredOn,
            ])
        }
        when(Project.MemberLeft.self) { left, rows in
            try rows.update(
                where: ["person": left.person, "role": left.role.rawValue, "leftOn": String?.none],
                set: ["leftOn": rows.occurredOn, "leavingGround": left.ground])
        }
    }
}

/// What projects are to reach by when.
enum ProjectMilestones: ReadModel {
    static let view = View(
        "project-milestone", of: Project.self, list: "milestones", "Milestones of projects.",
        key: .columns(["milestone"]),
        columns: [
            .text("milestone", "The id of the milestone."),
            .text("title", "What is to be reached."),
            .date("due", "By when."),
            .date("reachedOn", "When it was reached; absent while it is not."),
        ])

    static func project(when: inout Projection) {
        when(Project.MilestoneSet.self) { milestone, rows in
            try rows.put([
                "milestone": milestone.milestone, "title": milestone.title, "due": milestone.due,
            ])
        }
        when(Project.MilestoneReached.self) { reached, rows in
            try rows.put(["milestone": reached.milestone, "reachedOn": rows.occurredOn])
        }
    }
}

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

/// Who wrote solution plans.
enum ProjectPlanContributors: ReadModel {
    static let view = View(
        "project-plan-contributor", of: Project.self, list: "planContributors", "Who wrote solution plans.",
        key: .columns(["version", "person", "role"]), indexed: ["person"],
        columns: [
            .text("version", "The version of the plan."),
            .reference("person", to: Person.self, "The contributor."),
            .text("role", "As what."),
        ])

    static func project(when: inout Projection) {
        when(Project.SolutionPlanDrafted.self) { drafted, rows in
            for contributor in drafted.contributors {
                try rows.put([
                    "version": drafted.version, "person": contributor.person,
                    "role": contributor.role.rawValue,
                ])
            }
        }
    }
}

/// What screenings decided about projects.
enum ProjectScreenings: ReadModel {
    static let view = View(
        "project-screening", of: Project.self, list: "screenings", "What screenings decided about projects.",
        key: .columns(["screening"]), indexed: ["screening"],
        columns: [
            .reference("screening", to: Screening.self, "The screening."),
            .text("decision", "key, selected, deferred or rejected; the last one counts."),
            .date("decidedOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Project.Screened.self) { screened, rows in
            try rows.put([
                "screening": screened.screening, "decision": screened.decision.rawValue,
                "decidedOn": rows.occurredOn,
            ])
        }
    }
}
