/// Who is committed to units, and who was selected to instruct.
extension Metric {
    static let people = [
        committed(
            "doctors.committed", as: "doctor", "Persons who are committed to a unit as doctors at present."),
        committed(
            "doctoral-candidates.committed", as: "doctoral_candidate",
            "Persons who are committed to a unit as doctoral candidates at present."),
        Metric(
            name: "instructors.joint-training.selected",
            meaning: "Persons who were ever selected as joint training instructors.", unit: "persons",
            sql: """
                SELECT DISTINCT 'person/' || person AS record, 1 AS n FROM instructor
                WHERE person IS NOT NULL
                """),
    ]

    private static func committed(_ name: String, as capacity: String, _ meaning: String) -> Metric {
        Metric(
            name: name, meaning: meaning, unit: "persons",
            parameters: [
                Parameter(
                    name: "unit",
                    valuesSQL: """
                        SELECT DISTINCT committed_to FROM person_commitment
                        WHERE capacity = '\(capacity)' ORDER BY 1
                        """)
            ],
            sql: """
                SELECT DISTINCT 'person/' || c.person AS record, 1 AS n FROM person_commitment c
                WHERE c.capacity = '\(capacity)' AND c.ended_on IS NULL
                AND (?1 IS NULL OR c.committed_to = ?1)
                """)
    }
}
