import SutureDomain

/// What units want to achieve, in their own words.
enum UnitGoals: ReadModel {
    static let view = View(
        "unit-goal", of: Unit.self, list: "goals", "Goals that units declared.", key: .entry,
        columns: [
            .text("text", "The goal."),
            .list("policyContext", "The policies that it refers to."),
            .date("declaredOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Unit.GoalDeclared.self) { declared, rows in
            try rows.put([
                "text": declared.text, "policyContext": ListValue(declared.policyContext),
                "declaredOn": rows.occurredOn,
            ])
        }
    }
}
