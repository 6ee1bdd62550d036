import SutureDomain

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
