import SutureJSON

/// The assessment of 2021: what was assessed, how the experts judged, and what was released in 2022.
///
/// The document begins with the result. It is told last: a released assessment takes nothing more.
extension Programme {
    package static let assessment = "SHMIC-2021"
    private static let span = "2021..2022-11-07"

    mutating func tellOfTheAssessment() {
        tell(
            """
            The assessment was organized by the SHEITC to assess the construction and operation of each \
            participating innovation center since its approval, including the completion of the construction \
            objectives and construction contents, technology spillover mode, public service level, \
            sustainable development and the promotion of industry development.
            """)
        record(
            "assessment.announce", Programme.assessment,
            [
                "title": "Assessment of Shanghai Manufacturing Innovation Center",
                "scope":
                    "Construction and operation of each participating innovation center since its approval",
                "organiser": "SHEITC", "year": 2021, "ratingScale": ["Excellent"],
                "criteria": [
                    criterion("objectives", "Completion of the construction objectives", "objectives"),
                    criterion("contents", "Completion of the construction contents", "contents"),
                    criterion("spillover", "Technology spillover mode", "technology_spillover"),
                    criterion("service", "Public service level", "public_service"),
                    criterion("sustainability", "Sustainable development", "sustainability"),
                    criterion("promotion", "Promotion of industry development", "industry_promotion"),
                ],
            ],
            on: Programme.span)
        record(
            "assessment.enter", Programme.assessment, ["unit": .string(Programme.centre)], on: Programme.span)

        tell(
            """
            When undergoing the review and on-site assessment of the materials, the Shanghai High-end \
            Medical Equipment Innovation Centre was unanimously recognized and highly recommended by the \
            assessment experts for its achievements in such aspects as pivotal positioning, collaborative \
            innovation and market-oriented operation.
            """)
        record(
            "unit.add-alias", Programme.centre,
            ["alias": "Shanghai High-end Medical Equipment Innovation Centre", "type": "variant"])
        assess("submit-materials", ["items": ["Materials for the review and the on-site assessment"]])
        // Nobody is named among the experts.
        assess("review", ["type": "materials", "experts": []])
        assess("review", ["type": "on_site", "experts": []])
        assess(
            "record-opinion",
            [
                "unanimous": true, "recommendation": "highly_recommended",
                "aspects": ["pivotal positioning", "collaborative innovation", "market-oriented operation"],
            ])

        tell(
            """
            Recently, Shanghai Economy and Informatization Commission (SHEITC) has released the assessment \
            results of Shanghai Manufacturing Innovation Center, and the USST-led High-end Medical Equipment \
            Innovation Center is rated “Excellent”, ranking first in the assessment of Shanghai \
            Manufacturing Innovation Center in 2021.
            """)
        assess("determine", ["rating": "Excellent", "rank": 1])
        record(
            "assessment.release", Programme.assessment, ["by": "SHEITC"], on: "2022..2022-11-07")
        let result = [("unit", Programme.centre), ("year", "2021"), ("organiser", "SHEITC")]
        claim("rating", "is rated “Excellent”", "assessment.rating", of: result, .exactly, "Excellent")
        claim(
            "rank", "ranking first in the assessment of Shanghai Manufacturing Innovation Center in 2021",
            "assessment.rank", of: result, .exactly, "1")
    }

    private func criterion(_ id: JSONValue, _ title: JSONValue, _ evidence: JSONValue) -> JSONValue {
        ["id": id, "title": title, "evidence": evidence]
    }

    private mutating func assess(_ command: String, _ fields: JSONObject) {
        var ofCentre: JSONObject = ["unit": .string(Programme.centre)]
        for field in fields { ofCentre[field.key] = field.value }
        record("assessment.\(command)", Programme.assessment, ofCentre, on: Programme.span)
    }
}
