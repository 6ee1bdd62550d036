import SutureDomain

extension Assessment: Viewed {
    static let readModels = [assessments, criteria, units, experts, materials, reviews, scores, opinions]

    static let searchTerms = [
        SearchTerm(.title, of: Announced.self, "title") { $0.title }
    ]

    private static let assessments = ReadModel(of: Assessment.self, "Assessments of units against criteria.")
    { when in
        when(Announced.self) { announced, row in
            row.put("title", announced.title, "What it is called.", .label)
            row.put("scope", announced.scope, "What is assessed, and of whom.")
            row.put("organiser", announced.organiser, "Who assesses.")
            row.put("year", announced.year, "The year that is assessed.")
            row.put(
                "ratingScale", announced.ratingScale, "The ratings that can be given, the best one first.")
            row.put("status", Status.announced, "{words}.")
            row.put("announcedOn", row.occurredOn, "When it was announced.")
        }
        when(transition: ResultsReleased.self) { released, row in
            row.put(
                "releasedOn", row.occurredOn, "When the results were released; absent while they are not.")
            row.put("releasedBy", released.by, "Who released them.")
        }
    }

    private static let criteria = ReadModel(
        "assessment-criterion", of: Assessment.self, list: "criteria",
        "Criteria by which units are or were assessed."
    ) { when in
        when(Announced.self, each: \.criteria) { _, criterion, row in put(criterion, &row) }
        when(CriteriaChanged.self) { _, row in
            row.match(absent: "replacedOn")
            row.put("replacedOn", row.occurredOn)
        }
        when(CriteriaChanged.self, each: \.criteria) { _, criterion, row in put(criterion, &row) }
    }

    /// One that was replaced before holds again.
    private static func put(_ criterion: Criterion, _ row: inout RowWriter) {
        row.put("criterion", criterion.id, "The id of the criterion.", .key)
        row.put("ordinal", row.ordinal, "Its place in the announcement, from 1.")
        row.put("title", criterion.title, "What is assessed.")
        row.put("evidence", criterion.evidence, "Which records of a unit speak for it.")
        row.put("weight", criterion.weight, "How much it counts.")
        row.put("maximum", criterion.maximum, "The highest score.")
        row.put("replacedOn", PartialDate?.none, "When other criteria took its place; absent while it holds.")
    }

    private static let units = ReadModel(
        "assessment-unit", of: Assessment.self, list: "units",
        "Units that take part in assessments, and their results."
    ) { when in
        when(UnitEntered.self) { entered, row in
            row.put("unit", entered.unit, "The unit.", [.key, .indexed])
            row.put("enteredOn", row.occurredOn, "Since when it takes part.")
        }
        when(ResultDetermined.self) { result, row in
            row.put("unit", result.unit)
            row.put("rating", result.rating, "How it was rated; absent until that is determined.")
            row.put("rank", result.rank, "Its place among all, from 1.")
            row.put("determinedOn", row.occurredOn, "When its result was determined.")
        }
    }

    private static let experts = ReadModel(
        "assessment-expert", list: "experts", when: ExpertAppointed.self, "Experts who judge units."
    ) { appointed, row in
        row.put("person", appointed.person, "The expert.", [.key, .indexed])
        row.put("appointedOn", row.occurredOn, "When the expert was appointed.")
    }

    private static let materials = ReadModel(
        "assessment-material", list: "materials", when: MaterialsSubmitted.self,
        "Materials that units handed in to be assessed by."
    ) { submitted, row in
        row.put("unit", submitted.unit, "The unit.", .indexed)
        row.put("items", submitted.items, "What was handed in, one by one.")
        row.put("submittedOn", row.occurredOn, "When.")
    }

    private static let reviews = ReadModel(
        "assessment-review", list: "reviews", when: Reviewed.self, "Reviews of materials and visits on site."
    ) { reviewed, row in
        row.put("unit", reviewed.unit, "The unit.", .indexed)
        row.put("type", reviewed.type, "{words}.")
        row.put("experts", reviewed.experts, "Who looked at it.")
        row.put("finding", reviewed.finding, "What they found.")
        row.put("reviewedOn", row.occurredOn, "When.")
    }

    private static let scores = ReadModel(
        "assessment-score", list: "scores", when: CriterionScored.self, "Scores of units by criterion."
    ) { scored, row in
        row.put("unit", scored.unit, "The unit.", .indexed)
        row.put("criterion", scored.criterion, "The id of the criterion.")
        row.put("expert", scored.expert, "Who gave the score.")
        row.put("score", scored.score, "The score.")
        row.put("comment", scored.comment, "What was said to it.")
        row.put("scoredOn", row.occurredOn, "When.")
    }

    private static let opinions = ReadModel(
        "assessment-opinion", list: "opinions", when: OpinionRecorded.self,
        "Opinions of the experts as a body."
    ) { opinion, row in
        row.put("unit", opinion.unit, "The unit.", .indexed)
        row.put("unanimous", opinion.unanimous, "Whether all of them think so.")
        row.put("recommendation", opinion.recommendation, "{words}.")
        row.put("aspects", opinion.aspects, "What they praise.")
        row.put("recordedOn", row.occurredOn, "When they said so.")
    }
}
