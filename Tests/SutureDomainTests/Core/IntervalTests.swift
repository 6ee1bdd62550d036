import SutureTestSupport
import Testing

@testable import SutureDomain

/// What begins and ends inside a record: nothing ends, and nothing happens to it, provably before it began. Every event that
/// ends or moves something is asked, and every one that happens to a part of a record.
@Suite struct IntervalTests {
    /// A beginning that happened in 2020, and a command about what it began.
    struct Pair: Sendable, CustomTestStringConvertible {
        let type: EventType
        let rule: Rule
        /// The refusal of the command, if it happened on that day, after a beginning on the other.
        let ask: @Sendable (_ day: PartialDate, _ beginning: PartialDate) -> Refusal?
        var testDescription: String { "\(type)" }
    }

    private static func pair<Asked: RecordableEvent>(
        _ rule: Rule, _ given: Given = given(), began: [any Event<Asked.Subject>], _ command: Asked,
        reason: String? = nil
    ) -> Pair {
        Pair(type: Asked.type, rule: rule) { day, beginning in
            let given = began.reduce(given) { $0.and($1, on: beginning) }
            let then = given.when(command, occurredOn: day, reason: reason, role: .steward)
            switch then.outcome {
            case .success: return nil
            case .failure(.refused(let refusal)): return refusal
            case .failure(.notFound(let stream)):
                Issue.record("\(stream) does not exist")
                return nil
            }
        }
    }

    static let pairs = who + problems + projects + training + money + trials + safety + assessments

    @Test(arguments: pairs)
    func `nothing provably ends, or happens, before what it is about began`(pair: Pair) {
        for day in ["2019", "2019-12-31", "..2019-12-31", "2018..2019-06"] {
            let refusal = pair.ask(PartialDate(stringLiteral: day), "2020")
            #expect(refusal?.rule == pair.rule, "\(day): \(refusal?.message ?? "recorded")")
            #expect(refusal?.field == "context.occurredOn")
            #expect(refusal?.message.contains(day) == true && refusal?.message.contains("2020") == true)
        }
        // What is possible is recorded.
        for day in ["2020", "2020-01-01", "2019..2020-01-01", "..2020-01-01", "2021-06", "unknown"] {
            #expect(pair.ask(PartialDate(stringLiteral: day), "2020") == nil, "\(day)")
        }
        #expect(pair.ask("2019", "unknown") == nil)
        #expect(pair.ask("2019", "2019..2020-12-31") == nil)
    }

    @Test func `there is a pair for every event that ends or moves something`() {
        let all = Catalogue.kinds.flatMap { Catalogue.events(of: $0) }.filter { $0.effect != .adds }
            .map { $0.type.text }
        let asked = Set(IntervalTests.pairs.map(\.type.text))
        // These end nothing: a name, a level or a judgement is another from then on, in whatever order that was recorded.
        let none: Set = [
            "institution.renamed", "unit.renamed", "unit.organisation-changed", "project.renamed",
            "student.level-changed", "adverse-event.revised", "assessment.criteria-changed",
            // Not before the record itself, which the gate asks of every command.
            "agreement.signed", "unit.inaugurated", "trial.results-published", "project.screened",
            "person.erased",
        ]
        let locks = Catalogue.kinds.filter { $0.isKeptByPeople }
            .flatMap { ["\($0.kind).locked", "\($0.kind).unlocked"] }
        #expect(Set(all).subtracting(asked).subtracting(locks) == none)
        #expect(asked.isDisjoint(with: none))
    }

    @Test func `a chain of moves keeps what is proved of the first of them`() {
        given(IntervalTests.project).and(Project.Started(), on: "2020").and(Project.Suspended())
            .when(Project.Terminated(ground: "no money"), occurredOn: "2019")
            .isRefused(
                .intervalReversed, field: "context.occurredOn",
                saying: "The present state of project/X cannot end (2019) before it began (2020).")
    }

    @Test func `what was recorded the other way round stays, and is gone on from`() {
        // As an earlier version let it pass.
        given(IntervalTests.project).and(Project.Started(), on: "2020").and(Project.Suspended(), on: "2018")
            .when(Project.Resumed(), occurredOn: "2020-06").isRecorded()
    }

    @Test func `a lock is not taken away before it was put on`() {
        let locked = given(IntervalTests.project).and(Locked<Project>(), on: "2020")
        locked.when(Unlocked<Project>(), occurredOn: "2019", reason: "typed in late", role: .steward)
            .isRefused(.intervalReversed, field: "context.occurredOn")
        locked.when(Unlocked<Project>(), occurredOn: "2020", reason: "typed in late", role: .steward)
            .isRecorded()
    }
}

// MARK: The pairs

extension IntervalTests {
    fileprivate static let project = Project.Created(
        title: "P", units: [], problems: [], institutions: [], disciplines: [], cooperative: false)

