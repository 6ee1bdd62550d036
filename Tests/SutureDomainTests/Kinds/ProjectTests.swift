import SutureTestSupport
import Testing

@testable import SutureDomain

@Suite struct ProjectTests {
    let created = Project.Created(
        title: "Suture needles", units: ["IRI"], problems: [], institutions: [], disciplines: ["optics"],
        cooperative: true)
    let world = World("unit/IRI", "unit/CENTRE", "person/P-1", "person/P-2", "person/P-3")
        .with(
            "S-1", Student.Enrolled(person: "P-1", level: .master, home: "USST")
        )
        .with(
            "S-2", Student.Enrolled(person: "P-2", level: .undergraduate, home: "USST"))
    let clinician = Project.MemberJoined(person: "P-3", role: .clinician)

    @Test func `every event of a project is recorded but the link to a problem`() {
        var story = Story(of: Project.self, in: world)
        story.record(created)
        story.record(Project.Renamed(title: "Needles"))
        story.record(Project.UnitAdded(unit: "CENTRE"))
        story.record(Project.Started())
        story.record(Project.Suspended())
        story.record(Project.Resumed())
        story.record(clinician)
        story.record(Project.MemberLeft(person: "P-3", role: .clinician, ground: "moved"))
        story.record(Project.MilestoneSet(milestone: "M-1", title: "prototype", due: "2022-12"))
        story.record(Project.MilestoneReached(milestone: "M-1"))
        story.record(plan("1.0", by: .engineeringTeacher, .medicalTeacher, .graduateStudent))
        story.record(Project.SolutionPlanAdopted(version: "1.0"))
        story.record(Project.KeyDesignated(ground: "suture needles are imported"), reason: "decided in 2019")
        story.record(Project.Completed(summary: "needles"))
        story.record(NoteAdded<Project>(text: "Well done."))
        story.record(
            AttachmentLinked<Project>(
                name: "report.pdf", mediaType: "application/pdf", size: 1,
                sha256: String(repeating: "00", count: 32)))
        #expect(story.untold == ["project.problem-linked", "project.terminated", "project.screened"])
    }

    @Test func `a project cannot be linked to a problem before there are any`() {
        given(created, in: world).when(Project.ProblemLinked(problem: "PB-1"))
            .isRefused(.notFound, field: "problem", saying: "problem/PB-1 does not exist.")
    }

