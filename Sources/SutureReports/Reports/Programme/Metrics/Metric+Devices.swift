/// Devices in trials, and what was said of them. Where a device is a set, its members are meant.
extension Metric {
    static let devices = [
        Metric(
            name: "devices.in-trials", meaning: "Devices of trials that were started.", unit: "devices",
            parameters: [type],
            sql: """
                SELECT DISTINCT 'device/' || s.single AS record, 1 AS n
                FROM trial_device td JOIN trial t ON t.id = td.trial
                JOIN (\(singles)) s ON s.device = td.device
                LEFT JOIN device d ON d.id = s.single
                WHERE t.started_on IS NOT NULL AND (?1 IS NULL OR d.type = ?1)
                """),
        Metric(
            name: "feedback.acclaimed",
            meaning:
                "Feedback from trials that acclaims a device; of a set it counts for its members' types.",
            unit: "statements", parameters: [type],
            sql: """
                SELECT 'trial/' || f.trial AS record, count(*) AS n FROM trial_feedback f
                WHERE f.sentiment = 'acclaimed'
                AND (?1 IS NULL OR EXISTS (
                    SELECT 1 FROM (\(singles)) s JOIN device d ON d.id = s.single
                    WHERE s.device = f.device AND d.type = ?1))
                GROUP BY f.trial
                """),
    ]

    /// The types of what is in trials and of what feedback is about: one may count without the other.
    private static let type = Parameter(
        name: "type",
        valuesSQL: """
            SELECT DISTINCT d.type
            FROM (SELECT device FROM trial_device UNION SELECT device FROM trial_feedback) t
            JOIN (\(singles)) s ON s.device = t.device JOIN device d ON d.id = s.single
            WHERE d.type IS NOT NULL ORDER BY 1
            """)

    /// The devices that each device of a trial stands for: a set's members, or itself, which may be unknown.
    private static let singles = """
        SELECT td.device AS device, coalesce(e.value, td.device) AS single FROM trial_device td
        LEFT JOIN device x ON x.id = td.device LEFT JOIN json_each(x.members) e
        UNION
        SELECT x.id, coalesce(e.value, x.id) FROM device x LEFT JOIN json_each(x.members) e
        """
}
