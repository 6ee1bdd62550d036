import SutureTestSupport
import Testing

@testable import SutureDomain

@Suite struct ScreeningTests {
    let opened = Screening.Opened(
        unit: "IRI", title: "Round of 2019",
        criteria: [
            .init(id: "NEED", title: "Clinical need", weight: Decimal("0.6")),
            .init(id: "TEAM", title: "Team"),
        ])
    let entered = Screening.ProjectEntered(project: "PR-1")
    let reviewed = Screening.Reviewed(
        project: "PR-1", reviewer: "P-9", scores: [.init(criterion: "NEED", score: Decimal(integer: 9))],
        recommendation: .key, comment: "urgent")
    let decided = Screening.Decided(project: "PR-1", decision: .key, rationale: "the best of all")
    static let created = Project.Created(
        title: "Needles", units: ["IRI"], problems: [], institutions: [], disciplines: [], cooperative: true)
    let world = World("unit/IRI", "person/P-1", "person/P-9")
        .with("PR-1", ScreeningTests.created).with("PR-2", ScreeningTests.created)

    @Test func `every event of a screening is recorded`() {
        var story = Story(of: Screening.self, in: world)
        story.record(opened)
        story.record(entered)
        story.record(reviewed)
        story.record(decided)
        story.record(Screening.Closed())
        story.record(NoteAdded<Screening>(text: "Held in the library."))
        story.record(
            AttachmentLinked<Screening>(
                name: "minutes.pdf", mediaType: "application/pdf", size: 1,
                sha256: String(repeating: "00", count: 32)))
        #expect(story.untold == [])
        let project: Project? = story.world.find("PR-1")
        #expect(project?.isKey == true)
    }

    @Test func `a round is open and then closed`() {
        let table = lifeCycleTable([[opened], [opened, Screening.Closed()]], commands: [Screening.Closed()])
        #expect(table == ["open close ▶ closed"])
    }

    // MARK: Criteria

    @Test func `two criteria of one id are refused`() {
        var twice = opened
        twice.criteria.append(.init(id: "NEED", title: "Need"))
        given(in: world).when(twice)
            .isRefused(.alreadyExists, field: "criteria.id", saying: "There are two criteria NEED.")
    }

    // MARK: Entering

    @Test func `a project that is created, running or completed enters, once`() {
        let running = world.with("PR-1", Project.Started())
        let completed = running.with("PR-1", Project.Completed(summary: "done"), on: "2019")
        for world in [world, running, completed] { given(opened, in: world).when(entered).isRecorded() }
        given(opened, entered, in: world).when(entered)
            .isRefused(.alreadyExists, field: "project", saying: "PR-1 is in this round already.")
    }

    @Test func `a project that rests or was given up does not enter`() {
        given(opened, in: world.with("PR-1", Project.Started(), Project.Suspended())).when(entered)
            .isRefused(
                .illegalTransition, field: "project",
                saying:
                    "PR-1 is suspended; only a project that is created, running or completed enters a round.")
        given(opened, in: world.with("PR-1", Project.Terminated(ground: "no money"))).when(entered)
            .isRefused(.illegalTransition, field: "project")
    }

    // MARK: Reviews

    @Test func `only a project of the round is reviewed or decided`() {
        given(opened, in: world).when(reviewed)
            .isRefused(
                .notInRound, field: "project",
                saying: "PR-1 has not entered this round; in it there is none.")
        given(opened, Screening.ProjectEntered(project: "PR-2"), in: world).when(decided, reason: "X")
            .isRefused(
                .notInRound, field: "project",
                saying: "PR-1 has not entered this round; in it there is PR-2.")
    }

    @Test(arguments: [[], [Project.MemberLeft(person: "P-9", role: .advisor)]])
    func `who is or was on the project does not review it`(since: [Project.MemberLeft]) {
        let joined = world.with("PR-1", Project.MemberJoined(person: "P-9", role: .advisor))
        let world = since.reduce(joined) { $0.with("PR-1", $1) }
        given(opened, entered, in: world).when(reviewed)
            .isRefused(
                .conflictOfInterest, field: "reviewer",
                saying: "P-9 is or was a member of PR-1 and cannot review it.")
    }

