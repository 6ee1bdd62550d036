/// A piece of research that several people carry out together.
///
///     created ──start──▶ running ──complete──▶ completed
///                        │     ▲
///                  suspend     resume          terminate (from any open state) ──▶ terminated
///                        ▼     │
///                        suspended
///
/// A project that a screening rejected is not started until a later round selects it.
package struct Project: StateMachine {
    package static let kind = "project"

    package static let vocabulary: [any Event.Type] = [
        Created.self, Renamed.self, UnitAdded.self, ProblemLinked.self, Started.self, Suspended.self,
        Resumed.self, Completed.self, Terminated.self, MemberJoined.self, MemberLeft.self,
        MilestoneSet.self, MilestoneReached.self, SolutionPlanDrafted.self, SolutionPlanAdopted.self,
        KeyDesignated.self, Screened.self,
    ]

    package enum Status: String, Enumeration { case created, running, suspended, completed, terminated }
    package static let ends: Set<Status> = [.completed, .terminated]

    /// As what a person works on a project.
    package enum MemberRole: String, Enumeration {
        case principalInvestigator = "principal_investigator"
        case coInvestigator = "co_investigator"
        case clinician
        case engineeringTeacher = "engineering_teacher"
        case medicalTeacher = "medical_teacher"
        case graduateStudent = "graduate_student"
        case undergraduateStudent = "undergraduate_student"
        case engineer, advisor

        /// The levels of study that the role is for; `nil` for a role that is not a student's.
        var levels: [Student.Level]? {
            switch self {
            case .graduateStudent: [.master, .doctoral]
            case .undergraduateStudent: [.undergraduate]
            default: nil
            }
        }
    }

    /// One person's place on the project; a person may have several.
    package struct Seat: Hashable, Sendable {
        package let person: Person.ID
        package let role: MemberRole
    }

    package struct Membership: Hashable, Sendable {
        package let joinedOn: PartialDate
        /// `nil` while the person is a member.
        package fileprivate(set) var leftOn: PartialDate?
    }

    package struct Plan: Hashable, Sendable {
        package let roles: Set<MemberRole>
        package let draftedOn: PartialDate
        package fileprivate(set) var isAdopted = false
    }

    package struct Milestone: Hashable, Sendable {
        /// When it was set first.
        package fileprivate(set) var setOn: PartialDate
        package fileprivate(set) var isReached = false
    }

    package var status = Status.created
    package var endedOn: PartialDate?
    package private(set) var units: Set<Unit.ID> = []
    package private(set) var problems: Set<Problem.ID> = []
    /// Everyone who ever joined, by place; of those who joined anew the last time.
    package private(set) var memberships: [Seat: Membership] = [:]
    /// What was before that.
    private var formerMemberships: [Seat: [Membership]] = [:]
    package private(set) var milestones: [LocalID: Milestone] = [:]
    package private(set) var plans: [LocalID: Plan] = [:]
    package private(set) var isKey = false
    /// The screening that rejected it, unless a later one selected it.
    package private(set) var rejectedBy: Screening.ID?

    package init() {}

    /// Whether the person is or was a member, in whatever role.
    func everHadMember(_ person: Person.ID) -> Bool { memberships.keys.contains { $0.person == person } }

    /// Whether the person ever was a member as a clinician, or in any role while qualified as one.
    func hadDoctor(_ person: Person.ID, _ state: Person) -> Bool {
        memberships.contains { seat, last in
            guard seat.person == person else { return false }
            return seat.role == .clinician
                || ([last] + formerMemberships[seat, default: []]).contains { membership in
                    guard let leftOn = membership.leftOn else { return state.isQualified(as: .clinician) }
                    return state.wasQualified(as: .clinician, on: leftOn)
                }
        }
    }
}

// MARK: What it is

extension Project {
    /// A project is set up; work has not begun.
    package struct Created: CreatingEvent<Project> {
        package static let type: EventType = "project.created"
        package static let command: CommandName = "create"

        /// What the project is called.
        package var title: String
        /// The units that run it.
        package var units: [Unit.ID]
        /// The clinical problems that it is to solve.
        package var problems: [Problem.ID]
        /// The institutions that take part.
        package var institutions: [Institution.ID]
        /// The fields of knowledge that come together in it (`optics`).
        package var disciplines: [String]
        /// Whether it is carried out together with others outside the units that run it.
        package var cooperative: Bool

        package func apply(to project: inout Project) {
            project.units = Set(units)
            project.problems = Set(problems)
        }
    }

