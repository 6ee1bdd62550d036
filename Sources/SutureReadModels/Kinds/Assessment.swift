import SutureDomain

extension Assessment: Viewed {
    static let readModels: [any ReadModel.Type] = [
        Assessments.self, AssessmentCriteria.self, AssessmentUnits.self, AssessmentExperts.self,
        AssessmentMaterials.self, AssessmentReviews.self, AssessmentScores.self, AssessmentOpinions.self,
    ]

    static func projectSearchTerms(when: inout Projection) {
        when(Announced.self) { event, rows in try rows.put("title", "title", event.title) }
    }
}

/// One row per assessment.
enum Assessments: ReadModel {
    static let view = View(
        Assessment.self, label: "title", "Assessments of units against criteria.",
        columns: [
            .text("title", "What it is called."),
            .text("scope", "What is assessed, and of whom."),
            .reference("organiser", to: Institution.self, "Who assesses."),
            .integer("year", "The year that is assessed."),
            .list("ratingScale", "The ratings that can be given, the best one first."),
            .text("status", "announced or released."),
            .date("announcedOn", "When it was announced."),
            .date("releasedOn", "When the results were released; absent while they are not."),
            .reference("releasedBy", to: Institution.self, "Who released them."),
        ])

    static func project(when: inout Projection) {
        when(Assessment.Announced.self) { announced, rows in
            try rows.put([
                "title": announced.title, "scope": announced.scope, "organiser": announced.organiser,
                "year": announced.year, "ratingScale": ListValue(announced.ratingScale),
                "status": "announced", "announcedOn": rows.occurredOn,
            ])
        }
        when(Assessment.ResultsReleased.self) { released, rows in
            try rows.update(set: [
                "status": "released", "releasedOn": rows.occurredOn, "releasedBy": released.by,
            ])
        }
    }
}

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

/// Who judges the units.
enum AssessmentExperts: ReadModel {
    static let view = View(
        "assessment-expert", of: Assessment.self, list: "experts", "Experts who judge units.",
        key: .columns(["person"]), indexed: ["person"],
        columns: [
            .reference("person", to: Person.self, "The expert."),
            .date("appointedOn", "When the expert was appointed."),
        ])

    static func project(when: inout Projection) {
        when(Assessment.ExpertAppointed.self) { appointed, rows in
            try rows.put(["person": appointed.person, "appointedOn": rows.occurredOn])
        }
    }
}

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

/// How units were scored by the criteria.
enum AssessmentScores: ReadModel {
    static let view = View(
        "assessment-score", of: Assessment.self, list: "scores", "Scores of units by criterion.",
        key: .entry, indexed: ["unit"],
        columns: [
            .reference("unit", to: Unit.self, "The unit."),
            .text("criterion", "The id of the criterion."),
            .reference("expert", to: Person.self, "Who gave the score."),
            .decimal("score", "The score."),
            .text("comment", "What was said to it."),
            .date("scoredOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Assessment.CriterionScored.self) { scored, rows in
            try rows.put([
                "unit": scored.unit, "criterion": scored.criterion, "expert": scored.expert,
                "score": scored.score, "comment": scored.comment, "scoredOn": rows.occurredOn,
            ])
        }
    }
}

/// What the experts as a body think of units.
enum AssessmentOpinions: ReadModel {
    static let view = View(
        "assessment-opinion", of: Assessment.self, list: "opinions", "Opinions of the experts as a body.",
        key: .entry, indexed: ["unit"],
        columns: [
            .reference("unit", to: Unit.self, "The unit."),
            .boolean("unanimous", "Whether all of them think so."),
            .text("recommendation", "highly_recommended, recommended, neutral or not_recommended."),
            .list("aspects", "What they praise."),
            .date("recordedOn", "When they said so."),
        ])

    static func project(when: inout Projection) {
        when(Assessment.OpinionRecorded.self) { opinion, rows in
            try rows.put([
                "unit": opinion.unit, "unanimous": opinion.unanimous,
                "recommendation": opinion.recommendation.rawValue, "aspects": ListValue(opinion.aspects),
                "recordedOn": rows.occurredOn,
            ])
        }
    }
}
