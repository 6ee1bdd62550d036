extension ProgrammeGenerator {
    mutating func registerPerson() -> String {
        personCount += 1
        let digits = String(personCount)
        let id = "\(prefix)P-\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)"
        let name = GeneratedName.person(&random)
        record("person.register", id) {
            $0.sealed("name", name.latin)
            if let local = name.local { $0.sealed("localName", local) }
        }
        return id
    }

    /// A new student, who joins a project and is instructed by one of its instructors, if it has any.
    mutating func enrolStudent() {
        let project = random.pick(openProjects)
        let person = registerPerson()
        studentCount += 1
        let student = "\(prefix)S-\(studentCount)"
        let level = random.pick(["undergraduate", "master", "master", "doctoral"])
        let (home, school) = (university, graduateSchool)
        record("student.enrol", student) {
            $0.string("person", person)
            $0.string("level", level)
            $0.string("home", home)
            $0.string("school", school)
        }
        record("project.join", project.id) {
            $0.string("person", person)
            $0.string("role", level == "undergraduate" ? "undergraduate_student" : "graduate_student")
            $0.string("student", student)
        }
        if random.below(4) == 0 { payStudent(student, on: project.id) }
        guard !project.instructors.isEmpty else { return }
        let instructor = random.pick(project.instructors)
        record("student.assign-instructor", student) {
            $0.string("instructor", instructor)
            $0.string("type", "joint_training")
        }
    }

    /// One of a project's doctors becomes an instructor; where all are, another doctor joins.
    mutating func selectInstructor() {
        let index = random.below(openProjects.count)
        guard let doctor = openProjects[index].doctors.popLast() else { return joinDoctor() }
        instructorCount += 1
        let (school, project) = (graduateSchool, openProjects[index].id)
        record("instructor.select", "\(prefix)IN-\(instructorCount)") {
            $0.string("person", doctor)
            $0.string("school", school)
            $0.string("project", project)
        }
        openProjects[index].instructors.append(doctor)
    }
}
