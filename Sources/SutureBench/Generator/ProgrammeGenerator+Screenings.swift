extension ProgrammeGenerator {
    /// How many projects enter one round; then it is closed and another one opened.
    private static let projectCountPerRound = 20

    private var screening: String { "\(prefix)SC-\(screeningCount)" }

    /// The last project enters the round and is reviewed. It is not decided upon: a decision is two events.
    mutating func screenProject(_ project: String) {
        if (projectCount - 1) % ProgrammeGenerator.projectCountPerRound == 0 { openRound() }
        record("screening.enter", screening) { $0.string("project", project) }
        let reviewer = reviewer
        let recommendation = random.pick(["key", "selected", "deferred", "rejected"])
        record("screening.review", screening) {
            $0.string("project", project)
            $0.string("reviewer", reviewer)
            $0.strings("scores", [])
            $0.string("recommendation", recommendation)
        }
    }

    private mutating func openRound() {
        if screeningCount > 0 { record("screening.close", screening) }
        screeningCount += 1
        reviewer = registerPerson()
        let (school, title) = (graduateSchool, "Round \(screeningCount)")
        record("screening.open", screening) {
            $0.string("unit", school)
            $0.string("title", title)
            $0.strings("criteria", [])
        }
    }
}