    /// The project is called otherwise from now on.
    package struct Renamed: RecordableEvent<Project> {
        package static let type: EventType = "project.renamed"
        package static let effect = Effect.changes
        package static let command: CommandName = "rename"

        /// The new title.
        package var title: String

        package var part: Part? { .name }
    }

    /// One more unit runs the project.
    package struct UnitAdded: RecordableEvent<Project> {
        package static let type: EventType = "project.unit-added"
        package static let effect = Effect.adds
        package static let refusals: [Rule] = [.alreadyExists]
        package static let command: CommandName = "add-unit"

        /// The unit.
        package var unit: Unit.ID

        package func check(_ project: Project) throws(Refusal) {
            guard !project.units.contains(unit) else {
                throw Refusal(.alreadyExists, field: "unit", "\(unit) runs this project already.")
            }
        }

        package func apply(to project: inout Project) { project.units.insert(unit) }
    }

    /// The project is to solve one more clinical problem.
    package struct ProblemLinked: RecordableEvent<Project> {
        package static let type: EventType = "project.problem-linked"
        package static let effect = Effect.adds
        package static let refusals: [Rule] = [.alreadyExists]
        package static let command: CommandName = "link-problem"

        /// The problem.
        package var problem: Problem.ID

        package func check(_ project: Project) throws(Refusal) {
            guard !project.problems.contains(problem) else {
                throw Refusal(.alreadyExists, field: "problem", "\(problem) is linked already.")
            }
        }

        package func apply(to project: inout Project) { project.problems.insert(problem) }
    }

    /// The project is one of the programme's key projects.
    package struct KeyDesignated: RecordableEvent<Project> {
        package static let type: EventType = "project.key-designated"
        package static let effect = Effect.adds
        package static let refusals: [Rule] = [.keyWithoutScreening]
        package static let command: CommandName = "designate-key"

        /// Why it is a key project.
        package var ground: Prose

        package func check(_ project: Project, _ context: CommandContext) throws(Refusal) {
            guard context.reason != nil else {
                throw Refusal(
                    .keyWithoutScreening, field: "context.reason",
                    "A key project is designated in a screening round; outside one it needs a reason.")
            }
        }

        package func apply(to project: inout Project) { project.isKey = true }
    }

    /// A screening decided about the project. It follows from the screening's decision and is recorded with
    /// it; no command asks for it.
    package struct Screened: Event {
        package typealias Subject = Project
        package static let type: EventType = "project.screened"
        package static let effect = Effect.changes

        /// The screening.
        package var screening: Screening.ID
        /// What it decided.
        package var decision: Screening.Decision

        package func apply(to project: inout Project) {
            switch decision {
            case .key:
                project.isKey = true
                project.rejectedBy = nil
            case .selected: project.rejectedBy = nil
            case .rejected: project.rejectedBy = screening
            case .deferred: break
            }
        }
    }
}

// MARK: Life cycle

extension Project {
    /// Work has begun.
    package struct Started: Transition<Project> {
        package static let type: EventType = "project.started"
        package static let command: CommandName = "start"
        package static let from: [Status] = [.created]
        package static let to = Status.running

        package func check(_ project: Project) throws(Refusal) {
            if let screening = project.rejectedBy {
                throw Refusal(
                    .illegalTransition, record: screening.stream,
                    "\(screening) rejected the project; it starts once a later screening selects it.")
            }
        }
    }

    /// Work rests for a while.
    package struct Suspended: Transition<Project> {
        package static let type: EventType = "project.suspended"
        package static let command: CommandName = "suspend"
        package static let from: [Status] = [.running]
        package static let to = Status.suspended
    }

    /// Work goes on.
    package struct Resumed: Transition<Project> {
        package static let type: EventType = "project.resumed"
        package static let command: CommandName = "resume"
        package static let from: [Status] = [.suspended]
        package static let to = Status.running
    }

