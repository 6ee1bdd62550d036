import SutureJSON

/// The projects: the documents count them and name none.
extension Programme {
    /// Those into which graduate students had entered by November 2019.
    static let earlyProjectCount = 40
    /// Those that the centre carried out: "more than 200".
    static let laterProjectCount = 206
    /// "Quite a number"; nobody knows which.
    private static let keyProjectCount = 12
    /// So many more were looked at and not selected.
    private static let deferredProjectCount = 3

    static func project(_ number: Int) -> String { id("PR", number) }

    /// Where the later projects stand among all of them.
    static let laterProjects = earlyProjectCount + 1...earlyProjectCount + laterProjectCount

    mutating func makeUpEarlyProjects() {
        for number in 1...Programme.earlyProjectCount {
            start(number, unit: Programme.institute)
            join(number, Programme.doctor(number), "clinician")
            join(number, Programme.engineeringTeacher((number + 1) / 2), "engineering_teacher")
            join(number, Programme.medicalTeacher((number + 1) / 2), "medical_teacher")
        }
    }

    mutating func makeUpLaterProjects() {
        for number in Programme.laterProjects { start(number, unit: Programme.centre) }
    }

    private mutating func start(_ number: Int, unit: String) {
        let project = Programme.project(number)
        record(
            "project.create", project,
            [
                "title": .string(Programme.name("Interdisciplinary project", number)),
                "units": [.string(unit)],
                "problems": .array(Programme.problem(ofProject: number).map { [.string($0)] } ?? []),
                "institutions": ["USST", "SHSMU"], "disciplines": ["medicine", "engineering"],
                "cooperative": true,
            ])
        record("project.start", project)
    }

    private mutating func join(_ number: Int, _ person: String, _ role: JSONValue) {
        record("project.join", Programme.project(number), ["person": .string(person), "role": role])
    }

    /// "Key medicine-engineering interdisciplinary projects have been screened out": selected, that is.
    mutating func makeUpScreening() {
        for number in Programme.laterProjects.prefix(
            Programme.keyProjectCount + Programme.deferredProjectCount)
        {
            let project: JSONValue = .string(Programme.project(number))
            let isKey = number - Programme.laterProjects.lowerBound < Programme.keyProjectCount
            record("screening.enter", Programme.screening, ["project": project])
            record(
                "screening.decide", Programme.screening,
                [
                    "project": project, "decision": isKey ? "key" : "deferred",
                    "rationale": isKey
                        ? "Key medicine-engineering interdisciplinary project" : "For a later round",
                ],
                because: "The document tells of the screening and names no reviewer.")
        }
    }
}

// MARK: Solution plans

extension Programme {
    /// So many projects have one.
    private static let solutionPlanCount = 12

    /// "A solution plan will be worked out": announced for every project.
    mutating func planSolutions() {
        for number in 1...Programme.earlyProjectCount {
            record(
                "project.set-milestone", Programme.project(number),
                ["milestone": "M1", "title": "Solution plan", "due": "unknown"])
        }
    }

    /// "Under the common efforts of engineering teachers and medical teachers" and graduate students.
    mutating func makeUpSolutionPlans() {
        for number in 1...Programme.solutionPlanCount {
            let project = Programme.project(number)
            record(
                "project.draft-plan", project,
                [
                    "version": "1.0", "summary": "How the project is to solve its clinical problem",
                    "problems": .array(Programme.problem(ofProject: number).map { [.string($0)] } ?? []),
                    "contributors": [
                        contributor(Programme.engineeringTeacher((number + 1) / 2), "engineering_teacher"),
                        contributor(Programme.medicalTeacher((number + 1) / 2), "medical_teacher"),
                        contributor(Programme.person(ofStudent: number), "graduate_student"),
                    ],
                ])
            record("project.adopt-plan", project, ["version": "1.0"])
            record("project.reach-milestone", project, ["milestone": "M1"])
        }
    }

    private func contributor(_ person: String, _ role: JSONValue) -> JSONValue {
        ["person": .string(person), "role": role]
    }
}
