import SutureTestSupport
import Testing

@testable import SutureDomain

@Suite struct AssessmentTests {
    let world = World("institution/SHEITC", "institution/USST", "person/P-1", "person/P-2", "unit/NEW")
        .with("U1", Unit.EstablishmentApproved())
        .with("U2", Unit.EstablishmentApproved())
    let announced = Assessment.Announced(
        title: "Special assessment 2021", organiser: "SHEITC", year: 2021,
        ratingScale: ["Excellent", "Good", "Failed"],
        criteria: [
            Assessment.Criterion(
                id: "C1", title: "Objectives", evidence: .objectives, maximum: Decimal("10")),
            Assessment.Criterion(id: "C2", title: "Service"),
        ])
    let entered = Assessment.UnitEntered(unit: "U1")
    let released = Assessment.ResultsReleased(by: "SHEITC")

    private func result(_ unit: Unit.ID, _ rating: String = "Excellent", rank: Int64? = nil)
        -> Assessment.ResultDetermined
    {
        Assessment.ResultDetermined(unit: unit, rating: rating, rank: rank)
    }

    private func score(_ unit: Unit.ID, _ criterion: LocalID, _ expert: Person.ID?, _ score: String?)
        -> Assessment.CriterionScored
    {
        Assessment.CriterionScored(
            unit: unit, criterion: criterion, expert: expert, score: score.flatMap { Decimal($0) })
    }

    @Test func `every event of an assessment is recorded`() {
        var story = Story(of: Assessment.self, in: world)
        story.record(announced)
        story.record(Assessment.CriteriaChanged(criteria: announced.criteria))
        story.record(entered)
        story.record(Assessment.ExpertAppointed(person: "P-1"))
        story.record(Assessment.MaterialsSubmitted(unit: "U1", items: ["annual report"]))
        story.record(
            Assessment.Reviewed(unit: "U1", type: .onSite, experts: ["P-1"], finding: "runs well"))
        story.record(
            Assessment.CriterionScored(
                unit: "U1", criterion: "C1", expert: "P-1", score: Decimal("9.5"), comment: "nearly all"))
        story.record(
            Assessment.OpinionRecorded(
                unit: "U1", unanimous: true, recommendation: .highlyRecommended,
                aspects: ["pivotal positioning", "collaborative innovation"]))
        story.record(result("U1", rank: 1))
        story.record(released)
        story.record(NoteAdded<Assessment>(text: "In the news."))
        story.record(
            AttachmentLinked<Assessment>(
                name: "results.pdf", mediaType: "application/pdf", size: 1,
                sha256: String(repeating: "00", count: 32)))
        #expect(story.untold == [])
    }

