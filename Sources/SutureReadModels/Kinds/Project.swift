import SutureDomain

extension Project: Viewed {
    static let readModels = [
        projects, unitLinks, problemLinks, members, milestones, plans, planContributors, screenings,
    ]

    static let searchTerms = [
        SearchTerm(.title, of: Created.self, "title") { $0.title },
        SearchTerm(.title, of: Renamed.self, "title") { $0.title },
        SearchTerm(.title, of: MilestoneSet.self, "title") { $0.title },
    ]

    private static let projects = ReadModel(of: Project.self, "Projects that answer clinical problems.") {
        when in
        when(Created.self) { created, row in
            row.put("title", created.title, "What it is called.", .label)
            row.put("units", created.units, "The units that it belonged to when it was created.")
            row.put("problems", created.problems, "The clinical problems that it was created for.")
            row.put("institutions", created.institutions, "The institutions that take part.")
            row.put("disciplines", created.disciplines, "The disciplines that it draws on.")
            row.put("cooperative", created.cooperative, "Whether several institutions carry it out together.")
            row.put("status", Status.created, "{words}.")
            row.put("createdOn", row.occurredOn, "When it was created.")
        }
        when(transition: Started.self) { _, row in
            row.put("startedOn", row.occurredOn, "When it was started.")
        }
        when(transition: Completed.self) { completed, row in
            row.put("endedOn", row.occurredOn, "When it was completed or terminated.")
            row.put("summary", completed.summary, "What came of it.")
        }
        when(transition: Terminated.self) { terminated, row in
            row.put("endedOn", row.occurredOn)
            row.put("terminationGround", terminated.ground, "Why it was terminated.")
        }
        when(KeyDesignated.self) { designated, row in
            row.put("keySince", row.occurredOn, "When it was designated a key project; absent if it is none.")
            row.put(
                "keyGround", designated.ground, "Why it was designated a key project, if not by a screening.")
        }
        when(Renamed.self) { renamed, row in row.put("title", renamed.title) }
        when(transition: Suspended.self)
        when(transition: Resumed.self)
        when(Screened.self) { screened, row in
            guard screened.decision == .key else { return }
            row.match(absent: "keySince")
            row.put("keySince", row.occurredOn)
        }
    }

    private static let unitLinks = ReadModel(
        "project-unit", of: Project.self, list: "unitLinks", "Which project belongs to which unit."
    ) { when in
        when(Created.self, each: \.units) { _, unit, row in
            row.put("unit", unit, "The unit.", [.key, .indexed])
            row.put("addedOn", row.occurredOn, "Since when.")
        }
        when(UnitAdded.self) { added, row in
            row.put("unit", added.unit)
            row.put("addedOn", row.occurredOn)
        }
    }

    private static let problemLinks = ReadModel(
        "project-problem", of: Project.self, list: "problemLinks",
        "Which project answers which clinical problem."
    ) { when in
        when(Created.self, each: \.problems) { _, problem, row in
            row.put("problem", problem, "The problem.", [.key, .indexed])
            row.put("linkedOn", row.occurredOn, "Since when.")
        }
        when(ProblemLinked.self) { linked, row in
            row.put("problem", linked.problem)
            row.put("linkedOn", row.occurredOn)
        }
    }

    private static let members = ReadModel(
        "project-member", of: Project.self, list: "members", "Persons who work or worked on projects."
    ) { when in
        when(MemberJoined.self) { joined, row in
            row.put("person", joined.person, "The member.", .indexed)
            row.put("role", joined.role, "As what.")
            row.put("student", joined.student, "The enrolment, of students.", .indexed)
            row.put("joinedOn", row.occurredOn, "Since when.")
        }
        when(MemberLeft.self) { left, row in
            row.match("person", left.person)
            row.match("role", left.role)
            row.match(absent: "leftOn")
            row.put("leftOn", row.occurredOn, "Until when; absent while the person is a member.")
            row.put("leavingGround", left.ground, "Why the person left.")
        }
    }

    private static let milestones = ReadModel(
        "project-milestone", of: Project.self, list: "milestones", "Milestones of projects."
    ) { when in
        when(MilestoneSet.self) { milestone, row in
            row.put("milestone", milestone.milestone, "The id of the milestone.", .key)
            row.put("title", milestone.title, "What is to be reached.")
            row.put("due", milestone.due, "By when.")
        }
        when(MilestoneReached.self) { reached, row in
            row.put("milestone", reached.milestone)
            row.put("reachedOn", row.occurredOn, "When it was reached; absent while it is not.")
        }
    }

    private static let plans = ReadModel(
        "project-plan", of: Project.self, list: "plans", "Solution plans of projects."
    ) { when in
        when(SolutionPlanDrafted.self) { drafted, row in
            row.put("version", drafted.version, "The version of the plan.", .key)
            row.put("summary", drafted.summary, "What the plan says.")
            row.put("problems", drafted.problems, "The clinical problems that it solves.")
            row.put("draftedOn", row.occurredOn, "When it was drafted.")
        }
        when(SolutionPlanAdopted.self) { adopted, row in
            row.put("version", adopted.version)
            row.put("adoptedOn", row.occurredOn, "When it was adopted; absent while it is not.")
        }
    }

    private static let planContributors = ReadModel(
        "project-plan-contributor", list: "planContributors", when: SolutionPlanDrafted.self,
        each: \.contributors, "Who wrote solution plans."
    ) { drafted, contributor, row in
        row.put("version", drafted.version, "The version of the plan.", .key)
        row.put("person", contributor.person, "The contributor.", [.key, .indexed])
        row.put("role", contributor.role, "As what.", .key)
    }

    private static let screenings = ReadModel(
        "project-screening", list: "screenings", when: Screened.self,
        "What screenings decided about projects."
    ) { screened, row in
        row.put("screening", screened.screening, "The screening.", [.key, .indexed])
        row.put("decision", screened.decision, "{words}; the last one counts.")
        row.put("decidedOn", row.occurredOn, "When.")
    }
}
