import SutureDomain

/// What was reported on the way to objectives.
enum UnitObjectiveProgress: ReadModel {
    static let view = View(
        "unit-objective-progress", of: Unit.self, list: "objectiveProgress",
        "Reports on the way to the objectives of units.", key: .entry,
        columns: [
            .text("objective", "The id of the objective."),
            .decimal("value", "The number reached."),
            .text("text", "What was done."),
            .date("reportedOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Unit.ObjectiveProgressed.self) { progressed, rows in
            try rows.put([
                "objective": progressed.objective, "value": progressed.value, "text": progressed.text,
                "reportedOn": rows.occurredOn,
            ])
        }
    }
}
