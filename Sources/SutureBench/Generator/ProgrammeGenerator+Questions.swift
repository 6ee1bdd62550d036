import SutureDomain

/// Problems that doctors raise, rounds of screening, what comes of projects.
extension ProgrammeGenerator {
    /// A doctor raises a problem; three of four are accepted and formulated as an issue.
    mutating func raiseProblem() {
        problemCount += 1
        let problem = "\(prefix)PB-\(problemCount)"
        let (doctor, hospital) = (random.pick(clinicians), random.pick(hospitals))
        let discipline = random.pick(ProgrammeGenerator.disciplines)
        record("problem.raise", problem) {
            $0.string("by", doctor)
            $0.string("institution", hospital)
            $0.string("department", "Surgery")
            $0.string("statement", "The instrument slips in wet tissue; 器械打滑")
            $0.string("need", "A firmer grip")
        }
        guard random.percent(75) else {
            return record("problem.decline", problem) { $0.string("ground", "It is solved elsewhere.") }
        }
        record("problem.accept", problem)
        record("problem.formulate-issue", problem) {
            $0.string("issue", "I1")
            $0.string("statement", "Friction of coated surfaces in tissue")
            $0.strings("disciplines", [discipline])
        }
        openProblems.append(problem)
    }

    /// What a project that ends leaves behind: an achievement, and perhaps a problem less.
    mutating func recordAchievement(of project: GeneratedProject) {
        achievementCount += 1
        let achievement = "\(prefix)A-\(achievementCount)"
        let type = random.pick(["paper", "patent", "software", "prototype", "product"])
        let (school, doctors) = (graduateSchool, project.instructors)
        record("achievement.record", achievement) {
            $0.string("type", type)
            $0.string("title", "Result of \(project.id)")
            $0.strings("units", [school])
            $0.strings("projects", [project.id])
            $0.strings("devices", [])
            $0.strings("persons", doctors)
        }
        if random.percent(40) {
            let hospital = random.pick(hospitals)
            record("achievement.apply", achievement) {
                $0.string("hospital", hospital)
                $0.string("effect", "Operations take less time.")
            }
        }
        guard let problem = openProblems.popLast() else { return }
        record("problem.resolve", problem) {
            $0.string("project", project.id)
            $0.string("achievement", achievement)
        }
    }

    /// A round of screening over some projects that run, each reviewed by a doctor of none of them.
    mutating func screenProjects() {
        screeningCount += 1
        let screening = "\(prefix)SC-\(screeningCount)"
        let school = graduateSchool
        record("screening.open", screening) {
            $0.string("unit", school)
            $0.string("title", "Round \(screening)")
            $0.groups(
                "criteria",
                [
                    {
                        $0.string("id", "need"); $0.string("title", "Clinical need")
                    },
                    {
                        $0.string("id", "merit"); $0.string("title", "Scientific merit")
                    },
                ])
        }
        let reviewer = registerPerson()
        for project in openProjects.prefix(3) {
            let recommendation = random.pick(["key", "selected", "deferred"])
            record("screening.enter", screening) { $0.string("project", project.id) }
            record("screening.review", screening) {
                $0.string("project", project.id)
                $0.string("reviewer", reviewer)
                $0.groups(
                    "scores",
                    [
                        {
                            $0.string("criterion", "need"); $0.string("score", "4.5")
                        }
                    ])
                $0.string("recommendation", recommendation)
            }
            record("screening.decide", screening) {
                $0.string("project", project.id)
                $0.string("decision", recommendation)
                $0.string("rationale", "As recommended")
            }
            follow(in: "project/\(project.id)", as: "project.screened") {
                $0.string("screening", screening)
                $0.string("decision", recommendation)
            }
        }
        record("screening.close", screening)
        if random.percent(30) { erase(reviewer) }
    }
}
