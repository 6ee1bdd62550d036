import SutureDomain

/// Which parts of their training students completed.
enum StudentTraining: ReadModel {
    static let view = View(
        "student-training", of: Student.self, list: "training",
        "Parts of their training that students completed.",
        key: .entry,
        columns: [
            .text("component", "The part."),
            .text("result", "With what result."),
            .date("completedOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Student.TrainingCompleted.self) { completed, rows in
            try rows.put([
                "component": completed.component, "result": completed.result, "completedOn": rows.occurredOn,
            ])
        }
    }
}
