extension ProgrammeGenerator {
    private static let kindsOfProblem = [
        "The needle bends in deep wounds.", "The blade sticks to the tissue.", "The suture frays; 缝线磨损.",
    ]
    private static let kindsOfAchievement = ["paper", "paper", "patent", "software", "prototype", "method"]

    /// The meeting at which the founders sign what they agreed on and open what they build together.
    mutating func recordSigning() {
        let meeting = recordActivity("Start-up meeting", ["start_up_meeting", "signing", "inauguration"])
        agreementCount += 1
        let agreement = "\(prefix)AG-\(agreementCount)"
        let founders = [university, medicalSchool]
        record("agreement.draft", agreement) {
            $0.string("title", "Cooperation Framework Agreement")
            $0.string("type", "framework")
            $0.string("object", "The joint construction of a graduate school")
            $0.strings("parties", founders)
        }
        let signatories = founders.map { _ in registerPerson() }
        for (founder, signatory) in zip(founders, signatories) {
            record("agreement.sign", agreement) {
                $0.string("party", founder)
                $0.string("signatory", signatory)
                $0.strings("capacity", ["President"])
                $0.string("activity", meeting)
            }
        }
        record("unit.inaugurate", graduateSchool) {
            $0.strings("by", signatories)
            $0.string("activity", meeting)
        }
    }

    /// A doctor speaks before people of a hospital.
    mutating func holdForum() {
        let forum = recordActivity("Forum", ["forum", "salon"])
        let (doctor, hospital, count) = (
            random.pick(clinicians), random.pick(hospitals), 5 + random.below(80)
        )
        record("activity.record-speech", forum) {
            $0.string("person", doctor)
            $0.string("summary", "What is needed in the operating theatre.")
        }
        record("activity.record-attendance", forum) {
            $0.string("institution", hospital)
            $0.integer("count", count)
        }
    }

    private mutating func recordActivity(_ title: String, _ types: [String]) -> String {
        activityCount += 1
        let id = "\(prefix)AC-\(activityCount)"
        let (organiser, name) = (university, "\(title) \(activityCount)")
        record("activity.plan", id) {
            $0.strings("types", types)
            $0.string("title", name)
            $0.strings("organisers", [organiser])
        }
        record("activity.hold", id) {
            $0.string("venue", "Grand Hall")
            $0.string("at", "09:00")
        }
        return id
    }

    /// A problem that is accepted, for a project to solve. Before there are doctors, a hospital raises it.
    mutating func raiseProblem() -> String {
        problemCount += 1
        let id = "\(prefix)PB-\(problemCount)"
        let (hospital, statement) = (random.pick(hospitals), random.pick(ProgrammeGenerator.kindsOfProblem))
        let doctor = clinicians.isEmpty ? nil : random.pick(clinicians)
        record("problem.raise", id) {
            if let doctor { $0.string("by", doctor) }
            $0.string("institution", hospital)
            $0.string("statement", statement)
        }
        record("problem.accept", id)
        record("problem.formulate-issue", id) {
            $0.string("issue", "Q1")
            $0.string("statement", "Which material stands the load?")
            $0.strings("disciplines", ["materials", "mechanics"])
        }
        return id
    }

    /// What came of a project solves its problem, and is often used in a hospital.
    mutating func recordAchievement(of project: GeneratedProject) {
        achievementCount += 1
        let id = "\(prefix)A-\(achievementCount)"
        let (type, school) = (random.pick(ProgrammeGenerator.kindsOfAchievement), graduateSchool)
        record("achievement.record", id) {
            $0.string("type", type)
            $0.string("title", "What came of \(project.id)")
            $0.strings("units", [school])
            $0.strings("projects", [project.id])
            $0.strings("devices", [])
            $0.strings("persons", project.instructors)
        }
        record("problem.resolve", project.problem) {
            $0.string("project", project.id)
            $0.string("achievement", id)
        }
        guard random.percent(60) else { return }
        let (hospital, volume) = (random.pick(hospitals), 1 + random.below(200))
        record("achievement.apply", id) {
            $0.string("hospital", hospital)
            $0.string("effect", "Shorter operations.")
            $0.integer("volume", volume)
        }
    }
}
