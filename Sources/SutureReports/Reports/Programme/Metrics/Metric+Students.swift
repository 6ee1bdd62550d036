/// Graduate students in projects, and everybody who ever took part as a student.
extension Metric {
    static let students = [
        Metric(
            name: "students.graduate.entered-projects",
            meaning: "Persons who ever joined a project as graduate students.", unit: "persons",
            parameters: [home],
            sql: """
                \(atHome)
                SELECT DISTINCT 'person/' || m.person AS record, 1 AS n
                FROM project_member m LEFT JOIN student s ON s.id = m.student
                WHERE m.role = 'graduate_student' AND (?1 IS NULL OR s.home IN at_home)
                """),
        Metric(
            name: "students.graduate.in-projects",
            meaning:
                "Persons who are graduate students in a project: they have not left it, and neither it nor "
                + "their studies have ended.", unit: "persons",
            parameters: [home],
            sql: """
                \(atHome)
                SELECT DISTINCT 'person/' || m.person AS record, 1 AS n
                FROM project_member m LEFT JOIN student s ON s.id = m.student
                LEFT JOIN project p ON p.id = m.project
                WHERE m.role = 'graduate_student' AND (?1 IS NULL OR s.home IN at_home)
                AND m.left_on IS NULL AND s.ended_on IS NULL AND p.ended_on IS NULL
                """),
        Metric(
            name: "projects.with-graduate-students",
            meaning: "Projects that graduate students ever joined.", unit: "projects", parameters: [home],
            sql: """
                \(atHome)
                SELECT DISTINCT 'project/' || m.project AS record, 1 AS n
                FROM project_member m LEFT JOIN student s ON s.id = m.student
                WHERE m.role = 'graduate_student' AND (?1 IS NULL OR s.home IN at_home)
                """),
        Metric(
            name: "students.participated",
            meaning: "Persons who were ever enrolled or a member of a project as students.", unit: "persons",
            parameters: [
                Parameter(
                    name: "programme",
                    valuesSQL: "SELECT DISTINCT programme FROM student WHERE programme IS NOT NULL ORDER BY 1"
                )
            ],
            sql: """
                SELECT 'person/' || s.person AS record, 1 AS n FROM student s
                WHERE ?1 IS NULL OR s.programme = ?1
                UNION
                SELECT 'person/' || m.person, 1
                FROM project_member m LEFT JOIN student s ON s.id = m.student
                WHERE m.role IN ('graduate_student', 'undergraduate_student')
                AND (?1 IS NULL OR s.programme = ?1)
                """),
    ]

    /// Where students come from: the institution, or one below it by affiliation. A successor is not below.
    private static let home = Parameter(
        name: "home",
        valuesSQL: """
            WITH RECURSIVE above(id) AS (
                SELECT home FROM student WHERE home IS NOT NULL
                UNION
                SELECT a.affiliated_to FROM institution_affiliation a JOIN above ON a.institution = above.id
                WHERE a.ended_on IS NULL AND a.relation <> 'successor_of'
            )
            SELECT id FROM above ORDER BY id
            """)

    private static let atHome = """
        WITH RECURSIVE at_home(id) AS (
            SELECT ?1
            UNION
            SELECT a.institution FROM institution_affiliation a JOIN at_home ON a.affiliated_to = at_home.id
            WHERE a.ended_on IS NULL AND a.relation <> 'successor_of'
        )
        """
}
