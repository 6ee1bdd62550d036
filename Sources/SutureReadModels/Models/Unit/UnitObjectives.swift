import SutureDomain

/// What units set themselves, and how far they are.
enum UnitObjectives: ReadModel {
    static let view = View(
        "unit-objective", of: Unit.self, list: "objectives",
        "Objectives and contents that units set themselves.",
        key: .columns(["objective"]),
        columns: [
            .text("objective", "The id of the objective."),
            .text("type", "objective or content."),
            .text("statement", "What is to be reached."),
            .decimal("target", "The number to be reached."),
            .text("unitOfMeasure", "What the number counts."),
            .date("due", "By when."),
            .decimal("progress", "The number last reported."),
            .date("completedOn", "When it was reached; absent while it is not."),
        ])

    static func project(when: inout Projection) {
        when(Unit.ObjectiveSet.self) { objective, rows in
            try rows.put([
                "objective": objective.objective, "type": objective.type.rawValue,
                "statement": objective.statement, "target": objective.target, "unitOfMeasure": objective.unit,
                "due": objective.due,
            ])
        }
        when(Unit.ObjectiveProgressed.self) { progressed, rows in
            guard let value = progressed.value else { return }
            try rows.put(["objective": progressed.objective, "progress": value])
        }
        when(Unit.ObjectiveCompleted.self) { completed, rows in
            try rows.put(["objective": completed.objective, "completedOn": rows.occurredOn])
        }
    }
}
