/// What came of the programme's work. What was retracted does not count.
extension Metric {
    static let achievements = [
        Metric(
            name: "achievements", meaning: "Achievements that have not been retracted.", unit: "achievements",
            parameters: [
                unit,
                Parameter(
                    name: "type",
                    valuesSQL: "SELECT DISTINCT type FROM achievement WHERE type IS NOT NULL ORDER BY 1"),
            ],
            combinationsSQL: """
                SELECT DISTINCT u.unit, a.type FROM achievement_unit u JOIN achievement a ON a.id = u.achievement
                WHERE a.type IS NOT NULL ORDER BY 1, 2
                """,
            sql: """
                SELECT 'achievement/' || a.id AS record, 1 AS n FROM achievement a
                WHERE \(stands) AND (?2 IS NULL OR a.type = ?2)
                """),
        Metric(
            name: "achievements.applied-clinically",
            meaning: "Achievements that were ever applied clinically.", unit: "achievements",
            parameters: [unit],
            sql: """
                SELECT 'achievement/' || a.id AS record, 1 AS n FROM achievement a
                WHERE \(stands)
                AND EXISTS (SELECT 1 FROM achievement_application c WHERE c.achievement = a.id)
                """),
    ]

    private static let unit = Parameter(
        name: "unit", valuesSQL: "SELECT DISTINCT unit FROM achievement_unit ORDER BY unit")

    private static let stands = """
        a.retracted_on IS NULL AND (?1 IS NULL OR EXISTS (
            SELECT 1 FROM achievement_unit u WHERE u.achievement = a.id AND u.unit = ?1))
        """
}
