/// The members of units, and the units that were inaugurated.
extension Metric {
    static let units = [
        Metric(
            name: "members",
            meaning: "Members of a unit: those known by name, and those still known by number only.",
            unit: "institutions",
            parameters: [
                Parameter(
                    name: "unit", isRequired: true,
                    valuesSQL: """
                        SELECT unit FROM unit_member UNION SELECT unit FROM unit_unnamed_member ORDER BY 1
                        """)
            ],
            sql: """
                SELECT 'institution/' || m.institution AS record, 1 AS n FROM unit_member m
                WHERE m.unit = ?1 AND m.left_on IS NULL
                UNION
                SELECT 'unit/' || ?1, \(UnitMemberCount.unnamed(unit: "?1"))
                WHERE \(UnitMemberCount.unnamed(unit: "?1")) > 0
                """),
        Metric(
            name: "units.inaugurated", meaning: "Units that were inaugurated.", unit: "units",
            sql: "SELECT 'unit/' || id AS record, 1 AS n FROM unit WHERE inaugurated_on IS NOT NULL"),
    ]
}
