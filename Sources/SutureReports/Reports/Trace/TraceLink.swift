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
    /// - Parameter pairs: selects the ids of what is above and of what is below, each pair once; not by a
    ///   `UNION`, of which SQLite would make all pairs to find those of one record.
    private init(_ above: String, _ below: String, _ pairs: String) {
        let pairs = "WITH pair(above, below) AS (\(pairs))"
        self.init(
            above: above, below: below, downSQL: "\(pairs) SELECT below FROM pair WHERE above = ?1",
            upSQL: "\(pairs) SELECT above FROM pair WHERE below = ?1")
    }

    /// In the order in which they are followed.
    static let all =
        [
            TraceLink(
                "problem", "project",
                """
                SELECT problem, project FROM project_problem
                UNION ALL SELECT id, resolved_by_project FROM problem p
                    WHERE resolved_by_project IS NOT NULL AND NOT EXISTS (SELECT 1 FROM project_problem l
                        WHERE l.problem = p.id AND l.project = p.resolved_by_project)
                """),
            TraceLink("project", "device", "SELECT project, id FROM device WHERE project IS NOT NULL"),
            // The sets in which a device is investigated.
            TraceLink(
                above: "device", below: "device",
                downSQL: """
                    SELECT DISTINCT t.device FROM trial_device t
                    JOIN device d ON d.id = t.device JOIN json_each(d.members) e WHERE e.value = ?1
                    """,
                upSQL: "SELECT e.value FROM device d JOIN json_each(d.members) e WHERE d.id = ?1"),
            TraceLink("device", "trial", "SELECT device, trial FROM trial_device"),
        ] + safety + achievements

    private static let safety = ["adverse-event", "deficiency"].flatMap { kind in
        let table = TraceKind.table(kind)
        return [
            TraceLink("trial", kind, "SELECT trial, id FROM \(table) WHERE trial IS NOT NULL"),
            // What happened outside of trials.
            TraceLink(
                "device", kind, "SELECT device, id FROM \(table) WHERE trial IS NULL AND device IS NOT NULL"),
        ]
    }

    private static let achievements = [
        TraceLink("project", "achievement", "SELECT project, achievement FROM achievement_project"),
        TraceLink("device", "achievement", "SELECT device, achievement FROM achievement_device"),
        // What solved a problem without being known as the project's.
        TraceLink(
            "problem", "achievement",
            """
            SELECT id, resolved_by_achievement FROM problem p
            WHERE resolved_by_achievement IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM achievement_project a
                    WHERE a.achievement = p.resolved_by_achievement AND a.project = p.resolved_by_project)
            """),
    ]
}
