import SutureDomain

extension ProgrammeGenerator {
    static let disciplines = ["optics", "mechanics", "materials", "robotics", "imaging", "software"]

    mutating func openProject() {
        let project = GeneratedProject(id: newID("PR"))
        let field = random.pick(ProgrammeGenerator.disciplines)
        record(
            "project.create", project.id,
            [
                "title": "Project \(count(of: "PR")): \(field) in surgery", "units": [graduateSchool],
                "problems": [String](), "institutions": [university, medicalSchool],
                "disciplines": ["medicine", random.pick(ProgrammeGenerator.disciplines)],
                "cooperative": true,
            ])
        record("project.start", project.id)
        openProjects.append(project)
        joinDoctor(to: openProjects.count - 1)
    }

    mutating func joinDoctor() { joinDoctor(to: random.below(openProjects.count)) }

    private mutating func joinDoctor(to index: Int) {
        let doctor = registerPerson()
        record(
            "person.qualify", doctor,
            ["qualification": "clinician", "institution": random.pick(hospitals)])
        record("project.join", openProjects[index].id, ["person": doctor, "role": "clinician"])
        clinicians.append(doctor)
        openProjects[index].doctors.append(doctor)
    }

    mutating func reachMilestone() {
        let index = random.below(openProjects.count)
        openProjects[index].milestoneCount += 1
        let project = openProjects[index]
        let milestone = "M\(project.milestoneCount)"
        record(
            "project.set-milestone", project.id,
            ["milestone": milestone, "title": "Prototype \(milestone)", "due": today.description])
        record("project.reach-milestone", project.id, ["milestone": milestone])
    }

    mutating func closeProject() {
        let project = openProjects.remove(at: random.below(openProjects.count))
        record("project.complete", project.id, ["summary": "The prototype went into a trial."])
        recordAchievement(of: project)
    }
}
