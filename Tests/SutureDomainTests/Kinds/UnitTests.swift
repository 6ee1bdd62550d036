import SutureTestSupport
import Testing

@testable import SutureDomain

@Suite struct UnitTests {
    let world = World("institution/USST", "institution/SJTU", "institution/SHEITC", "person/P-1")
    let centre = Unit.Initiated(name: "Innovation Centre", type: .innovationCentre, initiators: ["USST"])
    let applied = Unit.EstablishmentApplied(authority: "SHEITC", applicants: ["USST"], unnamedApplicants: 7)
    let inaugurated = Unit.Inaugurated(by: ["P-1"])
    let lead = Unit.MemberJoined(institution: "USST", role: .lead)

    @Test func `every event of a unit is recorded`() {
        var story = Story(of: Unit.self, in: world)
        story.record(centre)
        story.record(Unit.AliasAdded(alias: "the Center", type: .short))
        story.record(Unit.Renamed(name: "High-end Medical Equipment Innovation Center"))
        story.record(applied)
        story.record(Unit.EstablishmentRefused(authority: "SHEITC"))
        story.record(applied)
        story.record(Unit.EstablishmentApproved(designation: "Shanghai Manufacturing Innovation Center"))
        story.record(inaugurated)
        story.record(Unit.UnnamedMembersRecorded(count: 7, description: "seven others"))
        story.record(lead)
        story.record(Unit.MemberLeft(institution: "USST"))
        story.record(
            Unit.SupportRecorded(
                supporter: EitherID("SHEITC" as Institution.ID), type: .guidance, text: "strong support"))
        story.record(Unit.GoalDeclared(text: "a model", policyContext: ["Healthy China"]))
        story.record(Unit.OrganisationChanged(form: "legal entity", mechanism: "a board"))
        story.record(Unit.StatusReported(text: "running well"))
        story.record(Unit.ObjectiveSet(objective: "O-1", type: .objective, statement: "200 projects"))
        story.record(Unit.ObjectiveProgressed(objective: "O-1", text: "half of it"))
        story.record(Unit.ObjectiveCompleted(objective: "O-1"))
        story.record(Unit.ContributionRecorded(type: .publicService, text: "a testing service"))
        story.record(Unit.Closed())
        story.record(NoteAdded<Unit>(text: "Closed for good."))
        story.record(
            AttachmentLinked<Unit>(
                name: "minutes.pdf", mediaType: "application/pdf", size: 1,
                sha256: String(repeating: "00", count: 32)))
        #expect(story.untold == [])
    }

    // MARK: Life cycle

