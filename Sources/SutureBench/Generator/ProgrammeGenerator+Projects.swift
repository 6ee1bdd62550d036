import SutureDomain

extension ProgrammeGenerator {
    private static let disciplines = ["optics", "mechanics", "materials", "robotics", "imaging", "software"]

    mutating func openProject() {
        projectCount += 1
        let project = GeneratedProject(id: "\(prefix)PR-\(projectCount)", problem: raiseProblem())
        let title = "Project \(projectCount): \(random.pick(ProgrammeGenerator.disciplines)) in surgery"
        let disciplines = ["medicine", random.pick(ProgrammeGenerator.disciplines)]
        let (school, institutions) = (graduateSchool, [university, medicalSchool])
        record("project.create", project.id) {
            $0.string("title", title)
            $0.strings("units", [school])
            $0.strings("problems", [project.problem])
            $0.strings("institutions", institutions)
            $0.strings("disciplines", disciplines)
            $0.bool("cooperative", true)
        }
        record("project.start", project.id)
        openProjects.append(project)
        joinDoctor(to: openProjects.count - 1)
    }

    mutating func joinDoctor() { joinDoctor(to: random.below(openProjects.count)) }

    private mutating func joinDoctor(to index: Int) {
        let doctor = registerPerson()
        let hospital = random.pick(hospitals)
        record("person.qualify", doctor) {
            $0.string("qualification", "clinician")
            $0.string("institution", hospital)
        }
        record("project.join", openProjects[index].id) {
            $0.string("person", doctor)
            $0.string("role", "clinician")
        }
        clinicians.append(doctor)
        openProjects[index].doctors.append(doctor)
    }

    mutating func reachMilestone() {
        let index = random.below(openProjects.count)
        openProjects[index].milestoneCount += 1
        let milestone = "M\(openProjects[index].milestoneCount)"
        let due = today.description
        record("project.set-milestone", openProjects[index].id) {
            $0.string("milestone", milestone)
            $0.string("title", "Prototype \(milestone)")
            $0.string("due", due)
        }
        record("project.reach-milestone", openProjects[index].id) { $0.string("milestone", milestone) }
    }

    mutating func closeProject() {
        let project = openProjects.remove(at: random.below(openProjects.count))
        record("project.complete", project.id) { $0.string("summary", "The prototype went into a trial.") }
        recordAchievement(of: project)
    }
}
