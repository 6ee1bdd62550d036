import SutureDomain

/// What units handed in.
enum AssessmentMaterials: ReadModel {
    static let view = View(
        "assessment-material", of: Assessment.self, list: "materials",
        "Materials that units handed in to be assessed by.", key: .entry, indexed: ["unit"],
        columns: [
            .reference("unit", to: Unit.self, "The unit."),
            .list("items", "What was handed in, one by one."),
            .date("submittedOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Assessment.MaterialsSubmitted.self) { submitted, rows in
            try rows.put([
                "unit": submitted.unit, "items": ListValue(submitted.items), "submittedOn": rows.occurredOn,
            ])
        }
    }
}