    /// The project has reached its end.
    package struct Completed: Transition<Project> {
        package static let type: EventType = "project.completed"
        package static let refusals: [Rule] = [.intervalReversed]
        package static let command: CommandName = "complete"
        package static let from: [Status] = [.running]
        package static let to = Status.completed

        /// What came of it.
        package var summary: Prose
    }

    /// The project was given up.
    package struct Terminated: Transition<Project> {
        package static let type: EventType = "project.terminated"
        package static let refusals: [Rule] = [.intervalReversed]
        package static let command: CommandName = "terminate"
        package static let from: [Status] = [.created, .running, .suspended]
        package static let to = Status.terminated

        /// Why it was given up.
        package var ground: Prose
    }
}

// MARK: Members

extension Project {
    /// Someone works on the project from now on.
    package struct MemberJoined: RecordableEvent<Project> {
        package static let type: EventType = "project.member-joined"
        package static let effect = Effect.adds
        package static let refusals: [Rule] = [.alreadyMember, .levelMismatch]
        package static let command: CommandName = "join"

        /// Who joins.
        package var person: Person.ID
        /// As what; a person may have several roles.
        package var role: MemberRole
        /// The person's enrolment. Required for students: a graduate student is enrolled as master or
        /// doctoral, an undergraduate student as undergraduate.
        package var student: Student.ID?

        package var part: Part? { Part("membership", person.text, role.rawValue) }

        package func check(
            _ project: Project, in records: some Records, _ context: CommandContext
        ) throws(Refusal) {
            if let membership = project.memberships[Seat(person: person, role: role)],
                membership.leftOn == nil
            {
                throw Refusal(
                    .alreadyMember, field: "person",
                    "\(person) is on this project as \(role.rawValue) already.")
            }
            try requireFittingEnrolment(in: records)
        }

        private func requireFittingEnrolment(in records: some Records) throws(Refusal) {
            guard let student, let enrolment = records.find(student) else {
                guard role.levels == nil else {
                    throw Refusal(
                        .levelMismatch, field: "student",
                        "The role \(role.rawValue) needs the student's record.")
                }
                return
            }
            guard enrolment.person == person else {
                throw Refusal(
                    .levelMismatch, field: "student", record: student.stream,
                    "\(student) is not an enrolment of \(person).")
            }
            if let levels = role.levels, !levels.contains(enrolment.level) {
                throw Refusal(
                    .levelMismatch, field: "role", record: student.stream,
                    "\(student) is enrolled as \(enrolment.level.rawValue); the role \(role.rawValue) is for "
                        + "\(levels.map(\.rawValue).joined(separator: " or ")).")
            }
        }

        package func apply(to project: inout Project, on occurredOn: PartialDate) {
            let seat = Seat(person: person, role: role)
            if let former = project.memberships[seat] {
                project.formerMemberships[seat, default: []].append(former)
            }
            project.memberships[seat] = Membership(joinedOn: occurredOn)
        }
    }

    /// Someone no longer works on the project in this role.
    package struct MemberLeft: RecordableEvent<Project> {
        package static let type: EventType = "project.member-left"
        package static let effect = Effect.changes
        package static let refusals: [Rule] = [.notAMember, .intervalReversed]
        package static let command: CommandName = "leave"

        /// Who leaves.
        package var person: Person.ID
        /// The role that ends; others of the same person go on.
        package var role: MemberRole
        /// Why.
        package var ground: Prose?

        package var part: Part? { Part("membership", person.text, role.rawValue) }

        package func check(_ project: Project, _ context: CommandContext) throws(Refusal) {
            guard let membership = project.memberships[Seat(person: person, role: role)],
                membership.leftOn == nil
            else {
                throw Refusal(
                    .notAMember, field: "person", "\(person) is not on this project as \(role.rawValue).")
            }
            try context.requireEnd(of: "The membership", since: membership.joinedOn)
        }

        package func apply(to project: inout Project, on occurredOn: PartialDate) {
            project.memberships[Seat(person: person, role: role)]?.leftOn = occurredOn
        }
    }
}

// MARK: Milestones and plans

