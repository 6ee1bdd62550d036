import SutureTestSupport
import Testing

@testable import SutureDomain

@Suite struct StudentTests {
    let world = World("person/P-1", "person/P-2", "institution/USST", "unit/GS", "unit/OTHER")
    let enrolled = Student.Enrolled(person: "P-1", level: .master, home: "USST", programme: "GS")
    let assigned = Student.InstructorAssigned(instructor: "P-2", type: .jointTraining)
    let released = Student.InstructorReleased(instructor: "P-2", type: .jointTraining)
    let selected = Instructor.Selected(person: "P-2", school: "GS", project: "PR-1")

    @Test func `every event of a student but the withdrawal is recorded`() {
        var story = Story(of: Student.self, in: world.with("I-1", selected))
        story.record(enrolled)
        story.record(Student.LevelChanged(level: .doctoral))
        story.record(assigned)
        story.record(released)
        story.record(Student.TrainingCompleted(component: "clinical rotation", result: "passed"))
        story.record(Student.Suspended())
        story.record(Student.Resumed())
        story.record(Student.Completed(award: "doctorate"))
        story.record(NoteAdded<Student>(text: "Works in a hospital now."))
        story.record(
            AttachmentLinked<Student>(
                name: "diploma.pdf", mediaType: "application/pdf", size: 1,
                sha256: String(repeating: "00", count: 32)))
        #expect(story.untold == ["student.withdrawn"])
    }

    @Test func `a student rests, goes on and ends`() {
        let table = lifeCycleTable(
            [
                [enrolled], [enrolled, Student.Suspended()], [enrolled, Student.Withdrawn(ground: "moved")],
                [enrolled, Student.Completed()],
            ],
            commands: [
                Student.Suspended(), Student.Resumed(), Student.Withdrawn(ground: "moved"),
                Student.Completed(),
            ])
        #expect(
            table == [
                "enrolled suspend ▶ suspended",
                "enrolled withdraw ▶ withdrawn",
                "enrolled complete ▶ completed",
                "suspended resume ▶ enrolled",
                "suspended withdraw ▶ withdrawn",
            ])
    }

    // MARK: Enrolment

    @Test(arguments: [[], [Student.Suspended()]])
    func `a second live enrolment in one programme is refused`(since: [Student.Suspended]) {
        let world = since.reduce(world.with("S-1", enrolled)) { $0.with("S-1", $1) }
        given(in: world).when(enrolled)
            .isRefused(
                .alreadyEnrolled, field: "person", saying: "P-1 is enrolled in GS already, as S-1.")
    }

    @Test func `another person, another programme or none at all is another enrolment`() {
        let world = world.with("S-1", enrolled)
        given(in: world)
            .when(Student.Enrolled(person: "P-2", level: .master, home: "USST", programme: "GS")).isRecorded()
        given(in: world)
            .when(Student.Enrolled(person: "P-1", level: .master, home: "USST", programme: "OTHER"))
            .isRecorded()
        given(in: world).when(Student.Enrolled(person: "P-1", level: .master, home: "USST")).isRecorded()
    }

    @Test func `a person may have two live enrolments without a programme`() {
        let without = Student.Enrolled(person: "P-1", level: .master, home: "USST")
        given(in: world.with("S-1", without)).when(without).isRecorded()
    }

    @Test func `who has completed or withdrawn may enrol again`() {
        given(in: world.with("S-1", enrolled, Student.Completed())).when(enrolled).isRecorded()
        given(in: world.with("S-1", enrolled, Student.Withdrawn(ground: "moved"))).when(enrolled).isRecorded()
    }

    @Test func `a level changes to another one`() {
        given(enrolled).when(Student.LevelChanged(level: .undergraduate)).isRecorded()
        given(enrolled).when(Student.LevelChanged(level: .master)).isRefused(
            .illegalTransition, field: "level")
    }

    // MARK: Instructors

    @Test func `joint training is given by who has been selected for it`() {
        given(enrolled, in: world).when(assigned)
            .isRefused(
                .notAnInstructor, field: "instructor",
                saying: "P-2 was not a joint training instructor (2022-11-07).")
        given(enrolled, in: world.with("I-1", selected)).when(assigned).isRecorded()
    }

    @Test(arguments: [Student.Instruction.academic, .clinical])
    func `other instruction is given by anyone`(type: Student.Instruction) {
        given(enrolled, in: world).when(Student.InstructorAssigned(instructor: "P-2", type: type))
            .isRecorded()
    }

    @Test func `an assignment typed in late counts from its day`() {
        let past = world.with("I-1", selected).with("I-1", Instructor.Ended(ground: "moved"), on: "2021-06")
        given(enrolled, in: past).when(assigned, occurredOn: "2021-06-30").isRecorded()
        given(enrolled, in: past).when(assigned, occurredOn: "2021-07")
            .isRefused(.notAnInstructor, field: "instructor")
    }

    @Test func `a term that ran out makes nobody an instructor`() {
        var termed = selected
        termed.termEnds = "2021"
        given(enrolled, in: world.with("I-1", termed)).when(assigned, occurredOn: "2021-12-31").isRecorded()
        given(enrolled, in: world.with("I-1", termed)).when(assigned, occurredOn: "2022-01-01")
            .isRefused(.notAnInstructor, field: "instructor")
    }

    @Test func `an instructor is assigned once for each kind of instruction`() {
        let history = given(enrolled, assigned, in: world.with("I-1", selected))
        history.when(assigned).isRefused(.alreadyExists, field: "instructor")
        history.when(Student.InstructorAssigned(instructor: "P-2", type: .clinical)).isRecorded()
    }

    @Test func `only an instructor of the student is released, and not before the assignment`() {
        given(enrolled, in: world).when(released).isRefused(.notAnInstructor, field: "instructor")
        let history = given(enrolled, in: world).and(assigned, on: "2020")
        history.when(released, occurredOn: "2020").isRecorded()
        history.when(released, occurredOn: "2019").isRefused(.intervalReversed, field: "context.occurredOn")
    }
}