    private static var who: [Pair] {
        let world = World("institution/I", "institution/J", "unit/U", "person/P")
        let institution = given(Institution.Registered(name: "X", type: .hospital), in: world)
        let person = given(Person.Registered(name: "X"), in: world)
        let agreement = Agreement.Drafted(title: "A", type: .framework, object: "all", parties: ["I", "J"])
        let unit = Unit.Initiated(name: "X", type: .platform, initiators: [])
        let applied = Unit.EstablishmentApplied(applicants: [])
        let objective = Unit.ObjectiveSet(objective: "O", type: .objective, statement: "more")
        return [
            pair(
                .intervalReversed, institution, began: [Institution.Affiliated(to: "I", relation: .parent)],
                Institution.AffiliationEnded(to: "I", relation: .parent)),
            pair(
                .intervalReversed, person,
                began: [Person.PositionHeld(at: EitherID("I" as Institution.ID), title: "Dean")],
                Person.PositionEnded(at: EitherID("I" as Institution.ID), title: "Dean")),
            pair(
                .intervalReversed, person, began: [Person.Committed(to: "U", capacity: .doctor)],
                Person.CommitmentEnded(to: "U", capacity: .doctor)),
            pair(
                .intervalReversed, given(agreement, in: world),
                began: [Agreement.Signed(party: "I", signatory: "P", capacity: [])], Agreement.Terminated()),
            pair(.beforeExistence, began: [unit], applied),
            pair(
                .intervalReversed, given(unit, applied), began: [Unit.EstablishmentRefused()], applied),
            pair(.intervalReversed, given(unit), began: [applied], Unit.EstablishmentApproved()),
            pair(.intervalReversed, given(unit), began: [applied], Unit.EstablishmentRefused()),
            pair(
                .intervalReversed, given(unit, applied), began: [Unit.EstablishmentApproved()], Unit.Closed()),
            pair(
                .intervalReversed, given(unit, in: world),
                began: [Unit.MemberJoined(institution: "I", role: .member)], Unit.MemberLeft(institution: "I")
            ),
            pair(
                .beforeExistence, given(unit), began: [objective],
                Unit.ObjectiveProgressed(objective: "O", text: "half")),
            pair(
                .intervalReversed, given(unit), began: [objective], Unit.ObjectiveCompleted(objective: "O")),
        ]
    }

    private static var problems: [Pair] {
        let raised = Problem.Raised(institution: "I", statement: "bleeding")
        let world = World("institution/I", "project/P")
        return [
            pair(.beforeExistence, given(in: world), began: [raised], Problem.Accepted()),
            pair(.beforeExistence, given(in: world), began: [raised], Problem.Declined(ground: "solved")),
            pair(
                .intervalReversed, given(raised, in: world), began: [Problem.Accepted()],
                Problem.Resolved(project: "P")),
        ]
    }

    private static var projects: [Pair] {
        let world = World("person/P", "institution/I", "unit/U").with("J", project)
        let started = given(project, Project.Started(), in: world)
        let joined = Project.MemberJoined(person: "P", role: .engineer)
        let plan = Project.SolutionPlanDrafted(
            version: "1", summary: "s", problems: [],
            contributors: [.engineeringTeacher, .medicalTeacher, .graduateStudent].map {
                .init(person: "P", role: $0)
            })
        let milestone = Project.MilestoneSet(milestone: "M", title: "m", due: "2022")
        let round = Screening.Opened(unit: "U", title: "round", criteria: [])
        let entered = Screening.ProjectEntered(project: "J")
        let review = Screening.Reviewed(project: "J", reviewer: "P", scores: [], recommendation: .key)
        let activity = Activity.Planned(types: [.forum], title: "F", organisers: [])
        let achievement = Achievement.Recorded(
            type: .paper, title: "A", units: [], projects: [], devices: [], persons: [])
        return [
            pair(.beforeExistence, began: [project], Project.Started()),
            pair(.intervalReversed, given(project), began: [Project.Started()], Project.Suspended()),
            pair(.intervalReversed, started, began: [Project.Suspended()], Project.Resumed()),
            pair(
                .intervalReversed, given(project, Project.Started(), Project.Suspended()),
                began: [Project.Resumed()], Project.Completed(summary: "done")),
            pair(
                .intervalReversed, given(project), began: [Project.Started()],
                Project.Terminated(ground: "no money")),
            pair(
                .intervalReversed, started, began: [joined], Project.MemberLeft(person: "P", role: .engineer)),
            pair(
                .intervalReversed, started, began: [milestone], Project.MilestoneReached(milestone: "M")),
            pair(.intervalReversed, started, began: [plan], Project.SolutionPlanAdopted(version: "1")),
            pair(.beforeExistence, given(in: world), began: [round], Screening.Closed()),
            pair(.beforeExistence, given(round, in: world), began: [entered], review),
            pair(
                .beforeExistence, given(round, in: world), began: [entered],
                Screening.Decided(project: "J", decision: .key, rationale: "best"), reason: "no reviewers"),
            pair(.beforeExistence, began: [activity], Activity.Held()),
            pair(.beforeExistence, began: [activity], Activity.Cancelled(ground: "rain")),
            pair(.beforeExistence, began: [achievement], Achievement.Retracted(ground: "wrong")),
        ]
    }