    @Test func `a problem is linked once`() throws {
        let linked = Project.ProblemLinked(problem: "PB-1")
        let project = try #require(World().with("PR", created, linked).find("PR" as Project.ID))
        #expect(throws: Refusal(.alreadyExists, field: "problem", "PB-1 is linked already.")) {
            try linked.check(project)
        }
    }

    // MARK: Life cycle

    @Test func `a project starts, rests, goes on and ends`() {
        let table = lifeCycleTable(
            [
                [created], [created, Project.Started()], [created, Project.Started(), Project.Suspended()],
                [created, Project.Started(), Project.Completed(summary: "done")],
                [created, Project.Terminated(ground: "no money")],
            ],
            commands: [
                Project.Started(), Project.Suspended(), Project.Resumed(), Project.Completed(summary: "done"),
                Project.Terminated(ground: "no money"),
            ])
        #expect(
            table == [
                "created start ▶ running",
                "created terminate ▶ terminated",
                "running suspend ▶ suspended",
                "running complete ▶ completed",
                "running terminate ▶ terminated",
                "suspended resume ▶ running",
                "suspended terminate ▶ terminated",
            ])
    }

    @Test func `a project does not end before it started`() {
        let running = given(created).and(Project.Started(), on: "2021")
        running.when(Project.Completed(summary: "done"), occurredOn: "2021").isRecorded()
        running.when(Project.Completed(summary: "done"), occurredOn: "2020")
            .isRefused(.intervalReversed, field: "context.occurredOn")
        running.when(Project.Terminated(ground: "no money"), occurredOn: "2020")
            .isRefused(.intervalReversed, field: "context.occurredOn")
    }

    @Test func `a unit runs a project once`() {
        given(created, in: world).when(Project.UnitAdded(unit: "IRI")).isRefused(
            .alreadyExists, field: "unit")
    }

    // MARK: Key projects

    @Test func `a key project is designated outside a round only with a reason`() {
        let designated = Project.KeyDesignated(ground: "imports")
        given(created).when(designated).isRefused(.keyWithoutScreening, field: "context.reason")
        given(created).when(designated, reason: "before there were rounds").isRecorded()
    }

    @Test func `a screening makes a key project`() throws {
        let key = Project.Screened(screening: "SC-1", decision: .key)
        let project = try #require(World().with("PR", created, key).find("PR" as Project.ID))
        #expect(project.isKey)
    }

    @Test func `what a screening rejected starts once a later one selects it`() {
        func screened(_ decision: Screening.Decision) -> Project.Screened {
            Project.Screened(screening: "SC-1", decision: decision)
        }
        given(created, screened(.rejected)).when(Project.Started())
            .isRefused(
                .illegalTransition,
                saying: "SC-1 rejected the project; it starts once a later screening selects it.")
        given(created, screened(.rejected), screened(.deferred)).when(Project.Started())
            .isRefused(.illegalTransition)
        given(created, screened(.rejected), screened(.selected)).when(Project.Started()).isRecorded()
        given(created, screened(.rejected), screened(.key)).when(Project.Started()).isRecorded()
        given(created, screened(.deferred)).when(Project.Started()).isRecorded()
        given(created).when(Project.Started()).isRecorded()
    }

    // MARK: Members

    @Test func `joining twice in one role is refused`() {
        given(created, clinician, in: world).when(clinician)
            .isRefused(
                .alreadyMember, field: "person", saying: "P-3 is on this project as clinician already.")
    }

    @Test func `a person may have two roles`() {
        given(created, clinician, in: world)
            .when(Project.MemberJoined(person: "P-3", role: .principalInvestigator)).isRecorded()
    }

    @Test func `who has left may join again`() {
        let left = Project.MemberLeft(person: "P-3", role: .clinician)
        given(created, clinician, left, in: world).when(clinician).isRecorded()
        given(created, clinician, left, clinician, in: world).when(left).isRecorded()
    }

    @Test func `only who is a member in that role leaves it`() {
        let left = Project.MemberLeft(person: "P-3", role: .clinician)
        given(created, in: world).when(left).isRefused(.notAMember, field: "person")
        given(created, clinician, left, in: world).when(left).isRefused(.notAMember, field: "person")
        given(created, clinician, in: world).when(Project.MemberLeft(person: "P-3", role: .engineer))
            .isRefused(.notAMember, field: "person", saying: "P-3 is not on this project as engineer.")
    }

    @Test func `a membership does not end before it began`() {
        let left = Project.MemberLeft(person: "P-3", role: .clinician)
        let joined = given(created, in: world).and(clinician, on: "2020-02")
        joined.when(left, occurredOn: "2020").isRecorded()
        joined.when(left, occurredOn: "2020-01").isRefused(.intervalReversed, field: "context.occurredOn")
    }

    @Test(arguments: [
        ("P-1", Project.MemberRole.graduateStudent, "S-1"), ("P-2", .undergraduateStudent, "S-2"),
        ("P-1", .engineer, "S-1"),
    ])
    func `a student joins in a role for the level`(person: String, role: Project.MemberRole, student: String)
    {
        given(created, in: world)
            .when(Project.MemberJoined(person: id(person), role: role, student: id(student))).isRecorded()
    }

    @Test(arguments: [
        (
            "P-1", Project.MemberRole.undergraduateStudent, "S-1",
            "S-1 is enrolled as master; the role undergraduate_student is for undergraduate."
        ),
        (
            "P-2", .graduateStudent, "S-2",
            "S-2 is enrolled as undergraduate; the role graduate_student is for master or doctoral."
        ),
    ])
    func `a role for another level is refused`(
        person: String, role: Project.MemberRole, student: String, message: String
    ) {
        given(created, in: world)
            .when(Project.MemberJoined(person: id(person), role: role, student: id(student)))
            .isRefused(.levelMismatch, field: "role", saying: message)
    }

    @Test(arguments: [Project.MemberRole.graduateStudent, .undergraduateStudent])
    func `a student joins with the enrolment`(role: Project.MemberRole) {
        given(created, in: world).when(Project.MemberJoined(person: "P-1", role: role))
            .isRefused(.levelMismatch, field: "student")
    }

    @Test func `a student joins with no enrolment of another person`() {
        given(created, in: world)
            .when(Project.MemberJoined(person: "P-3", role: .graduateStudent, student: "S-1"))
            .isRefused(.levelMismatch, field: "student", saying: "S-1 is not an enrolment of P-3.")
    }

    // MARK: Milestones

    @Test func `a milestone is reached once, also when it is set anew`() {
        let set = Project.MilestoneSet(milestone: "M-1", title: "prototype", due: "2023")
        let reached = Project.MilestoneReached(milestone: "M-1")
        given(created).when(reached).isRefused(.notFound, field: "milestone")
        given(created, set, set).when(reached).isRecorded()
        given(created, set, reached, set).when(reached).isRefused(.illegalTransition, field: "milestone")
    }

    @Test func `a milestone is not due on a date that ends before it begins`() {
        given(created).when(Project.MilestoneSet(milestone: "M-1", title: "prototype", due: "2023..2022"))
            .isRefused(.intervalReversed, field: "due")
    }

    // MARK: Solution plans

    @Test(arguments: [
        ([Project.MemberRole.medicalTeacher, .graduateStudent], "No engineering_teacher contributed to 1."),
        ([.engineeringTeacher, .graduateStudent], "No medical_teacher contributed to 1."),
        (
            [.engineeringTeacher, .medicalTeacher, .undergraduateStudent],
            "No graduate_student contributed to 1."
        ),
        ([], "No engineering_teacher, no medical_teacher, no graduate_student contributed to 1."),
    ])
    func `a plan is adopted only if engineers, physicians and graduate students worked on it`(
        roles: [Project.MemberRole], message: String
    ) {
        given(created, plan("1", by: roles), in: world).when(Project.SolutionPlanAdopted(version: "1"))
            .isRefused(.solutionRolesMissing, field: "version", saying: message)
    }

    @Test func `a version of the plan is drafted once and adopted once`() {
        let draft = plan("1", by: .engineeringTeacher, .medicalTeacher, .graduateStudent)
        let adopted = Project.SolutionPlanAdopted(version: "1")
        given(created, in: world).when(adopted).isRefused(.notFound, field: "version")
        given(created, draft, in: world).when(draft).isRefused(.alreadyExists, field: "version")
        given(created, draft, adopted, in: world).when(adopted).isRefused(
            .illegalTransition, field: "version")
    }

    @Test func `a contributor who does not exist is refused by the field`() {
        let draft = Project.SolutionPlanDrafted(
            version: "1", summary: "X", problems: [], contributors: [.init(person: "P-9", role: .engineer)])
        given(created, in: world).when(draft).isRefused(.notFound, field: "contributors.person")
    }

    private func plan(_ version: LocalID, by roles: Project.MemberRole...) -> Project.SolutionPlanDrafted {
        plan(version, by: roles)
    }

    private func plan(_ version: LocalID, by roles: [Project.MemberRole]) -> Project.SolutionPlanDrafted {
        Project.SolutionPlanDrafted(
            version: version, summary: "thinner needles", problems: [],
            contributors: roles.map { .init(person: "P-1", role: $0) })
    }
}
