import SutureTestSupport
import Testing

@testable import SutureDomain

/// What may come before what, although one could think otherwise, and why.
extension IntervalTests {
    /// Something that happened in 2020, and a command about it that is recorded whenever it happened.
    struct Unheld: Sendable, CustomTestStringConvertible {
        let type: EventType
        let why: String
        let ask: @Sendable (_ day: PartialDate, _ beginning: PartialDate) -> Refusal?
        var testDescription: String { "\(type): \(why)" }
    }

    private static func unheld<Asked: RecordableEvent>(
        _ why: String, _ given: Given = given(), after began: any Event<Asked.Subject>...,
        asking command: Asked
    ) -> Unheld {
        Unheld(type: Asked.type, why: why) { day, beginning in
            began.reduce(given) { $0.and($1, on: beginning) }
                .when(command, occurredOn: day).refusal
        }
    }

    static let unheld = memberships + research + clinical + judgements

    // MARK: What came, went and came again

    private static var memberships: [Unheld] {
        let earlier = "what was so before, and ended, may be typed in after what was so later"
        let world = World("institution/I", "unit/U", "person/P", "project/J")
        let institution = given(Institution.Registered(name: "X", type: .hospital), in: world)
        let person = given(Person.Registered(name: "X"), in: world)
        let unit = given(Unit.Initiated(name: "X", type: .platform, initiators: []), in: world)
        let student = given(Student.Enrolled(person: "P", level: .master, home: "I"), in: world)
        let belongs = Institution.Affiliated(to: "I", relation: .parent)
        let dean = Person.PositionHeld(at: EitherID("I" as Institution.ID), title: "Dean")
        let committed = Person.Committed(to: "U", capacity: .doctor)
        let member = Unit.MemberJoined(institution: "I", role: .member)
        let engineer = Project.MemberJoined(person: "P", role: .engineer)
        let assigned = Student.InstructorAssigned(instructor: "P", type: .academic)
        return [
            unheld(
                earlier, institution.and(belongs),
                after: Institution.AffiliationEnded(to: "I", relation: .parent), asking: belongs),
            unheld(
                earlier, person.and(dean),
                after: Person.PositionEnded(at: EitherID("I" as Institution.ID), title: "Dean"), asking: dean),
            unheld(
                earlier, person.and(committed), after: Person.CommitmentEnded(to: "U", capacity: .doctor),
                asking: committed),
            unheld(earlier, unit.and(member), after: Unit.MemberLeft(institution: "I"), asking: member),
            unheld(
                earlier, given(project, engineer, in: world),
                after: Project.MemberLeft(person: "P", role: .engineer), asking: engineer),
            unheld(
                earlier, student.and(assigned),
                after: Student.InstructorReleased(instructor: "P", type: .academic),
                asking: assigned),
            unheld(
                "a name, a level or a judgement is another from then on, in whatever order that was recorded",
                institution, after: Institution.Renamed(name: "Y"), asking: Institution.Renamed(name: "Z")),
            unheld(
                "who has a name now may have been a member before the nameless were counted", unit,
                after: Unit.UnnamedMembersRecorded(count: 7, description: "seven"),
                asking: Unit.MemberJoined(institution: "I", role: .member, formerlyUnnamed: true)),
            unheld(
                "a lock is put on the record as it is today", given(project, Locked<Project>(), in: world),
                after: Unlocked<Project>(), asking: Locked<Project>()),
        ]
    }

    // MARK: Research and money