    @Test func `a unit is applied for, decided upon, applied for again and closed`() {
        let table = lifeCycleTable(
            [
                [centre], [centre, applied], [centre, applied, Unit.EstablishmentApproved()],
                [centre, applied, Unit.EstablishmentRefused()], [centre, Unit.Closed()],
            ],
            commands: [
                applied, Unit.EstablishmentApproved(), Unit.EstablishmentRefused(), inaugurated,
                Unit.Closed(),
            ],
            in: world)
        #expect(
            table == [
                "initiated apply ▶ applied",
                "initiated approve ✗ not-applied",
                "initiated refuse ✗ not-applied",
                "initiated inaugurate ▶ initiated",
                "initiated close ▶ closed",
                "applied approve ▶ approved",
                "applied refuse ▶ refused",
                "applied inaugurate ▶ applied",
                "applied close ▶ closed",
                "approved approve ✗ already-decided",
                "approved refuse ✗ already-decided",
                "approved inaugurate ▶ approved",
                "approved close ▶ closed",
                "refused apply ▶ applied",
                "refused approve ✗ already-decided",
                "refused refuse ✗ already-decided",
                "refused inaugurate ▶ refused",
                "refused close ▶ closed",
            ])
    }

    @Test func `a unit is inaugurated once`() {
        given(centre, inaugurated, in: world).when(inaugurated).isRefused(.illegalTransition)
    }

    @Test func `unnamed applicants are a positive number`() {
        given(centre, in: world)
            .when(Unit.EstablishmentApplied(applicants: [], unnamedApplicants: 0))
            .isRefused(.amountNotPositive, field: "unnamedApplicants")
        given(centre, in: world)
            .when(Unit.EstablishmentApplied(applicants: [], unnamedApplicants: .max))
            .isRefused(.countTooLarge, field: "unnamedApplicants")
    }

    // MARK: Names

    @Test func `an alias that names another unit is refused without a reason`() {
        let other = world.with(
            "GS", Unit.Initiated(name: "Graduate School", type: .graduateSchool, initiators: []))
        let alias = Unit.AliasAdded(alias: "Graduate School", type: .variant)
        given(centre, in: other).when(alias).isRefused(.aliasTaken, field: "alias")
        given(centre, in: other).when(alias, reason: "They share it.").isRecorded()
        given(centre, in: other.with("GS", Unit.Closed())).when(alias).isRecorded()
    }

    @Test func `an alias that the unit has already is refused`() {
        given(centre, in: world).when(Unit.AliasAdded(alias: "Innovation Centre", type: .variant))
            .isRefused(.alreadyExists, field: "alias")
    }

    // MARK: Members

    @Test func `a second lead is refused until the first has left`() {
        let second = Unit.MemberJoined(institution: "SJTU", role: .lead)
        given(centre, lead, in: world).when(second)
            .isRefused(.twoLeads, field: "role", saying: "USST leads the unit already.")
        given(centre, lead, Unit.MemberLeft(institution: "USST"), in: world).when(second).isRecorded()
    }

    @Test func `an institution is a member once`() {
        given(centre, lead, in: world).when(Unit.MemberJoined(institution: "USST", role: .founder))
            .isRefused(.alreadyMember, field: "institution", saying: "USST is a member already, as lead.")
    }

    @Test func `an institution that left may join again`() {
        given(centre, lead, Unit.MemberLeft(institution: "USST"), in: world).when(lead).isRecorded()
    }

    @Test func `who is not a member cannot leave`() {
        given(centre, lead, in: world).when(Unit.MemberLeft(institution: "SJTU"))
            .isRefused(
                .notAMember, field: "institution",
                saying: "SJTU is not a member of this unit; there is USST.")
    }

    @Test func `a membership does not end before it began`() {
        given(centre, in: world).and(lead, on: "2021").when(
            Unit.MemberLeft(institution: "USST"), occurredOn: "2020"
        )
        .isRefused(.intervalReversed, field: "context.occurredOn")
    }

    @Test func `unnamed members get a name while there are any`() {
        let one = Unit.UnnamedMembersRecorded(count: 1, description: "one more")
        let named = Unit.MemberJoined(institution: "USST", role: .member, formerlyUnnamed: true)
        let another = Unit.MemberJoined(institution: "SJTU", role: .member, formerlyUnnamed: true)
        given(centre, in: world).when(named).isRefused(.noUnnamedMemberLeft, field: "formerlyUnnamed")
        given(centre, one, in: world).when(named).isRecorded()
        given(centre, one, named, in: world).when(another)
            .isRefused(.noUnnamedMemberLeft, field: "formerlyUnnamed")
        given(centre, one, named, one, in: world).when(another).isRecorded()
    }

    @Test(arguments: [0, -7]) func `a number of unnamed members is positive`(count: Int64) {
        given(centre).when(Unit.UnnamedMembersRecorded(count: count, description: "none"))
            .isRefused(.amountNotPositive, field: "count")
    }

    @Test func `more unnamed members than anyone could count are a slip`() {
        given(centre).when(Unit.UnnamedMembersRecorded(count: 1_000_000_000, description: "all")).isRecorded()
        given(centre).when(Unit.UnnamedMembersRecorded(count: .max, description: "all"))
            .isRefused(
                .countTooLarge, field: "count",
                saying: "count must not be more than 1000000000; it is 9223372036854775807.")
    }

    @Test func `counts of unnamed members add up and never overflow`() throws {
        let seven = Unit.UnnamedMembersRecorded(count: 7, description: "seven")
        let most = Unit.UnnamedMembersRecorded(count: .max, description: "all the world")
        let twice = try #require(World().with("U", seven, seven).find("U" as Unit.ID))
        #expect(twice.unnamedMemberCount == 14)
        let full = try #require(World().with("U", seven, most).find("U" as Unit.ID))
        #expect(full.unnamedMemberCount == .max)
    }

    // MARK: Objectives and contributions

    @Test func `progress is reported of objectives that were set`() {
        let set = Unit.ObjectiveSet(objective: "O-1", type: .content, statement: "a platform")
        given(centre).when(Unit.ObjectiveProgressed(objective: "O-1", text: "begun"))
            .isRefused(
                .notFound, field: "objective", saying: "There is no objective O-1; there is none.")
        given(centre, set).when(Unit.ObjectiveCompleted(objective: "O-2"))
            .isRefused(.notFound, field: "objective", saying: "There is no objective O-2; there is O-1.")
    }

    @Test func `an objective is completed once, and stays so when it is set anew`() {
        let set = Unit.ObjectiveSet(objective: "O-1", type: .content, statement: "a platform")
        let completed = Unit.ObjectiveCompleted(objective: "O-1")
        given(centre, set, completed).when(set).isRecorded()
        given(centre, set, completed, set).when(completed).isRefused(.illegalTransition, field: "objective")
    }

    @Test(arguments: [0, -1]) func `what a contribution was worth is a positive amount`(fen: Int64) {
        let money = Money(minorUnits: fen, currency: "CNY")
        given(centre).when(
            Unit.ContributionRecorded(type: .technologySpillover, text: "a licence", amount: money)
        )
        .isRefused(.amountNotPositive, field: "amount")
    }

    // MARK: Kinds to come, and late entries

    @Test func `a unit cannot rest on an agreement before there are any`() {
        given().when(
            Unit.Initiated(name: "Institute", type: .researchInstitute, initiators: [], basis: "A-1")
        )
        .isRefused(.notFound, field: "basis", saying: "agreement/A-1 does not exist.")
    }

    @Test func `a closed unit takes facts of its life, and aliases for ever`() {
        let closed = given(centre, in: world).and(Unit.Closed(), on: "2022-06")
        closed.when(Unit.StatusReported(text: "well"), occurredOn: "2022-06-30").isRecorded()
        closed.when(Unit.StatusReported(text: "well"), occurredOn: "2022-07-01")
            .isRefused(.recordClosed, field: "context.occurredOn")
        closed.when(Unit.AliasAdded(alias: "the Center", type: .short)).isRecorded()
    }
}
