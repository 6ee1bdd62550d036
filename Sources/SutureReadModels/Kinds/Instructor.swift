import SutureDomain

extension Instructor: Viewed {
    static let readModels: [any ReadModel.Type] = [
        Instructors.self
    ]
}

/// The roster of joint training instructors, and how many students each has.
enum Instructors: ReadModel {
    static let view = View(
        Instructor.self, label: "person", "Joint training instructors.", indexed: ["person", "project"],
        columns: [
            .reference("person", to: Person.self, "Who was selected."),
            .reference("school", to: Unit.self, "For which school."),
            .reference("project", to: Project.self, "On the strength of which project."),
            .date("selectedOn", "When."),
            .date("termEnds", "When the term ends, as last set."),
            .date("endedOn", "When the appointment ended; absent while it lasts."),
            .text("endGround", "Why it ended."),
        ],
        computed: [
            ComputedColumn(
                name: "load", meaning: "How many students the person instructs in joint training at present.",
                sql: """
                    (SELECT count(DISTINCT a.student) FROM student_instructor a \
                    LEFT JOIN student s ON s.id = a.student \
                    WHERE a.instructor = t.person AND a.type = 'joint_training' AND a.released_on IS NULL \
                    AND s.ended_on IS NULL)
                    """)
        ])

    static func project(when: inout Projection) {
        when(Instructor.Selected.self) { selected, rows in
            try rows.put([
                "person": selected.person, "school": selected.school, "project": selected.project,
                "selectedOn": rows.occurredOn, "termEnds": selected.termEnds,
            ])
        }
        when(Instructor.TermRenewed.self) { renewed, rows in
            try rows.update(set: ["termEnds": renewed.termEnds])
        }
        when(Instructor.Ended.self) { ended, rows in
            try rows.update(set: ["endedOn": rows.occurredOn, "endGround": ended.ground])
        }
    }
}