    @Test func `a reviewer judges a project once, and any number of projects`() {
        given(opened, entered, reviewed, in: world).when(reviewed)
            .isRefused(.alreadyExists, field: "reviewer", saying: "P-9 has reviewed PR-1 already.")
        var other = reviewed
        other.reviewer = "P-1"
        given(opened, entered, reviewed, in: world).when(other).isRecorded()
        other = reviewed
        other.project = "PR-2"
        given(opened, entered, Screening.ProjectEntered(project: "PR-2"), reviewed, in: world).when(other)
            .isRecorded()
    }

    @Test func `scores are for criteria of the round, one for each`() {
        var stray = reviewed
        stray.scores = [.init(criterion: "LUCK", score: Decimal(integer: 1))]
        given(opened, entered, in: world).when(stray)
            .isRefused(
                .notFound, field: "scores.criterion",
                saying: "There is no criterion LUCK; there are NEED, TEAM.")
        var twice = reviewed
        twice.scores += twice.scores
        given(opened, entered, in: world).when(twice)
            .isRefused(
                .alreadyExists, field: "scores.criterion", saying: "There are two scores for NEED.")
    }

    // MARK: Decisions

    @Test func `a decision is recorded on the project too`() {
        given(opened, entered, reviewed, in: world).when(decided)
            .causes(("project/PR-1", Project.Screened(screening: "X", decision: .key)))
        given(opened, in: world).when(entered).causes()
    }

    @Test func `a decision without a review needs a reason`() {
        given(opened, entered, in: world).when(decided)
            .isRefused(
                .reviewMissing, field: "project",
                saying:
                    "Nobody has reviewed PR-1 in this round; to decide without a review needs a reason.")
        given(opened, entered, in: world).when(decided, reason: "the reviewers are not named").isRecorded()
        let other = Screening.ProjectEntered(project: "PR-2")
        let decision = Screening.Decided(project: "PR-2", decision: .selected, rationale: "good")
        given(opened, entered, other, reviewed, in: world).when(decision)
            .isRefused(.reviewMissing, field: "project")
    }

    @Test func `only what was deferred is decided again`() {
        let deferred = Screening.Decided(project: "PR-1", decision: .deferred, rationale: "no numbers yet")
        given(opened, entered, reviewed, deferred, in: world).when(decided).isRecorded()
        given(opened, entered, reviewed, decided, in: world).when(deferred)
            .isRefused(
                .alreadyDecided, field: "project",
                saying: "The round has decided about PR-1 already: key.")
    }

    @Test func `a decision is checked against the project's own time`() {
        let late = World("unit/IRI").with("PR-1", ScreeningTests.created, on: "2020")
        given(opened, entered, in: late).when(decided, occurredOn: "2019", reason: "X")
            .isRefused(
                .beforeExistence, field: "context.occurredOn",
                saying: "2019 is before project/PR-1 came into being (2020).")
        let ended = world.with("PR-1", Project.Terminated(ground: "no money"), on: "2020")
        given(opened, entered, in: ended).when(decided, occurredOn: "2020", reason: "X").isRecorded()
        given(opened, entered, in: ended).when(decided, occurredOn: "2021", reason: "X")
            .isRefused(
                .recordClosed, field: "context.occurredOn",
                saying: "project/PR-1 had ended (2020) before 2021.")
        let completed = world.with("PR-1", Project.Started()).with(
            "PR-1", Project.Completed(summary: "done"), on: "2020")
        given(opened, entered, in: completed).when(decided, occurredOn: "2021", reason: "X").isRecorded()
    }

    @Test func `a decision about a project that is gone from the records is refused`() {
        given(opened, entered, in: World("unit/IRI")).when(decided, reason: "X")
            .isRefused(.notFound, field: "project", saying: "project/PR-1 does not exist.")
    }

    // MARK: After the end

    @Test func `a closed round takes what provably happened before`() {
        let closed = given(opened, entered, in: world).and(Screening.Closed(), on: "2020-05")
        let message = "The round was closed (2020-05); only what provably happened before is added."
        closed.when(decided, occurredOn: "2020-05", reason: "X").isRefused(.roundClosed, saying: message)
        closed.when(reviewed).isRefused(.roundClosed, saying: message)
        closed.when(Screening.ProjectEntered(project: "PR-2"), occurredOn: "unknown")
            .isRefused(.roundClosed, saying: message)
        closed.when(Screening.ProjectEntered(project: "PR-2"), occurredOn: "2020-04").isRecorded()
        closed.when(reviewed, occurredOn: "2019").isRecorded()
        closed.when(decided, occurredOn: "2020-04-30", reason: "X").isRecorded()
    }
}
