import SutureDomain

extension Instructor: Viewed {
    static let readModels = [instructors]

    private static let instructors = ReadModel(
        of: Instructor.self, "Joint training instructors.",
        computed: [
            QueryColumn(
                "load", .integer, "How many students the person instructs in joint training at present.",
                sql: """
                    (SELECT count(DISTINCT a.student) FROM student_instructor a \
                    LEFT JOIN student s ON s.id = a.student \
                    WHERE a.instructor = t.person AND a.type = \(Student.Instruction.jointTraining.sql) \
                    AND a.released_on IS NULL AND s.ended_on IS NULL)
                    """)
        ]
    ) { when in
        when(Selected.self) { selected, row in
            row.put("person", selected.person, "Who was selected.", [.label, .indexed])
            row.put("school", selected.school, "For which school.")
            row.put("project", selected.project, "On the strength of which project.", .indexed)
            row.put("selectedOn", row.occurredOn, "When.")
            row.put("termEnds", selected.termEnds, "When the term ends, as last set.")
        }
        when(Ended.self) { ended, row in
            row.put("endedOn", row.occurredOn, "When the appointment ended; absent while it lasts.")
            row.put("endGround", ended.ground, "Why it ended.")
        }
        when(TermRenewed.self) { renewed, row in row.put("termEnds", renewed.termEnds) }
    }
}
