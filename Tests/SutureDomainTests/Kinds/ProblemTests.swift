import SutureTestSupport
import Testing

@testable import SutureDomain

@Suite struct ProblemTests {
    let world = World(
        "institution/RENJI", "person/P-1", "person/P-2", "project/PR-1", "achievement/A-1"
    )
    .with("P-1", Person.Qualified(qualification: .clinician))
    let raised = Problem.Raised(
        by: "P-1", institution: "RENJI", department: "Orthopaedics", statement: "Needles bend.",
        need: "A stiffer needle.")
    let accepted = Problem.Accepted()
    let declined = Problem.Declined(ground: "no engineering in it")
    let resolved = Problem.Resolved(project: "PR-1", achievement: "A-1")
    let issue = Problem.IssueFormulated(
        issue: "I-1", statement: "How stiff may a needle be?", disciplines: ["materials"])

    @Test func `every event of a problem is recorded`() {
        var story = Story(of: Problem.self, in: world)
        story.record(raised)
        story.record(accepted)
        story.record(issue)
        story.record(resolved)
        story.record(NoteAdded<Problem>(text: "Well done."))
        story.record(
            AttachmentLinked<Problem>(
                name: "needle.jpg", mediaType: "image/jpeg", size: 1,
                sha256: String(repeating: "00", count: 32)))
        var other = Story(of: Problem.self, in: world)
        other.record(raised)
        other.record(declined)
        #expect(story.untold.filter { other.untold.contains($0) } == [])
    }

    @Test func `a problem is accepted or declined, and resolved once accepted`() {
        let table = lifeCycleTable(
            [[raised], [raised, accepted], [raised, declined], [raised, accepted, resolved]],
            commands: [accepted, declined, resolved, issue], in: world)
        #expect(
            table == [
                "raised accept ▶ accepted", "raised decline ▶ declined",
                "raised resolve ✗ problem-not-accepted", "raised formulate-issue ▶ raised",
                "accepted resolve ▶ resolved", "accepted formulate-issue ▶ accepted",
                "declined resolve ✗ problem-not-accepted", "declined formulate-issue ▶ declined",
                "resolved formulate-issue ▶ resolved",
            ])
    }

    // MARK: Who raises it

    @Test func `whoever raises a problem is a clinician`() {
        var theirs = raised
        theirs.by = "P-2"
        given(in: world).when(theirs, occurredOn: "2019-03")
            .isRefused(
                .notAClinician, field: "by",
                saying: "P-2 was not qualified as clinician when the problem was raised (2019-03).")
        given(in: world.with("P-2", Person.Qualified(qualification: .medicalTeacher))).when(theirs)
            .isRefused(.notAClinician, field: "by")
        given(in: world.with("P-2", Person.Qualified(qualification: .clinician))).when(theirs).isRecorded()
    }

    @Test func `who became a clinician after raising it was none`() {
        var theirs = raised
        theirs.by = "P-2"
        let later = world.with("P-2", Person.Qualified(qualification: .clinician), on: "2020")
        given(in: later).when(theirs, occurredOn: "2019-12-31").isRefused(.notAClinician, field: "by")
        given(in: later).when(theirs, occurredOn: "2020-01-01").isRecorded()
        given(in: later).when(theirs, occurredOn: "2019..2020-06").isRecorded()
        given(in: later).when(theirs, occurredOn: "unknown").isRecorded()
    }

    @Test func `a problem may be raised by nobody in particular`() {
        given(in: world).when(Problem.Raised(institution: "RENJI", statement: "Needles bend.")).isRecorded()
    }

    @Test func `a problem is raised by somebody and somewhere that exist`() {
        var lost = raised
        lost.by = "P-9"
        given(in: world).when(lost).isRefused(.notFound, field: "by")
        given(in: world).when(Problem.Raised(institution: "NOWHERE", statement: "Needles bend."))
            .isRefused(.notFound, field: "institution")
    }

    // MARK: What becomes of it

    @Test func `a problem that was not accepted is not resolved`() {
        given(raised, declined, in: world).when(resolved)
            .isRefused(
                .problemNotAccepted,
                saying: "Only a problem that was accepted is resolved; this one is declined.")
        given(raised, in: world).when(resolved)
            .isRefused(
                .problemNotAccepted,
                saying: "Only a problem that was accepted is resolved; this one is raised.")
    }

    @Test func `a problem is resolved by what exists, once`() {
        given(raised, accepted).when(resolved).isRefused(.notFound, field: "project")
        given(raised, accepted, in: World("project/PR-1")).when(resolved)
            .isRefused(.notFound, field: "achievement")
        given(raised, accepted, in: World("project/PR-1")).when(Problem.Resolved(project: "PR-1"))
            .isRecorded()
        given(raised, accepted, resolved, in: world).when(resolved)
            .isRefused(
                .illegalTransition, saying: "The problem is resolved; this needs one that is accepted.")
    }

    @Test func `a problem is not resolved before it was accepted`() {
        let known = given(raised, on: "2018", in: world).and(accepted, on: "2019")
        known.when(resolved, occurredOn: "2018-12").isRefused(.intervalReversed, field: "context.occurredOn")
        known.when(resolved, occurredOn: "2019").isRecorded()
        known.when(resolved, occurredOn: "2017").isRefused(.beforeExistence, field: "context.occurredOn")
    }

    // MARK: Issues

    @Test func `an issue has an id of its own`() {
        given(raised, issue, in: world).when(issue)
            .isRefused(.alreadyExists, field: "issue", saying: "There is an issue I-1 already.")
    }

    @Test func `an issue may be typed in late`() {
        let over = given(raised, accepted, in: world).and(resolved, on: "2021")
        over.when(issue, occurredOn: "2020").isRecorded()
        over.when(issue, occurredOn: "2022").isRefused(.recordClosed, field: "context.occurredOn")
    }

    // MARK: Those who work on it

    @Test func `a project answers problems that exist`() {
        let created = Project.Created(
            title: "Needles", units: [], problems: ["PB-1"], institutions: [], disciplines: [],
            cooperative: false)
        let linked = Project.ProblemLinked(problem: "PB-1")
        given(in: world).when(created).isRefused(.notFound, field: "problems")
        given(created, in: world).when(Project.ProblemLinked(problem: "PB-2"))
            .isRefused(.notFound, field: "problem")
        let known = world.with("PB-1", raised)
        given(in: known).when(created).isRecorded()
        given(created, in: known).when(linked).isRefused(.alreadyExists, field: "problem")
    }
}
