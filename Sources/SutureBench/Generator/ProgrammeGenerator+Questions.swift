import SutureDomain

/// Problems that doctors raise, rounds of screening, what comes of projects.
extension ProgrammeGenerator {
    /// A doctor raises a problem; three of four are accepted and formulated as an issue.
    mutating func raiseProblem() {
        let problem = newID("PB")
        let (doctor, hospital) = (random.pick(clinicians), random.pick(hospitals))
        let discipline = random.pick(ProgrammeGenerator.disciplines)
        record(
            "problem.raise", problem,
            [
                "by": doctor, "institution": hospital, "department": "Surgery",
                "statement": "The instrument slips in wet tissue; 器械打滑", "need": "A firmer grip",
            ])
        guard random.percent(75) else {
            return record("problem.decline", problem, ["ground": "It is solved elsewhere."])
        }
        record("problem.accept", problem)
        record(
            "problem.formulate-issue", problem,
            [
                "issue": "I1", "statement": "Friction of coated surfaces in tissue",
                "disciplines": [discipline],
            ])
        openProblems.append(problem)
    }

    /// What a project that ends leaves behind: an achievement, and perhaps a problem less.
    mutating func recordAchievement(of project: GeneratedProject) {
        let achievement = newID("A")
        record(
            "achievement.record", achievement,
            [
                "type": random.pick(["paper", "patent", "software", "prototype", "product"]),
                "title": "Result of \(project.id)", "units": [graduateSchool], "projects": [project.id],
                "devices": [String](), "persons": project.instructors,
            ])
        if random.percent(40) {
            record(
                "achievement.apply", achievement,
                ["hospital": random.pick(hospitals), "effect": "Operations take less time."])
        }
        guard let problem = openProblems.popLast() else { return }
        record("problem.resolve", problem, ["project": project.id, "achievement": achievement])
    }

    /// A round of screening over some projects that run, each reviewed by a doctor of none of them.
    mutating func screenProjects() {
        let screening = newID("SC")
        let criteria: [GeneratedFields] = [
            ["id": "need", "title": "Clinical need"], ["id": "merit", "title": "Scientific merit"],
        ]
        record(
            "screening.open", screening,
            ["unit": graduateSchool, "title": "Round \(screening)", "criteria": criteria])
        let reviewer = registerPerson()
        let scores: [GeneratedFields] = [["criterion": "need", "score": "4.5"]]
        for project in openProjects.prefix(3) {
            let recommendation = random.pick(["key", "selected", "deferred"])
            record("screening.enter", screening, ["project": project.id])
            record(
                "screening.review", screening,
                [
                    "project": project.id, "reviewer": reviewer, "scores": scores,
                    "recommendation": recommendation,
                ])
            record(
                "screening.decide", screening,
                ["project": project.id, "decision": recommendation, "rationale": "As recommended"])
            follow(
                in: StreamName(kind: Project.kind, id: project.id), as: "project.screened",
                ["screening": screening, "decision": recommendation])
        }
        record("screening.close", screening)
        if random.percent(30) { erase(reviewer) }
    }
}
