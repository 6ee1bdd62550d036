extension ProgrammeGenerator {
    mutating func registerPerson() -> String {
        let id = newID("P", digitCount: 4)
        let name = GeneratedName.person(&random)
        record(
            "person.register", id,
            [
                "name": PersonalData(text: name.latin),
                "localName": name.local.map { PersonalData(text: $0) },
            ])
        return id
    }

    /// Somebody who gave an opinion once, wishes not to be known any longer, and is not mentioned again.
    mutating func erase(_ person: String) {
        record(
            "person.erase", person,
            ["legalGround": "GDPR 17(1)(b)", "decidedBy": "data protection officer"])
    }

    /// A new student, who joins a project and is instructed by one of its instructors, if it has any.
    mutating func enrolStudent() {
        let project = random.pick(openProjects)
        let person = registerPerson()
        let student = newID("S")
        let level = random.pick(["undergraduate", "master", "master", "doctoral"])
        record(
            "student.enrol", student,
            ["person": person, "level": level, "home": university, "school": graduateSchool])
        record(
            "project.join", project.id,
            [
                "person": person,
                "role": level == "undergraduate" ? "undergraduate_student" : "graduate_student",
                "student": student,
            ])
        lastStudent = student
        guard !project.instructors.isEmpty else { return }
        record(
            "student.assign-instructor", student,
            ["instructor": random.pick(project.instructors), "type": "joint_training"])
    }

    /// One of a project's doctors becomes an instructor; where all are, another doctor joins.
    mutating func selectInstructor() {
        let index = random.below(openProjects.count)
        guard let doctor = openProjects[index].doctors.popLast() else { return joinDoctor() }
        record(
            "instructor.select", newID("IN"),
            ["person": doctor, "school": graduateSchool, "project": openProjects[index].id])
        openProjects[index].instructors.append(doctor)
    }
}
