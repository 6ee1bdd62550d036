import SutureDomain

/// Which units take part in assessments, and how they did.
enum AssessmentUnits: ReadModel {
    static let view = View(
        "assessment-unit", of: Assessment.self, list: "units",
        "Units that take part in assessments, and their results.", key: .columns(["unit"]),
        indexed: ["unit"],
        columns: [
            .reference("unit", to: Unit.self, "The unit."),
            .date("enteredOn", "Since when it takes part."),
            .text("rating", "How it was rated; absent until that is determined."),
            .integer("rank", "Its place among all, from 1."),
            .date("determinedOn", "When its result was determined."),
        ])

    static func project(when: inout Projection) {
        when(Assessment.UnitEntered.self) { entered, rows in
            try rows.put(["unit": entered.unit, "enteredOn": rows.occurredOn])
        }
        when(Assessment.ResultDetermined.self) { result, rows in
            try rows.put([
                "unit": result.unit, "rating": result.rating, "rank": result.rank,
                "determinedOn": rows.occurredOn,
            ])
        }
    }
}
