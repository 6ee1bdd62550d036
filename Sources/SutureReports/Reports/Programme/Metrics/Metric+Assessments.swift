import SutureDomain

/// What assessments say of units. One counts from the day on which its results are released.
extension Metric {
    static let assessments = [
        Metric(
            name: "assessment.rating",
            meaning: "How a unit was rated in an assessment of a year, as released.", unit: "rating",
            parameters: parameters, combinationsSQL: combinations, content: .text,
            sql: released("u.rating")),
        Metric(
            name: "assessment.rank", meaning: "The place of a unit in an assessment of a year, as released.",
            unit: "rank", parameters: parameters, combinationsSQL: combinations, content: .number,
            sql: released("u.rank")),
    ]

    private static let parameters = [
        Parameter(name: "unit", isRequired: true), Parameter(name: "year", isRequired: true),
        Parameter(name: "organiser"),
    ]

    /// Every unit and year, and where there were several assessments each of their organisers.
    private static let combinations = """
        WITH released(unit, year, organiser) AS (
            SELECT u.unit, a.year, a.organiser FROM assessment_unit u JOIN assessment a ON a.id = u.assessment
            WHERE a.released_on IS NOT NULL AND a.year IS NOT NULL AND u.rating IS NOT NULL)
        SELECT DISTINCT unit, year, NULL FROM released
        UNION
        SELECT r.unit, r.year, r.organiser FROM released r
        WHERE EXISTS (SELECT 1 FROM released o
            WHERE o.unit = r.unit AND o.year = r.year AND o.organiser IS NOT r.organiser)
        ORDER BY 1, 2, 3
        """

    private static func released(_ result: String) -> String {
        """
        SELECT 'assessment/' || a.id AS record, 1 AS n, \(result) AS said
        FROM assessment_unit u JOIN assessment a ON a.id = u.assessment
        WHERE a.released_on IS NOT NULL AND \(result) IS NOT NULL
        AND u.unit = ?1 AND a.year = ?2 AND (?3 IS NULL OR a.organiser = ?3)
        """
    }
}
