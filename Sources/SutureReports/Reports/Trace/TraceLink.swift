/// From which kind of record the way leads to which, and how the next ones are found in either direction.
///
///     problem ─▶ project ─▶ device ─▶ trial ─▶ adverse event, deficiency
///        │          │         │ └▶ set of devices ─▶ trial
///        └──────────┴─────────┴──▶ achievement
struct TraceLink: Sendable {
    let above: String
    let below: String
    /// Selects the ids of what is below `?1`.
    let downSQL: String
    /// Selects the ids of what is above `?1`.
    let upSQL: String
}

extension TraceLink {
    /// In the order in which they are followed.
    static let all =
        [
            TraceLink(
                above: "problem", below: "project",
                downSQL: """
                    SELECT project FROM project_problem WHERE problem = ?1
                    UNION SELECT resolved_by_project FROM problem
                        WHERE id = ?1 AND resolved_by_project IS NOT NULL
                    """,
                upSQL: """
                    SELECT problem FROM project_problem WHERE project = ?1
                    UNION SELECT id FROM problem WHERE resolved_by_project = ?1
                    """),
            TraceLink(
                above: "project", below: "device", downSQL: "SELECT id FROM device WHERE project = ?1",
                upSQL: "SELECT project FROM device WHERE id = ?1 AND project IS NOT NULL"),
            // The sets in which a device is investigated.
            TraceLink(
                above: "device", below: "device",
                downSQL: """
                    SELECT DISTINCT t.device FROM trial_device t
                    JOIN device d ON d.id = t.device JOIN json_each(d.members) e WHERE e.value = ?1
                    """,
                upSQL: "SELECT e.value FROM device d JOIN json_each(d.members) e WHERE d.id = ?1"),
            TraceLink(
                above: "device", below: "trial", downSQL: "SELECT trial FROM trial_device WHERE device = ?1",
                upSQL: "SELECT device FROM trial_device WHERE trial = ?1"),
        ] + safety + achievements

    private static let safety = ["adverse-event", "deficiency"].flatMap { kind in
        let table = TraceKind.table(kind)
        return [
            TraceLink(
                above: "trial", below: kind, downSQL: "SELECT id FROM \(table) WHERE trial = ?1",
                upSQL: "SELECT trial FROM \(table) WHERE id = ?1 AND trial IS NOT NULL"),
            // What happened outside of trials.
            TraceLink(
                above: "device", below: kind,
                downSQL: "SELECT id FROM \(table) WHERE device = ?1 AND trial IS NULL",
                upSQL: """
                    SELECT device FROM \(table) WHERE id = ?1 AND trial IS NULL AND device IS NOT NULL
                    """),
        ]
    }

    private static let achievements = [
        TraceLink(
            above: "project", below: "achievement",
            downSQL: "SELECT achievement FROM achievement_project WHERE project = ?1",
            upSQL: "SELECT project FROM achievement_project WHERE achievement = ?1"),
        TraceLink(
            above: "device", below: "achievement",
            downSQL: "SELECT achievement FROM achievement_device WHERE device = ?1",
            upSQL: "SELECT device FROM achievement_device WHERE achievement = ?1"),
        // What solved a problem without being known as the project's.
        TraceLink(
            above: "problem", below: "achievement",
            downSQL: """
                SELECT resolved_by_achievement FROM problem p
                WHERE id = ?1 AND resolved_by_achievement IS NOT NULL AND \(isNotOfTheProject)
                """,
            upSQL: """
                SELECT id FROM problem p WHERE resolved_by_achievement = ?1 AND \(isNotOfTheProject)
                """),
    ]

    private static let isNotOfTheProject = """
        NOT EXISTS (SELECT 1 FROM achievement_project a
            WHERE a.achievement = p.resolved_by_achievement AND a.project = p.resolved_by_project)
        """
}
