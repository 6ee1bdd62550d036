import SutureDomain
package import SutureInterface
import SutureJSON

/// The students and their instructors: the documents count them.
extension Programme {
    /// "More than 200 graduate students from USST have entered into 40 projects", by November 2019.
    static let earlyStudentCount = 214
    /// "38 joint training instructors have been selected from the doctors participating in the project".
    private static let instructorCount = 38
    private static let laterGraduateStudentCount = 298
    private static let undergraduateStudentCount = 300
    /// Those of the first ones who have finished by 2022: they have entered, but are no longer in a project.
    private static let completedStudentCount = 90

    static func student(_ number: Int) -> String { id("S", number) }
    private static func instructor(_ number: Int) -> String { id("I", number) }

    /// The last project has one student alone: without that entry there would be 39 projects and not 40.
    private static func project(ofEarlyStudent number: Int) -> Int {
        number == earlyStudentCount ? earlyProjectCount : 1 + (number - 1) % (earlyProjectCount - 1)
    }

    /// The only entry of a student into the last of the forty projects.
    package static var onlyEntryIntoProject: CommandCall? {
        let entry = Method.of(Project.MemberJoined.self)
        return records.commands.first {
            $0.method == entry && $0.id == project(earlyProjectCount)
                && $0.fields["student"] == .string(student(earlyStudentCount))
        }
    }

    mutating func makeUpEarlyTraining() {
        for number in 1...Programme.instructorCount {
            record(
                "instructor.select", Programme.instructor(number),
                [
                    "person": .string(Programme.doctor(number)), "school": .string(Programme.graduateSchool),
                    "project": .string(Programme.project(number)),
                ])
        }
        for number in 1...Programme.earlyStudentCount {
            let project = Programme.project(ofEarlyStudent: number)
            let home = number.isMultiple(of: 3) ? "USST-OECE" : "USST"
            enrol(number, Programme.graduateLevel(number), home: home, in: project)
            guard project <= Programme.instructorCount else { continue }
            record(
                "student.assign-instructor", Programme.student(number),
                ["instructor": .string(Programme.doctor(project)), "type": "joint_training"])
        }
    }

    mutating func makeUpLaterTraining() {
        for number in 1...Programme.completedStudentCount {
            record(
                "student.complete", Programme.student(number), ["award": "master's degree"],
                on: number.isMultiple(of: 2) ? "2021-06" : "2022-06")
        }
        let firstUndergraduate = Programme.earlyStudentCount + Programme.laterGraduateStudentCount + 1
        let last = firstUndergraduate + Programme.undergraduateStudentCount - 1
        for number in Programme.earlyStudentCount + 1...last {
            let project = Programme.laterProjects.lowerBound + number % Programme.laterProjectCount
            let level = number < firstUndergraduate ? Programme.graduateLevel(number) : "undergraduate"
            enrol(number, level, home: number.isMultiple(of: 4) ? "SHSMU" : "USST", in: project)
        }
    }

    private static func graduateLevel(_ number: Int) -> String {
        number.isMultiple(of: 5) ? "doctoral" : "master"
    }

    /// A person, an enrolment, and a place on a project.
    private mutating func enrol(_ number: Int, _ level: String, home: String, in project: Int) {
        let person = Programme.person(ofStudent: number)
        register(person, Programme.name("Student", number))
        record(
            "student.enrol", Programme.student(number),
            [
                "person": .string(person), "level": .string(level), "home": .string(home),
                "school": .string(Programme.graduateSchool), "programme": .string(Programme.programme),
            ])
        record(
            "project.join", Programme.project(project),
            [
                "person": .string(person),
                "role": level == "undergraduate" ? "undergraduate_student" : "graduate_student",
                "student": .string(Programme.student(number)),
            ])
    }
}
