import SutureDomain

/// Assessments of the school, and what is written about it.
extension ProgrammeGenerator {
    private static let criteria = ["objectives", "projects", "training"]

    /// From the announcement to the release, one a year or so.
    mutating func assessSchool() {
        let assessment = newID("AS")
        let criteria = ProgrammeGenerator.criteria.map { name -> GeneratedFields in
            ["id": name, "title": "State of \(name)", "evidence": name, "maximum": "100"]
        }
        record(
            "assessment.announce", assessment,
            [
                "title": "Assessment \(assessment)", "organiser": authority,
                "year": Int(today.description.prefix(4)) ?? 2020,
                "ratingScale": ["Excellent", "Good", "Pass"], "criteria": criteria,
            ])
        record("assessment.enter", assessment, ["unit": graduateSchool])
        let expert = registerPerson()
        record("assessment.appoint-expert", assessment, ["person": expert])
        record(
            "assessment.submit-materials", assessment, ["unit": graduateSchool, "items": ["Annual report"]])
        for type in ["materials", "on_site"] {
            record(
                "assessment.review", assessment,
                ["unit": graduateSchool, "type": type, "experts": [expert]])
        }
        for criterion in ProgrammeGenerator.criteria {
            record(
                "assessment.score", assessment,
                [
                    "unit": graduateSchool, "criterion": criterion, "expert": expert,
                    "score": "\(60 + random.below(41))",
                ])
        }
        finish(assessment)
        if random.percent(30) { erase(expert) }
    }

    private mutating func finish(_ assessment: String) {
        let rating = random.pick(["Excellent", "Good"])
        record(
            "assessment.record-opinion", assessment,
            [
                "unit": graduateSchool, "unanimous": true, "recommendation": "highly_recommended",
                "aspects": ["Collaborative innovation"],
            ])
        record("assessment.determine", assessment, ["unit": graduateSchool, "rating": rating, "rank": 1])
        record("assessment.release", assessment, ["by": authority])
    }

    /// A document that quotes figures of the programme.
    mutating func registerSource() {
        let (source, day, figure) = (newID("SR"), today.description, "\(count(of: "P"))")
        record(
            "source.register", source,
            [
                "title": "Progress report \(count(of: "SR"))", "type": "report", "publishedOn": day,
                "contributors": [String](),
            ])
        record(
            "source.record-claim", source,
            [
                "claim": "C1", "quote": "At least \(figure) students take part.",
                "metric": "students.participated", "parameters": [String](), "comparator": "at_least",
                "value": figure, "asOf": day,
            ])
        record(
            "source.record-statement", source,
            ["type": "goal", "text": "More students take part next year."])
    }
}