    @Test func `results are released once`() {
        let table = lifeCycleTable(
            [
                [announced], [announced, entered, result("U1")],
                [announced, entered, result("U1"), released],
            ],
            commands: [released, Assessment.CriteriaChanged(criteria: [])], in: world)
        #expect(
            table == [
                "announced release ✗ results-incomplete", "announced change-criteria ▶ announced",
                "announced release ▶ released", "announced change-criteria ▶ announced",
                "released release ✗ already-released", "released change-criteria ✗ already-released",
            ])
    }

    // MARK: Announcement and criteria

    @Test func `a scale of one rating is enough, none is not, and no rating is in it twice`() {
        var scaled = announced
        scaled.ratingScale = ["Passed"]
        given(in: world).when(scaled).isRecorded()
        scaled.ratingScale = []
        given(in: world).when(scaled)
            .isRefused(
                .ratingNotInScale, field: "ratingScale",
                saying: "A scale has at least one rating, the best first.")
        scaled.ratingScale = ["Good", "Good"]
        given(in: world).when(scaled)
            .isRefused(
                .alreadyExists, field: "ratingScale", saying: "Good is in the scale more than once.")
    }

    @Test func `a year is more than zero`() {
        var dated = announced
        dated.year = 0
        given(in: world).when(dated).isRefused(.amountNotPositive, field: "year")
    }

    @Test(arguments: [
        (Assessment.Criterion(id: "C1", title: "Twice"), Rule.alreadyExists, "criteria"),
        (
            Assessment.Criterion(id: "C3", title: "Less", weight: Decimal("-1")), .amountNotPositive,
            "criteria.weight"
        ),
        (
            Assessment.Criterion(id: "C3", title: "None", maximum: Decimal("0.0")), .amountNotPositive,
            "criteria.maximum"
        ),
    ])
    func `criteria are sound`(criterion: Assessment.Criterion, rule: Rule, field: String) {
        var assessed = announced
        assessed.criteria.append(criterion)
        given(in: world).when(assessed).isRefused(rule, field: field)
        given(announced, in: world).when(Assessment.CriteriaChanged(criteria: assessed.criteria))
            .isRefused(rule, field: field)
    }

    @Test func `criteria change until the first score`() {
        let changed = Assessment.CriteriaChanged(criteria: [Assessment.Criterion(id: "C9", title: "New")])
        let open = given(announced, entered, in: world)
        open.when(changed).isRecorded()
        open.and(changed).when(score("U1", "C1", nil, "1"))
            .isRefused(
                .notFound, field: "criterion", saying: "There is no criterion C1; there is C9.")
        open.and(score("U1", "C1", nil, "1")).when(changed)
            .isRefused(
                .criteriaFrozen, field: "criteria",
                saying: "Units have been scored by the criteria; they cannot change any more.")
    }

    // MARK: Who takes part

    @Test func `a unit that was never approved does not take part`() {
        given(announced, in: world).when(Assessment.UnitEntered(unit: "NEW"))
            .isRefused(
                .unitNotApproved, field: "unit",
                saying: "The establishment of NEW has not been approved.")
        given(announced, in: world.with("NEW", Unit.EstablishmentRefused()))
            .when(Assessment.UnitEntered(unit: "NEW")).isRefused(.unitNotApproved, field: "unit")
    }

    @Test func `a unit that was approved provably later does not take part`() {
        let late = world.with("NEW", Unit.EstablishmentApproved(), on: "2021-06")
        let new = Assessment.UnitEntered(unit: "NEW")
        given(announced, in: late).when(new, occurredOn: "2021-05-31")
            .isRefused(
                .unitNotApproved, field: "unit",
                saying: "The establishment of NEW was approved (2021-06) only after 2021-05-31.")
        given(announced, in: late).when(new, occurredOn: "2021-06-01").isRecorded()
        given(announced, in: late).when(new, occurredOn: "2021").isRecorded()
    }

    @Test func `a unit whose approval has no date takes part, also when it is closed by now`() {
        given(announced, in: world).when(entered, occurredOn: "2021").isRecorded()
        given(announced, in: world.with("U1", Unit.Closed(), on: "2022")).when(entered, occurredOn: "2021")
            .isRecorded()
    }

    @Test func `a unit takes part once, and what is said of it needs that it does`() {
        given(announced, entered, in: world).when(entered)
            .isRefused(.alreadyExists, field: "unit", saying: "U1 takes part already.")
        let others: [any RecordableEvent<Assessment>] = [
            Assessment.MaterialsSubmitted(unit: "U2", items: []),
            Assessment.Reviewed(unit: "U2", type: .materials, experts: []), score("U2", "C1", nil, nil),
            Assessment.OpinionRecorded(
                unit: "U2", unanimous: false, recommendation: .neutral, aspects: []),
            result("U2"),
        ]
        for command in others { refuseStranger(command) }
    }

    private func refuseStranger(_ command: some RecordableEvent<Assessment>) {
        given(announced, entered, in: world).when(command)
            .isRefused(.notFound, field: "unit", saying: "U2 does not take part; there is U1.")
    }

    // MARK: Experts

    @Test func `an expert is appointed once`() {
        let appointed = Assessment.ExpertAppointed(person: "P-1")
        given(announced, appointed, in: world).when(appointed)
            .isRefused(.alreadyExists, field: "person", saying: "P-1 is an expert already.")
    }

    @Test func `who holds a position at a member of a unit is no expert for it`() {
        let appointed = Assessment.ExpertAppointed(person: "P-1")
        let post = Person.PositionHeld(at: EitherID("USST" as Institution.ID), title: "Dean")
        let member = world.with("U1", Unit.MemberJoined(institution: "USST", role: .lead))
        given(announced, entered, in: member.with("P-1", post)).when(appointed)
            .isRefused(
                .conflictOfInterest, field: "person",
                saying: "P-1 is Dean at institution/USST, a member of U1, and cannot judge it.")
        given(announced, appointed, in: member.with("P-1", post)).when(entered)
            .isRefused(.conflictOfInterest, field: "unit")
        given(announced, entered, in: world.with("P-1", post)).when(appointed).isRecorded()
        let ended = Person.PositionEnded(at: EitherID("USST" as Institution.ID), title: "Dean")
        given(announced, entered, in: member.with("P-1", post, ended)).when(appointed).isRecorded()
        given(announced, entered, in: member.with("P-1", post, on: "2022-06"))
            .when(appointed, occurredOn: "2022-05").isRecorded()
    }

    @Test func `who holds a position at the unit itself is no expert for it`() {
        let post = Person.PositionHeld(at: EitherID("U1" as Unit.ID), title: "Director")
        given(announced, entered, in: world.with("P-1", post))
            .when(Assessment.ExpertAppointed(person: "P-1"))
            .isRefused(
                .conflictOfInterest, field: "person",
                saying: "P-1 is Director at U1, and cannot judge it.")
    }

    @Test func `an expert who has become a member's since does not review or score it`() {
        let post = Person.PositionHeld(at: EitherID("U1" as Unit.ID), title: "Director")
        let given = given(
            announced, entered, Assessment.ExpertAppointed(person: "P-1"), in: world.with("P-1", post))
        given.when(Assessment.Reviewed(unit: "U1", type: .onSite, experts: ["P-1"]))
            .isRefused(.conflictOfInterest, field: "experts")
        given.when(score("U1", "C1", "P-1", "1")).isRefused(.conflictOfInterest, field: "expert")
    }

    @Test func `only experts of the assessment review and score`() {
        let open = given(announced, entered, Assessment.ExpertAppointed(person: "P-1"), in: world)
        open.when(Assessment.Reviewed(unit: "U1", type: .materials, experts: ["P-1", "P-2"]))
            .isRefused(
                .notFound, field: "experts",
                saying: "P-2 is no expert of this assessment; there is P-1.")
        open.when(score("U1", "C1", "P-2", "1")).isRefused(.notFound, field: "expert")
    }

    // MARK: Scores and opinions

    @Test func `a score lies between zero and the criterion's maximum`() {
        let open = given(announced, entered, in: world)
        open.when(score("U1", "C1", nil, "10.01"))
            .isRefused(
                .ratingNotInScale, field: "score", saying: "10.01 is more than 10, the maximum of C1.")
        open.when(score("U1", "C1", nil, "10.00")).isRecorded()
        open.when(score("U1", "C1", nil, "-0.5"))
            .isRefused(
                .ratingNotInScale, field: "score", saying: "A score is not less than zero, as -0.5 is.")
        open.when(score("U1", "C2", nil, "1000")).isRecorded()
    }

    @Test func `an expert scores a criterion of a unit once, the unnamed as often as they are`() {
        let scored = given(
            announced, entered, Assessment.ExpertAppointed(person: "P-1"), score("U1", "C1", "P-1", "9"),
            score("U1", "C1", nil, "8"), in: world)
        scored.when(score("U1", "C1", "P-1", "8"))
            .isRefused(
                .alreadyExists, field: "expert", saying: "P-1 has scored C1 of U1 already.")
        scored.when(score("U1", "C1", nil, "8")).isRecorded()
        scored.when(score("U1", "C2", "P-1", nil)).isRecorded()
    }

    @Test func `there is one opinion of a unit`() {
        let opinion = Assessment.OpinionRecorded(
            unit: "U1", unanimous: true, recommendation: .recommended, aspects: [])
        given(announced, entered, opinion, in: world).when(opinion)
            .isRefused(
                .alreadyExists, field: "unit",
                saying: "The experts' opinion of U1 is recorded already.")
    }

    // MARK: Results

    @Test func `a rating is one of the scale`() {
        given(announced, entered, in: world).when(result("U1", "excellent"))
            .isRefused(
                .ratingNotInScale, field: "rating",
                saying: "excellent is not in the scale: Excellent, Good, Failed.")
    }

    @Test func `a rank is given twice only with a reason`() {
        let first = given(
            announced, entered, Assessment.UnitEntered(unit: "U2"), result("U1", rank: 1), in: world)
        first.when(result("U2", rank: 1))
            .isRefused(
                .rankTaken, field: "rank", saying: "U1 has rank 1 already; giving it twice needs a reason.")
        first.when(result("U2", rank: 1), reason: "equal scores").isRecorded()
        first.when(result("U2", rank: 2)).isRecorded()
        first.when(result("U2")).isRecorded()
        first.when(result("U2", rank: 0)).isRefused(.amountNotPositive, field: "rank")
    }

    @Test func `a unit has one result`() {
        given(announced, entered, result("U1"), in: world).when(result("U1", "Good"))
            .isRefused(
                .alreadyExists, field: "unit", saying: "The result of U1 is determined already.")
    }

    @Test func `results are released only when every unit has one`() {
        given(announced, in: world).when(released)
            .isRefused(
                .resultsIncomplete, saying: "No unit takes part, so there is no result to release.")
        let two = given(announced, entered, Assessment.UnitEntered(unit: "U2"), result("U1"), in: world)
        two.when(released)
            .isRefused(
                .resultsIncomplete,
                saying: "Not every unit that takes part has a result; without one there is U2.")
        two.and(result("U2", "Good")).when(released).isRecorded()
    }

    @Test func `what was released does not change`() {
        let over = given(announced, entered, result("U1"), in: world).and(released, on: "2022-11")
        over.when(released)
            .isRefused(.alreadyReleased, saying: "The results have been released already (2022-11).")
        over.when(Assessment.UnitEntered(unit: "U2")).isRefused(.alreadyReleased)
        over.when(result("U1")).isRefused(.alreadyReleased)
        over.when(Assessment.CriteriaChanged(criteria: [])).isRefused(.alreadyReleased)
    }

    @Test func `what happened before the release may be typed in after it`() {
        let over = given(announced, entered, result("U1"), in: world).and(released, on: "2022-06")
        let review = Assessment.Reviewed(unit: "U1", type: .onSite, experts: [])
        over.when(review, occurredOn: "2022-05").isRecorded()
        over.when(score("U1", "C1", nil, "9"), occurredOn: "unknown").isRecorded()
        over.when(review, occurredOn: "2022-07")
            .isRefused(
                .recordClosed, field: "context.occurredOn",
                saying: "assessment/X had ended (2022-06) before 2022-07.")
    }
}
