import SutureDomain

extension ProgrammeGenerator {
    private static let ratings = ["Excellent", "Good", "Passed"]

    /// Once a year the graduate school is assessed, and the news say how it did and what it has.
    mutating func assess(_ year: Int) {
        let id = "\(prefix)AS-\(year)"
        let (school, organiser, expert) = (graduateSchool, medicalSchool, registerPerson())
        let (score, rating) = ("\(random.below(10)).5", random.pick(ProgrammeGenerator.ratings))
        record("assessment.announce", id) {
            $0.string("title", "Assessment of \(year)")
            $0.string("organiser", organiser)
            $0.integer("year", year)
            $0.strings("ratingScale", ProgrammeGenerator.ratings)
            $0.groups(
                "criteria",
                [
                    [("id", "C1"), ("title", "Projects"), ("evidence", "projects"), ("maximum", "10")],
                    [("id", "C2"), ("title", "Training"), ("evidence", "training"), ("weight", "0.5")],
                ])
        }
        record("assessment.enter", id) { $0.string("unit", school) }
        record("assessment.appoint-expert", id) { $0.string("person", expert) }
        record("assessment.submit-materials", id) {
            $0.string("unit", school)
            $0.strings("items", ["Annual report", "Accounts"])
        }
        record("assessment.review", id) {
            $0.string("unit", school)
            $0.string("type", "on_site")
            $0.strings("experts", [expert])
        }
        record("assessment.score", id) {
            $0.string("unit", school)
            $0.string("criterion", "C1")
            $0.string("expert", expert)
            $0.string("score", score)
        }
        record("assessment.record-opinion", id) {
            $0.string("unit", school)
            $0.bool("unanimous", true)
            $0.string("recommendation", "recommended")
            $0.strings("aspects", ["collaborative innovation"])
        }
        record("assessment.determine", id) {
            $0.string("unit", school)
            $0.string("rating", rating)
            $0.integer("rank", 1)
        }
        record("assessment.release", id) { $0.string("by", organiser) }
        recordNews(of: year, rating: rating)
    }

    private mutating func recordNews(of year: Int, rating: String) {
        let id = "\(prefix)SO-\(year)"
        let (school, day, projects) = (graduateSchool, today.description, "\(projectCount)")
        record("source.register", id) {
            $0.string("title", "The graduate school in \(year)")
            $0.string("type", "news")
            $0.string("publishedOn", day)
            $0.groups("contributors", [])
        }
        record("source.record-claim", id) {
            $0.string("claim", "C1")
            $0.string("quote", "rated \(rating)")
            $0.string("metric", "assessment.rating")
            $0.groups(
                "parameters",
                [[("name", "unit"), ("value", school)], [("name", "year"), ("value", "\(year)")]])
            $0.string("comparator", "exactly")
            $0.string("value", rating)
            $0.string("asOf", day)
        }
        record("source.record-claim", id) {
            $0.string("claim", "C2")
            $0.string("quote", "at least \(projects) projects")
            $0.string("metric", "projects.cooperative.carried-out")
            $0.groups("parameters", [])
            $0.string("comparator", "at_least")
            $0.string("value", projects)
            $0.string("asOf", day)
        }
        record("source.record-statement", id) {
            $0.string("type", "goal")
            $0.string("text", "A model of collaboration.")
        }
    }
}