    private static var research: [Unheld] {
        let world = World("institution/I", "unit/U", "person/P", "project/J")
        let unit = given(Unit.Initiated(name: "X", type: .platform, initiators: []), in: world)
        let objective = Unit.ObjectiveSet(objective: "O", type: .objective, statement: "more")
        let progress = Unit.ObjectiveProgressed(objective: "O", text: "more than that")
        let yuan = { Money(minorUnits: $0, currency: "CNY") }
        let source = Source.Registered(title: "S", type: .news, publishedOn: "2020", contributors: [])
        return [
            unheld(
                "what was achieved may be surpassed later", unit.and(objective), after: progress,
                asking: Unit.ObjectiveCompleted(objective: "O")),
            unheld(
                "what was achieved may be surpassed later", unit.and(objective),
                after: Unit.ObjectiveCompleted(objective: "O"), asking: progress),
            unheld(
                "the centre may be opened before it is approved, and after",
                unit.and(
                    Unit.EstablishmentApplied(applicants: [])), after: Unit.EstablishmentApproved(),
                asking: Unit.Inaugurated(by: [])),
            unheld(
                "the period of a plan is planned",
                given(
                    Fund.Drafted(unit: "U", title: "F", currency: "CNY", begins: "2020", ends: "2021"),
                    in: world),
                after: Fund.LineSet(line: "L", purpose: .travel, amount: yuan(1)),
                asking: Fund.Pledged(source: "I", amount: yuan(1))),
            unheld(
                "what a document tells may have been said before it was published", given(source, in: world),
                after: Source.StatementRecorded(type: .goal, text: "more"),
                asking: Source.StatementRecorded(speaker: "P", type: .goal, text: "more")),
        ]
    }

    // MARK: Trials and safety

    private static var clinical: [Unheld] {
        let needle = Device.Registered(name: "N", type: .sutureNeedle, stage: .investigational, members: [])
        let world = World("institution/I", "person/P").with("D", needle).with("E", needle)
        let planned = Trial.Planned(title: "T", devices: ["D"], regime: .none)
        let added = Trial.SiteAdded(site: "S", institution: "I", investigator: "P")
        let open = given(planned, Trial.Started(), added, Trial.SiteActivated(site: "S"), in: world)
        let enrolled = Trial.SubjectEnrolled(subject: "1", site: "S", consentedOn: "unknown")
        let outcome = Trial.OutcomeLogged(device: "D", result: .success, subject: "1", endpoint: "E")
        let endpoint = Trial.EndpointDefined(endpoint: "E", title: "e", type: .primary, measure: "mm")
        let deviation = Trial.DeviationRecorded(
            subject: "1", site: "S", severity: .minor, description: "late visit", action: "none")
        return [
            unheld(
                "what a subject completed is followed up", open.and(enrolled, endpoint), after: outcome,
                asking: Trial.SubjectCompleted(subject: "1")),
            unheld(
                "what a subject completed is followed up", open.and(enrolled, endpoint),
                after: Trial.SubjectCompleted(subject: "1"), asking: outcome),
            unheld(
                "who withdrew from the treatment may be followed up", open.and(enrolled, endpoint),
                after: outcome,
                asking: Trial.SubjectWithdrawn(subject: "1", cause: .adverseEvent)),
            unheld(
                "a question may be put to what was measured before", open.and(enrolled), after: endpoint,
                asking: outcome),
            unheld(
                "what was wrong with a subject may show after it left", open.and(enrolled), after: deviation,
                asking: Trial.SubjectWithdrawn(subject: "1", cause: .other)),
            unheld(
                "what was wrong at a site may show after it was closed", open.and(enrolled), after: deviation,
                asking: Trial.SiteClosed(site: "S")),
            unheld(
                "a committee is asked before the site takes part", given(planned, in: world), after: added,
                asking: Trial.EthicsOpinionRecorded(committee: "C", site: "S", decision: .favourable)),
            unheld(
                "a site is made ready before the trial starts", given(planned, added, in: world),
                after: Trial.Started(), asking: Trial.SiteActivated(site: "S")),
            unheld(
                "what concerns safety is taken, whenever the device came into the trial",
                given(in: world.with("T", planned).with("T", Trial.DeviceAdded(device: "E"), on: "2020")),
                asking: Deficiency.Reported(
                    trial: "T", device: "E", type: .quality, description: "blunt",
                    couldHaveLedToSeriousEvent: false)),
            unheld(
                "a corrected onset leaves the day from which the report counts as it was said",
                given(in: World("device/D")),
                asking: AdverseEvent.Reported(
                    affected: .user, device: "D", description: "cut", onset: "2021-12", criteria: [],
                    outcome: .recovered)),
        ]
    }

    // MARK: Judgements

