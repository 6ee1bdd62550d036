import SutureTestSupport
import Testing

@testable import SutureDomain

@Suite struct InstructorTests {
    let world = World("person/P-1", "unit/GS", "project/PR-1", "project/PR-2")
    let selected = Instructor.Selected(person: "P-1", school: "GS", project: "PR-1")
    let clinician = Project.MemberJoined(person: "P-1", role: .clinician)
    let advisor = Project.MemberJoined(person: "P-1", role: .advisor)

    @Test func `every event of an instructor is recorded`() {
        var story = Story(of: Instructor.self, in: world.with("PR-1", clinician))
        story.record(selected)
        story.record(Instructor.TermRenewed(termEnds: "2023"))
        story.record(Instructor.Ended(ground: "moved"))
        story.record(NoteAdded<Instructor>(text: "Thanked."))
        story.record(
            AttachmentLinked<Instructor>(
                name: "certificate.pdf", mediaType: "application/pdf", size: 1,
                sha256: String(repeating: "00", count: 32)))
        #expect(story.untold == [])
    }

    @Test func `an appointment is renewed until it ends`() {
        let table = lifeCycleTable(
            [[selected], [selected, Instructor.Ended(ground: "moved")]],
            commands: [Instructor.TermRenewed(termEnds: "2023"), Instructor.Ended(ground: "moved")])
        #expect(table == ["selected renew ▶ selected", "selected end ▶ ended"])
    }

    // MARK: Doctors of the project

    @Test func `who never was on the project is not selected`() {
        let elsewhere = world.with("PR-2", clinician).with("P-1", Person.Qualified(qualification: .clinician))
        given(in: elsewhere).when(selected)
            .isRefused(
                .instructorNotProjectDoctor, field: "person",
                saying: "P-1 never was on PR-1 as a clinician, nor while qualified as one.")
    }

    @Test func `who was on the project as a clinician is selected, also after leaving`() {
        let left = Project.MemberLeft(person: "P-1", role: .clinician)
        given(in: world.with("PR-1", clinician, left)).when(selected).isRecorded()
    }

    @Test func `a member in another role is selected only if qualified as clinician`() {
        let member = world.with("PR-1", advisor)
        given(in: member).when(selected).isRefused(.instructorNotProjectDoctor, field: "person")
        given(in: member.with("P-1", Person.Qualified(qualification: .medicalTeacher))).when(selected)
            .isRefused(.instructorNotProjectDoctor, field: "person")
        given(in: member.with("P-1", Person.Qualified(qualification: .clinician))).when(selected).isRecorded()
    }

    @Test func `every time on the project counts, in whatever order they were typed in`() {
        let left = Project.MemberLeft(person: "P-1", role: .advisor)
        let twice = world.with("P-1", Person.Qualified(qualification: .clinician), on: "2018")
            .with("PR-1", advisor, on: "2019").with("PR-1", left, on: "2020")
            .with("PR-1", advisor, on: "2010").with("PR-1", left, on: "2012")
        given(in: twice).when(selected).isRecorded()
    }

    @Test func `who became a clinician after leaving the project is not selected`() {
        let left = world.with("PR-1", advisor)
            .with("PR-1", Project.MemberLeft(person: "P-1", role: .advisor), on: "2020-06")
        let clinician = Person.Qualified(qualification: .clinician)
        given(in: left.with("P-1", clinician, on: "2020-07")).when(selected)
            .isRefused(.instructorNotProjectDoctor, field: "person")
        given(in: left.with("P-1", clinician, on: "2020")).when(selected).isRecorded()
    }

    // MARK: Appointments

    @Test func `a second live appointment for one project is refused`() {
        let world = world.with("PR-1", clinician).with("PR-2", clinician)
        let appointed = world.with("I-1", selected)
        given(in: appointed).when(selected)
            .isRefused(
                .alreadyInstructor, field: "person", saying: "P-1 is an instructor for PR-1 already, as I-1.")
        given(in: appointed)
            .when(Instructor.Selected(person: "P-1", school: "GS", project: "PR-2")).isRecorded()
        given(in: appointed.with("I-1", Instructor.Ended(ground: "moved"))).when(selected).isRecorded()
    }

    @Test func `an appointment whose term ran out stands in the way of no other`() {
        var termed = selected
        termed.termEnds = "2021-06"
        let appointed = given(in: world.with("PR-1", clinician).with("I-1", termed))
        appointed.when(selected, occurredOn: "2021-06").isRefused(.alreadyInstructor, field: "person")
        appointed.when(selected, occurredOn: "2021").isRefused(.alreadyInstructor, field: "person")
        appointed.when(selected, occurredOn: "2021-07-01").isRecorded()
    }

    @Test func `a term that ran out is renewed only if there is no other appointment since`() {
        var termed = selected
        termed.termEnds = "2021-06"
        let renewed = Instructor.TermRenewed(termEnds: "2024")
        given(termed).when(renewed, occurredOn: "2022").isRecorded()
        given(termed, in: world.with("I-2", selected)).when(renewed, occurredOn: "2022")
            .isRefused(.alreadyInstructor, saying: "P-1 is an instructor for PR-1 already, as I-2.")
    }

    @Test func `a term does not end before it begins`() {
        var termed = selected
        termed.termEnds = "2021"
        given(in: world.with("PR-1", clinician)).when(termed, occurredOn: "2022")
            .isRefused(.intervalReversed, field: "termEnds")
        given(in: world.with("PR-1", clinician)).when(termed, occurredOn: "2021-12").isRecorded()
        given(selected).when(Instructor.TermRenewed(termEnds: "2021"), occurredOn: "2022")
            .isRefused(.intervalReversed, field: "termEnds")
    }
}
