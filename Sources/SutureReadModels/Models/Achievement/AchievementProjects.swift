import SutureDomain

/// Of which projects achievements came.
enum AchievementProjects: ReadModel {
    static let view = View(
        "achievement-project", of: Achievement.self, list: "projects", "Projects and what came of them.",
        key: .columns(["project"]), indexed: ["project"],
        columns: [.reference("project", to: Project.self, "The project.")])

    static func project(when: inout Projection) {
        when(Achievement.Recorded.self) { recorded, rows in
            for project in recorded.projects { try rows.put(["project": project]) }
        }
    }
}
