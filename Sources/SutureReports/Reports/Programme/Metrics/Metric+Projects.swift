/// Projects that were carried out, and the key ones.
extension Metric {
    static let projects = [
        Metric(
            name: "projects.cooperative.carried-out",
            meaning: "Projects carried out in cooperation that were ever started.", unit: "projects",
            parameters: [unit],
            sql: """
                SELECT 'project/' || p.id AS record, 1 AS n FROM project p
                WHERE p.cooperative AND p.started_on IS NOT NULL AND \(isInUnit)
                """),
        Metric(
            name: "projects.key", meaning: "Projects that were designated key projects.", unit: "projects",
            parameters: [unit],
            sql: """
                SELECT 'project/' || p.id AS record, 1 AS n FROM project p
                WHERE p.key_since IS NOT NULL AND \(isInUnit)
                """),
    ]

    private static let unit = Parameter(
        name: "unit", valuesSQL: "SELECT DISTINCT unit FROM project_unit ORDER BY unit")

    private static let isInUnit =
        "(?1 IS NULL OR EXISTS (SELECT 1 FROM project_unit u WHERE u.project = p.id AND u.unit = ?1))"
}
