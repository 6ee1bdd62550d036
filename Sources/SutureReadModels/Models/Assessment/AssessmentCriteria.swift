import SutureDomain

/// By what units are and were assessed.
enum AssessmentCriteria: ReadModel {
    static let view = View(
        "assessment-criterion", of: Assessment.self, list: "criteria",
        "Criteria by which units are or were assessed.", key: .columns(["criterion"]),
        columns: [
            .text("criterion", "The id of the criterion."),
            .integer("ordinal", "Its place in the announcement, from 1."),
            .text("title", "What is assessed."),
            .text("evidence", "Which records of a unit speak for it."),
            .decimal("weight", "How much it counts."),
            .decimal("maximum", "The highest score."),
            .date("replacedOn", "When other criteria took its place; absent while it holds."),
        ])

    static func project(when: inout Projection) {
        when(Assessment.Announced.self) { announced, rows in try put(announced.criteria, rows) }
        when(Assessment.CriteriaChanged.self) { changed, rows in
            try rows.update(where: ["replacedOn": String?.none], set: ["replacedOn": rows.occurredOn])
            try put(changed.criteria, rows)
        }
    }

    private static func put(_ criteria: [Assessment.Criterion], _ rows: RowWriter) throws {
        for (index, criterion) in criteria.enumerated() {
            try rows.put([
                "criterion": criterion.id, "ordinal": Int64(index + 1), "title": criterion.title,
                "evidence": criterion.evidence?.rawValue, "weight": criterion.weight,
                "maximum": criterion.maximum, "replacedOn": String?.none,
            ])
        }
    }
}
