import SutureJSON

extension Programme {
    /// Those into which graduate students had entered by November 2019.
    static let earlyProjectCount = 40
    /// Those that the centre carried out: "more than 200".
    static let laterProjectCount = 206
    /// "Quite a number"; nobody knows which.
    private static let keyProjectCount = 12

    static func project(_ number: Int) -> String { id("PR", number) }

    /// Where the later projects stand among all of them.
    static let laterProjects = earlyProjectCount + 1...earlyProjectCount + laterProjectCount

    mutating func recordEarlyProjects() {
        for number in 1...Programme.earlyProjectCount {
            start(number, unit: Programme.institute, from: .figures2019)
            join(number, Programme.doctor(number), "clinician")
            join(number, Programme.engineeringTeacher((number + 1) / 2), "engineering_teacher")
            join(number, Programme.medicalTeacher((number + 1) / 2), "medical_teacher")
        }
    }

    mutating func recordLaterProjects() {
        for number in Programme.laterProjects {
            start(number, unit: Programme.centre, from: .figures2022)
        }
        for number in Programme.laterProjects.prefix(Programme.keyProjectCount) {
            record(
                "project.designate-key", Programme.project(number),
                ["ground": "Key medicine-engineering interdisciplinary project"], from: .figures2022,
                because: "The document says that key projects were screened out, but tells of no round.")
        }
    }

    private mutating func start(_ number: Int, unit: String, from origin: Origin) {
        let project = Programme.project(number)
        record(
            "project.create", project,
            [
                "title": .string(Programme.name("Interdisciplinary project", number)),
                "units": [.string(unit)], "problems": [], "institutions": ["USST", "SHSMU"],
                "disciplines": ["medicine", "engineering"], "cooperative": true,
            ],
            from: origin)
        record("project.start", project, from: origin)
    }

    private mutating func join(_ number: Int, _ person: String, _ role: JSONValue) {
        record(
            "project.join", Programme.project(number), ["person": .string(person), "role": role],
            from: .figures2019)
    }
}

// MARK: Solution plans

extension Programme {
    /// So many projects have one: the document of 2019 announces them.
    private static let solutionPlanCount = 12

    /// "A solution plan will be worked out under the common efforts of engineering teachers and medical teachers as well
    /// as the graduate students."
    mutating func recordSolutionPlans() {
        for number in 1...Programme.solutionPlanCount {
            let project = Programme.project(number)
            record(
                "project.set-milestone", project,
                ["milestone": "M1", "title": "Solution plan", "due": "unknown"], from: .figures2019)
            record(
                "project.draft-plan", project,
                [
                    "version": "1.0", "summary": "How the project is to solve its clinical problem",
                    "problems": [],
                    "contributors": [
                        contributor(Programme.engineeringTeacher((number + 1) / 2), "engineering_teacher"),
                        contributor(Programme.medicalTeacher((number + 1) / 2), "medical_teacher"),
                        contributor(Programme.person(ofStudent: number), "graduate_student"),
                    ],
                ],
                from: .figures2022)
            record("project.adopt-plan", project, ["version": "1.0"], from: .figures2022)
            record("project.reach-milestone", project, ["milestone": "M1"], from: .figures2022)
        }
    }

    private func contributor(_ person: String, _ role: JSONValue) -> JSONValue {
        ["person": .string(person), "role": role]
    }
}
