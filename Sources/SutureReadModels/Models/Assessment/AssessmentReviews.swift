import SutureDomain

/// When experts looked at units and their materials.
enum AssessmentReviews: ReadModel {
    static let view = View(
        "assessment-review", of: Assessment.self, list: "reviews",
        "Reviews of materials and visits on site.", key: .entry, indexed: ["unit"],
        columns: [
            .reference("unit", to: Unit.self, "The unit."),
            .text("type", "materials or on_site."),
            .list("experts", "Who looked at it."),
            .text("finding", "What they found."),
            .date("reviewedOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Assessment.Reviewed.self) { reviewed, rows in
            try rows.put([
                "unit": reviewed.unit, "type": reviewed.type.rawValue,
                "experts": ListValue(reviewed.experts), "finding": reviewed.finding,
                "reviewedOn": rows.occurredOn,
            ])
        }
    }
}
