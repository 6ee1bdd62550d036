import SutureDomain

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
