/// Agreements that were signed, and meetings that took place.
extension Metric {
    static let agreements = [
        Metric(
            name: "agreements.signed", meaning: "Agreements that every party has signed.", unit: "agreements",
            sql: """
                SELECT 'agreement/' || a.id AS record, 1 AS n FROM agreement a
                WHERE \(AgreementSignatures.areAll(of: "a.id"))
                """),
        Metric(
            name: "activities.held",
            meaning: "Activities that took place; one of several types counts for each of them.",
            unit: "activities",
            parameters: [
                Parameter(
                    name: "type",
                    valuesSQL: """
                        SELECT DISTINCT t.value FROM activity a JOIN json_each(a.types) t
                        WHERE a.held_on IS NOT NULL ORDER BY 1
                        """)
            ],
            sql: """
                SELECT 'activity/' || a.id AS record, 1 AS n FROM activity a
                WHERE a.held_on IS NOT NULL
                AND (?1 IS NULL OR EXISTS (SELECT 1 FROM json_each(a.types) t WHERE t.value = ?1))
                """),
    ]
}