    private static var training: [Pair] {
        let world = World("person/P", "institution/I", "unit/U", "project/J")
        let student = Student.Enrolled(person: "P", level: .master, home: "I")
        let assigned = Student.InstructorAssigned(instructor: "P", type: .academic)
        let instructor = Instructor.Selected(person: "P", school: "U", project: "J")
        let renewed = Instructor.TermRenewed(termEnds: "2030")
        return [
            pair(
                .intervalReversed, given(student, Student.Suspended(), in: world), began: [Student.Resumed()],
                Student.Suspended()),
            pair(
                .intervalReversed, given(student, in: world), began: [Student.Suspended()], Student.Resumed()),
            pair(
                .intervalReversed, given(student, in: world), began: [Student.Suspended()],
                Student.Withdrawn(ground: "work")),
            pair(
                .intervalReversed, given(student, Student.Suspended(), in: world), began: [Student.Resumed()],
                Student.Completed()),
            pair(
                .intervalReversed, given(student, in: world), began: [assigned],
                Student.InstructorReleased(instructor: "P", type: .academic)),
            pair(.intervalReversed, given(instructor, in: world), began: [renewed], renewed),
            pair(
                .intervalReversed, given(instructor, in: world), began: [renewed],
                Instructor.Ended(ground: "retired")),
        ]
    }

    private static var money: [Pair] {
        let world = World("unit/U", "institution/I")
        let yuan = { Money(minorUnits: $0, currency: "CNY") }
        let drafted = Fund.Drafted(
            unit: "U", title: "F", currency: "CNY", begins: "2015", ends: "2030")
        let line = Fund.LineSet(line: "L", purpose: .travel, amount: yuan(100))
        let approved = Fund.Approved(by: "I", total: yuan(100))
        let allocated = Fund.Allocated(allocation: "A", line: "L", amount: yuan(50))
        let paid = Fund.Disbursed(allocation: "A", amount: yuan(20), voucher: "V-1")
        let checkpoint = Fund.CheckpointSet(checkpoint: "C", type: .midterm, due: "2025")
        let held = Fund.CheckpointHeld(checkpoint: "C", decision: .conditional, findings: "late")
        let plan = given(drafted, line, approved, in: world)
        return [
            pair(.intervalReversed, given(drafted, in: world), began: [approved], approved),
            pair(.intervalReversed, given(drafted, in: world), began: [approved], Fund.Closed()),
            pair(.notApproved, given(drafted, line, in: world), began: [approved], allocated),
            pair(.beforeExistence, plan, began: [allocated], paid),
            pair(
                .beforeExistence, plan, began: [allocated],
                Fund.AllocationReleased(allocation: "A", amount: yuan(1))),
            pair(
                .beforeExistence, plan, began: [allocated, paid],
                Fund.Refunded(allocation: "A", amount: yuan(1), voucher: "V-2")),
            pair(
                .beforeExistence, plan, began: [allocated, paid],
                Fund.ExpenditureReported(allocation: "A", amount: yuan(1), category: "rail")),
            pair(.beforeExistence, plan, began: [checkpoint], held),
            pair(
                .intervalReversed, plan.and(checkpoint), began: [held], Fund.ConditionMet(checkpoint: "C")),
        ]
    }

