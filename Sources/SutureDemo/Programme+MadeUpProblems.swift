import SutureJSON

/// "Problems raised by doctors in clinical practice", and what came of the optical team's work: of both the
/// documents give neither titles nor numbers.
extension Programme {
    /// Each is that of the early project of the same number.
    static let earlyProblems = 1...12
    /// Those of the projects from which the devices came.
    static let laterProblems = 13...12 + InvestigatedDevice.all.count
    private static let achievementCount = 6
    private static let appliedAchievementCount = 4

    static func problem(_ number: Int) -> String { id("PB", number) }

    /// The problem that a project is to solve, if it has one.
    static func problem(ofProject number: Int) -> String? {
        if earlyProblems.contains(number) { return problem(number) }
        let offset = number - laterProjects.lowerBound
        return offset < laterProblems.count && offset >= 0 ? problem(laterProblems.lowerBound + offset) : nil
    }

    mutating func makeUpProblems(_ numbers: ClosedRange<Int>) {
        for number in numbers {
            let problem = Programme.problem(number)
            record(
                "problem.raise", problem,
                [
                    "by": .string(Programme.doctor(number)),
                    "institution": .string(Programme.hospital(ofDoctor: number)),
                    "statement": .string(Programme.name("Clinical problem", number)),
                ])
            record("problem.accept", problem)
            record(
                "problem.formulate-issue", problem,
                [
                    "issue": "I1", "statement": .string(Programme.name("Scientific issue", number)),
                    "disciplines": ["medicine", "engineering"],
                ])
        }
    }

    mutating func makeUpAchievements() {
        for number in 1...Programme.achievementCount {
            let achievement = Programme.id("OPTICS", number, digits: 2)
            record(
                "achievement.record", achievement,
                [
                    "type": "method", "title": .string(Programme.name("Optical method", number)),
                    "units": [.string(Programme.opticalTeam)],
                ])
            if number <= Programme.appliedAchievementCount {
                record("achievement.apply", achievement)
            }
        }
    }
}
