import SutureDomain

/// Assessments of the school, and what is written about it.
extension ProgrammeGenerator {
    private static let criteria = ["objectives", "projects", "training"]

    /// From the announcement to the release, one a year or so.
    mutating func assessSchool() {
        assessmentCount += 1
        let assessment = "\(prefix)AS-\(assessmentCount)"
        let (organiser, school, year) = (authority, graduateSchool, today.description.prefix(4))
        let criteria = ProgrammeGenerator.criteria
        record("assessment.announce", assessment) {
            $0.string("title", "Assessment \(assessment)")
            $0.string("organiser", organiser)
            $0.integer("year", Int(year) ?? 2020)
            $0.strings("ratingScale", ["Excellent", "Good", "Pass"])
            $0.groups(
                "criteria",
                criteria.map { name in
                    {
                        $0.string("id", name)
                        $0.string("title", "State of \(name)")
                        $0.string("evidence", name)
                        $0.string("maximum", "100")
                    }
                })
        }
        record("assessment.enter", assessment) { $0.string("unit", school) }
        let expert = registerPerson()
        record("assessment.appoint-expert", assessment) { $0.string("person", expert) }
        record("assessment.submit-materials", assessment) {
            $0.string("unit", school)
            $0.strings("items", ["Annual report"])
        }
        for type in ["materials", "on_site"] {
            record("assessment.review", assessment) {
                $0.string("unit", school)
                $0.string("type", type)
                $0.strings("experts", [expert])
            }
        }
        for criterion in criteria {
            let score = "\(60 + random.below(41))"
            record("assessment.score", assessment) {
                $0.string("unit", school)
                $0.string("criterion", criterion)
                $0.string("expert", expert)
                $0.string("score", score)
            }
        }
        finish(assessment, by: organiser)
        if random.percent(30) { erase(expert) }
    }

    private mutating func finish(_ assessment: String, by organiser: String) {
        let (school, rating) = (graduateSchool, random.pick(["Excellent", "Good"]))
        record("assessment.record-opinion", assessment) {
            $0.string("unit", school)
            $0.bool("unanimous", true)
            $0.string("recommendation", "highly_recommended")
            $0.strings("aspects", ["Collaborative innovation"])
        }
        record("assessment.determine", assessment) {
            $0.string("unit", school)
            $0.string("rating", rating)
            $0.integer("rank", 1)
        }
        record("assessment.release", assessment) { $0.string("by", organiser) }
    }

    /// A document that quotes figures of the programme.
    mutating func registerSource() {
        sourceCount += 1
        let (source, day) = ("\(prefix)SR-\(sourceCount)", today.description)
        let figure = "\(personCount)"
        let number = sourceCount
        record("source.register", source) {
            $0.string("title", "Progress report \(number)")
            $0.string("type", "report")
            $0.string("publishedOn", day)
            $0.groups("contributors", [])
        }
        record("source.record-claim", source) {
            $0.string("claim", "C1")
            $0.string("quote", "At least \(figure) students take part.")
            $0.string("metric", "students.participated")
            $0.groups("parameters", [])
            $0.string("comparator", "at_least")
            $0.string("value", figure)
            $0.string("asOf", day)
        }
        record("source.record-statement", source) {
            $0.string("type", "goal")
            $0.string("text", "More students take part next year.")
        }
    }
}