    private static var trials: [Pair] {
        let needle = Device.Registered(name: "N", type: .sutureNeedle, stage: .investigational, members: [])
        let world = World("institution/I", "person/P").with("D", needle).with("E", needle)
        let planned = Trial.Planned(title: "T", devices: ["D"], regime: .none)
        let favourable = Trial.EthicsOpinionRecorded(committee: "C", decision: .favourable)
        let added = Trial.SiteAdded(site: "S", institution: "I", investigator: "P")
        let active = Trial.SiteActivated(site: "S")
        let enrolled = Trial.SubjectEnrolled(subject: "1", site: "S", consentedOn: "unknown")
        let running = given(planned, favourable, Trial.Started(), in: world)
        let withSite = running.and(added)
        let open = withSite.and(active)
        func outcome(site: LocalID? = nil, subject: LocalID? = nil, device: Device.ID = "D")
            -> Trial
            .OutcomeLogged
        {
            Trial.OutcomeLogged(device: device, result: .success, subject: subject, site: site)
        }
        return [
            pair(.beforeExistence, running, began: [added], active),
            pair(.beforeExistence, open, began: [Trial.SiteClosed(site: "S")], active),
            pair(.intervalReversed, withSite, began: [active], Trial.SiteClosed(site: "S")),
            pair(.intervalReversed, running, began: [added], Trial.SiteClosed(site: "S")),
            pair(.beforeExistence, withSite, began: [active], enrolled),
            pair(.beforeExistence, withSite, began: [active], outcome(site: "S")),
            pair(.intervalReversed, open, began: [enrolled], Trial.SubjectCompleted(subject: "1")),
            pair(
                .intervalReversed, open, began: [enrolled],
                Trial.SubjectWithdrawn(subject: "1", cause: .other)),
            pair(.beforeExistence, open, began: [enrolled], outcome(subject: "1")),
            pair(.beforeExistence, running, began: [Trial.DeviceAdded(device: "E")], outcome(device: "E")),
            pair(
                .beforeExistence, running, began: [Trial.DeviceAdded(device: "E")],
                Trial.FeedbackRecorded(device: "E", sentiment: .positive, text: "good")),
            pair(.beforeExistence, given(in: world), began: [planned, favourable], Trial.Started()),
            pair(
                .intervalReversed, given(planned, favourable, in: world), began: [Trial.Started()],
                Trial.Suspended(ground: "audit")),
            pair(.intervalReversed, running, began: [Trial.Suspended(ground: "audit")], Trial.Resumed()),
            pair(
                .intervalReversed, given(planned, favourable, in: world), began: [Trial.Started()],
                Trial.Completed()),
            pair(
                .intervalReversed, running, began: [Trial.Suspended(ground: "audit")],
                Trial.Terminated(ground: "harm")),
            pair(
                .intervalReversed, given(needle), began: [Device.StageChanged(stage: .registered)],
                Device.StageChanged(stage: .marketed)),
        ]
    }

    private static var safety: [Pair] {
        let world = World("device/D")
        let event = AdverseEvent.Reported(
            affected: .user, device: "D", description: "cut", onset: "unknown", criteria: [],
            outcome: .recovered)
        let deficiency = Deficiency.Reported(
            device: "D", type: .quality, description: "blunt", couldHaveLedToSeriousEvent: false)
        let closed = AdverseEvent.Closed()
        return [
            pair(
                .intervalReversed, given(event, closed, in: world),
                began: [AdverseEvent.Reopened(ground: "new")], closed),
            pair(
                .intervalReversed, given(event, in: world), began: [closed],
                AdverseEvent.Reopened(ground: "new")),
            pair(.beforeExistence, given(in: world), began: [deficiency], Deficiency.Closed()),
        ]
    }

    private static var assessments: [Pair] {
        let approved = Unit.EstablishmentApproved()
        let world = World("institution/I", "person/P").with(
            "U", Unit.Initiated(name: "U", type: .platform, initiators: []),
            Unit.EstablishmentApplied(applicants: []), approved)
        let announced = Assessment.Announced(
            title: "A", organiser: "I", year: 2021, ratingScale: ["Excellent"],
            criteria: [.init(id: "C", title: "c")])
        let entered = Assessment.UnitEntered(unit: "U")
        let appointed = Assessment.ExpertAppointed(person: "P")
        let result = Assessment.ResultDetermined(unit: "U", rating: "Excellent")
        let open = given(announced, in: world)
        let withUnit = open.and(entered)
        let source = Source.Registered(title: "S", type: .news, publishedOn: "unknown", contributors: [])
        let claim = Source.ClaimRecorded(
            claim: "C", quote: "q", metric: "members", parameters: [], comparator: .some, asOf: "2019")
        return [
            pair(
                .beforeExistence, open, began: [entered], Assessment.MaterialsSubmitted(unit: "U", items: [])),
            pair(
                .beforeExistence, open, began: [entered],
                Assessment.Reviewed(unit: "U", type: .onSite, experts: [])),
            pair(
                .beforeExistence, withUnit, began: [appointed],
                Assessment.Reviewed(unit: "U", type: .onSite, experts: ["P"])),
            pair(
                .beforeExistence, open, began: [entered],
                Assessment.CriterionScored(unit: "U", criterion: "C")),
            pair(
                .beforeExistence, withUnit, began: [appointed],
                Assessment.CriterionScored(unit: "U", criterion: "C", expert: "P")),
            pair(
                .beforeExistence, open, began: [entered],
                Assessment.OpinionRecorded(
                    unit: "U", unanimous: true, recommendation: .recommended, aspects: [])),
            pair(.beforeExistence, open, began: [entered], result),
            pair(.beforeExistence, withUnit, began: [result], Assessment.ResultsReleased(by: "I")),
            pair(.intervalReversed, given(source), began: [claim], Source.ClaimWithdrawn(claim: "C")),
        ]
    }
}
