import SutureTestSupport
import Testing

@testable import SutureDomain

/// What may not come before what, kind by kind: in a record of which one thing happened in 2020, the command
/// about it.
extension IntervalTests {
    /// - Parameters:
    ///   - began: happens to the record on the day of the beginning.
    ///   - endsToo: whether that leaves nothing that could happen later.
    static func pair<Asked: RecordableEvent>(
        _ rule: Rule, _ given: Given = given(), began: [any Event<Asked.Subject>], _ command: Asked,
        reason: String? = nil, endsToo: Bool = false
    ) -> Pair {
        Pair(type: Asked.type, rule: rule, endsToo: endsToo) { day, beginning in
            began.reduce(given) { $0.and($1, on: beginning) }
                .when(command, occurredOn: day, reason: reason, role: .steward).refusal
        }
    }

    /// - Parameters:
    ///   - given: with the day of the beginning in a field.
    ///   - command: with its own day in that field.
    static func pair<Asked: RecordableEvent>(
        _ rule: Rule, field: String = "context.occurredOn", given: @escaping @Sendable (PartialDate) -> Given,
        _ command: @escaping @Sendable (PartialDate) -> Asked
    ) -> Pair {
        Pair(type: Asked.type, rule: rule, field: field) { day, beginning in
            given(beginning).when(command(day), occurredOn: day, role: .steward).refusal
        }
    }

    static let pairs = who + problems + projects + training + money + trials + safety + assessments
}

extension IntervalTests {
    static let project = Project.Created(
        title: "P", units: [], problems: [], institutions: [], disciplines: [], cooperative: false)

    fileprivate static var who: [Pair] {
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
            pair(
                .beforeExistence, given(agreement, in: world),
                began: [Agreement.Signed(party: "I", signatory: "P", capacity: [])],
                Agreement.Amended(text: "more")),
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

    fileprivate static var problems: [Pair] {
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

    fileprivate static var projects: [Pair] {
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
        let decided = Screening.Decided(project: "J", decision: .key, rationale: "best")
        let deferred = Screening.Decided(project: "J", decision: .deferred, rationale: "no numbers")
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
                decided, reason: "no reviewers"),
            pair(.beforeExistence, given(round, entered, in: world), began: [review], decided),
            pair(.intervalReversed, given(round, entered, review, in: world), began: [deferred], decided),
            pair(.beforeExistence, began: [activity], Activity.Held()),
            pair(
                .beforeExistence, given(activity, in: world), began: [Activity.Held()],
                Activity.SpeechGiven(person: "P", summary: "welcome"), endsToo: true),
            pair(
                .beforeExistence, given(activity, in: world), began: [Activity.Held()],
                Activity.AttendanceRecorded(count: 40), endsToo: true),
            pair(.beforeExistence, began: [activity], Activity.Cancelled(ground: "rain")),
            pair(.beforeExistence, began: [achievement], Achievement.Retracted(ground: "wrong")),
        ]
    }

    fileprivate static var training: [Pair] {
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

    fileprivate static var money: [Pair] {
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
        let set = plan.and(allocated)
        let back = Fund.Refunded(allocation: "A", amount: yuan(1), voucher: "V-2")
        let spent = Fund.ExpenditureReported(allocation: "A", amount: yuan(1), category: "rail")
        return [
            pair(.intervalReversed, given(drafted, in: world), began: [approved], approved),
            pair(.intervalReversed, given(drafted, in: world), began: [approved], Fund.Closed()),
            pair(
                .beforeExistence, given(drafted, in: world),
                began: [Fund.Pledged(source: "I", amount: yuan(10))],
                Fund.PledgeReceived(source: "I", amount: yuan(10), voucher: "V-3")),
            pair(.notApproved, given(drafted, line, in: world), began: [approved], allocated),
            pair(.notApproved, given(drafted, line, in: world).and(allocated), began: [approved], paid),
            pair(.beforeExistence, given(drafted, approved, in: world), began: [line], allocated),
            pair(.beforeExistence, plan, began: [allocated], paid),
            pair(
                .beforeExistence, plan, began: [allocated],
                Fund.AllocationReleased(allocation: "A", amount: yuan(1))),
            pair(.beforeExistence, plan, began: [allocated, paid], back),
            pair(.beforeExistence, plan, began: [allocated, paid], spent),
            pair(.beforeExistence, set, began: [paid], back),
            pair(.beforeExistence, set, began: [paid], spent),
            pair(
                .beforeExistence, plan, began: [allocated],
                Fund.CheckpointSet(checkpoint: "C", type: .midterm, due: "2025", allocation: "A")),
            pair(.beforeExistence, plan, began: [checkpoint], held),
            pair(.intervalReversed, plan.and(checkpoint), began: [held], held),
            pair(
                .intervalReversed, plan.and(checkpoint), began: [held], Fund.ConditionMet(checkpoint: "C")),
        ]
    }

    fileprivate static var assessments: [Pair] {
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
            pair(
                .beforeExistence, withUnit,
                began: [Assessment.CriteriaChanged(criteria: [.init(id: "K", title: "k")])],
                Assessment.CriterionScored(unit: "U", criterion: "K")),
            pair(.beforeExistence, open, began: [entered], result),
            pair(.intervalReversed, withUnit, began: [result], Assessment.ResultsReleased(by: "I")),
            pair(.intervalReversed, given(source), began: [claim], Source.ClaimWithdrawn(claim: "C")),
        ]
    }
}
