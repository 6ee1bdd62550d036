import Testing

@testable import SutureDomain
@testable import SutureReadModels

@Suite struct InstructorViewTests {
    @Test func `the load of an instructor is who is instructed at present`() throws {
        var log = TestLog.programme()
        log.record(
            Instructor.Selected(person: "P-0001", school: "IMR", project: "PR-1", termEnds: "2023"), "I-1",
            on: "2020")
        for id in ["S-1", "S-2", "S-3"] {
            log.record(Student.InstructorAssigned(instructor: "P-0001", type: .jointTraining), id)
        }
        log.record(Student.InstructorReleased(instructor: "P-0001", type: .jointTraining), "S-2")
        log.record(
            Student.Enrolled(person: "P-0003", level: .master, home: "USST", school: nil, programme: nil),
            "S-3")
        log.record(Student.Withdrawn(ground: "moved"), "S-3")
        log.record(Instructor.TermRenewed(termEnds: "2026"), "I-1")
        let views = try TestViews(log)
        #expect(try views.column("load", of: "instructor") == ["1"])
        #expect(try views.column("personName", of: "instructor") == ["Wu Tao"])
        #expect(try views.column("termEnds", of: "instructor") == ["2026"])
        #expect(try views.column("releasedOn", of: "student-instructor") == ["-", "2022-01-01", "-"])
    }
}