extension Project {
    /// The project is to have reached something by a day. An id that is known replaces what stood there.
    package struct MilestoneSet: RecordableEvent<Project> {
        package static let type: EventType = "project.milestone-set"
        package static let effect = Effect.adds
        package static let command: CommandName = "set-milestone"

        /// An id for the milestone within this project.
        package var milestone: LocalID
        /// What is to be reached.
        package var title: String
        /// By when.
        package var due: PartialDate

        package var part: Part? { Part("milestone", milestone.text) }

        package func apply(to project: inout Project, on occurredOn: PartialDate) {
            let setOn = PartialDate.first(project.milestones[milestone]?.setOn, occurredOn)
            project.milestones[milestone, default: Milestone(setOn: setOn)].setOn = setOn
        }
    }

    /// A milestone was reached.
    package struct MilestoneReached: RecordableEvent<Project> {
        package static let type: EventType = "project.milestone-reached"
        package static let effect = Effect.changes
        package static let refusals: [Rule] = [.illegalTransition, .notFound]
        package static let command: CommandName = "reach-milestone"

        /// Which one.
        package var milestone: LocalID

        package var part: Part? { Part("milestone", milestone.text) }

        package func check(_ project: Project, _ context: CommandContext) throws(Refusal) {
            let known = try project.milestones.require(milestone, field: "milestone")
            guard !known.isReached else {
                throw Refusal(
                    .illegalTransition, field: "milestone", "\(milestone) has been reached already.")
            }
            try context.requireEnd(of: "The way to \(milestone)", since: known.setOn)
        }

        package func apply(to project: inout Project) { project.milestones[milestone]?.isReached = true }
    }

    /// A proposal for how the project's problems are to be solved.
    package struct SolutionPlanDrafted: RecordableEvent<Project> {
        package static let type: EventType = "project.solution-plan-drafted"
        package static let effect = Effect.adds
        package static let refusals: [Rule] = [.alreadyExists]
        package static let command: CommandName = "draft-plan"

        /// Someone who worked on the plan.
        package struct Contributor: FieldGroup {
            /// Who.
            package var person: Person.ID
            /// As what, in the words of a project's members.
            package var role: MemberRole
        }

        /// An id for this version of the plan within the project (`1.0`).
        package var version: LocalID
        /// The plan in short.
        package var summary: Prose
        /// The clinical problems that it solves.
        package var problems: [Problem.ID]
        /// Who worked on it. To be adopted, a plan needs an engineering teacher, a medical teacher and a
        /// graduate student among them.
        package var contributors: [Contributor]

        package var part: Part? { Part("plan", version.text) }

        package func check(_ project: Project) throws(Refusal) {
            try project.plans.requireNew(version, field: "version")
        }

        package func apply(to project: inout Project, on occurredOn: PartialDate) {
            project.plans[version] = Plan(roles: Set(contributors.map(\.role)), draftedOn: occurredOn)
        }
    }

    /// The project follows this version of its solution plan.
    package struct SolutionPlanAdopted: RecordableEvent<Project> {
        package static let type: EventType = "project.solution-plan-adopted"
        package static let effect = Effect.changes
        package static let refusals: [Rule] = [.illegalTransition, .solutionRolesMissing, .notFound]
        package static let command: CommandName = "adopt-plan"

        /// Which version.
        package var version: LocalID

        package var part: Part? { Part("plan", version.text) }

        package func check(_ project: Project, _ context: CommandContext) throws(Refusal) {
            let plan = try project.plans.require(version, field: "version")
            guard !plan.isAdopted else {
                throw Refusal(.illegalTransition, field: "version", "\(version) has been adopted already.")
            }
            let needed: [MemberRole] = [.engineeringTeacher, .medicalTeacher, .graduateStudent]
            let missing = needed.filter { !plan.roles.contains($0) }
            guard missing.isEmpty else {
                throw Refusal(
                    .solutionRolesMissing, field: "version",
                    "No \(missing.map(\.rawValue).joined(separator: ", no ")) contributed to \(version).")
            }
            try context.requireEnd(of: "The draft \(version)", since: plan.draftedOn)
        }

        package func apply(to project: inout Project) { project.plans[version]?.isAdopted = true }
    }
}