    private static var judgements: [Unheld] {
        let world = World("institution/I", "person/P", "person/Q", "project/J").with(
            "U", Unit.Initiated(name: "U", type: .platform, initiators: []),
            Unit.EstablishmentApplied(applicants: []), Unit.EstablishmentApproved())
        let open = given(
            Assessment.Announced(
                title: "A", organiser: "I", year: 2021, ratingScale: ["Excellent"],
                criteria: [.init(id: "C", title: "c")]), Assessment.UnitEntered(unit: "U"), in: world)
        let round = given(
            Screening.Opened(unit: "U", title: "round", criteria: []), Screening.ProjectEntered(project: "J"),
            in: world)
        let review = Screening.Reviewed(project: "J", reviewer: "P", scores: [], recommendation: .key)
        let judged = "more may be looked at until the results are released"
        let finding = Assessment.Reviewed(unit: "U", type: .onSite, experts: [])
        let result = Assessment.ResultDetermined(unit: "U", rating: "Excellent")
        return [
            unheld(judged, open, after: finding, asking: result),
            unheld(judged, open, after: result, asking: finding),
            unheld(
                "materials may be seen before they are handed in", open,
                after: Assessment.MaterialsSubmitted(unit: "U", items: []),
                asking: Assessment.Reviewed(unit: "U", type: .materials, experts: [])),
            unheld(
                "a reviewer who was late may still be heard", round.and(review),
                after: Screening.Decided(project: "J", decision: .key, rationale: "best"),
                asking: Screening.Reviewed(project: "J", reviewer: "Q", scores: [], recommendation: .key)),
        ]
    }

    // MARK: Events that come after nothing but their record

    /// Why each has no pair of its own.
    static let free: [String: String] = {
        let alone = "a fact by itself: it is about nothing else that began"
        let begins = "begins something, which may be typed in after what came later"
        let replaces = "says what is so from then on, in whatever order that was recorded"
        var free: [String: String] = [:]
        for type in [
            "institution.alias-added", "institution.identified", "person.alias-added",
            "person.honour-conferred",
            "person.qualified", "person.identified", "person.erasure-refused", "person.erased",
            "unit.alias-added",
            "unit.unnamed-members-recorded", "unit.support-recorded", "unit.goal-declared",
            "unit.status-reported",
            "unit.contribution-recorded", "unit.inaugurated", "problem.issue-formulated",
            "project.unit-added",
            "project.problem-linked", "project.key-designated", "achievement.applied-clinically",
            "student.training-completed", "fund.pledged", "device.version-released", "device.classified",
            "device.udi-assigned", "source.statement-recorded", "source.claim-recorded",
        ] { free[type] = alone }
        for type in [
            "institution.affiliated", "person.position-held", "person.committed", "unit.member-joined",
            "unit.objective-set", "project.member-joined", "project.milestone-set",
            "project.solution-plan-drafted",
            "screening.project-entered", "student.instructor-assigned", "fund.line-set", "trial.device-added",
            "trial.site-added", "trial.endpoint-defined", "assessment.unit-entered",
            "assessment.expert-appointed",
            "agreement.signed",
        ] { free[type] = begins }
        for type in [
            "institution.renamed", "unit.renamed", "unit.organisation-changed", "project.renamed",
            "student.level-changed", "assessment.criteria-changed", "trial.ethics-opinion-recorded",
        ] { free[type] = replaces }
        for type in ["adverse-event.notified", "deficiency.notified"] {
            free[type] = "has a moment of its own, which is not before what was told"
        }
        for type in ["deficiency.investigated"] { free[type] = "its record begins with what is investigated" }
        free["project.screened"] = "follows from the screening's decision, which is held"
        for event in Installation.vocabulary {
            free[event.type.text] = "done to the log as it is, whose positions are in order"
        }
        return free
    }()

    /// The same of the events that every kind has, by their names.
    static let freeInEveryKind = [
        "note-added": "a remark on the record, whatever it is about",
        "attachment-linked": "a document may be older than what it belongs to",
        "voided": "names an event by its position, and positions are in order",
        "locked": "a lock is put on the record as it is today",
    ]
}
