/// A body that institutions set up together: an institute, a graduate school, a centre, a platform.
///
///     initiated ──apply──▶ applied ──approve──▶ approved
///                          ▲     │
///                      apply     refuse         close (from any other state) ──▶ closed
///                          │     ▼
///                          refused
///
/// Its inauguration is a ceremony, possible once and in any state before `closed`.
package struct Unit: StateMachine, Named {
    package static let kind = "unit"

    package static let vocabulary: [any Event.Type] = [
        Initiated.self, AliasAdded.self, Renamed.self, EstablishmentApplied.self,
        EstablishmentApproved.self, EstablishmentRefused.self, Inaugurated.self,
        UnnamedMembersRecorded.self, MemberJoined.self, MemberLeft.self, SupportRecorded.self,
        GoalDeclared.self, OrganisationChanged.self, StatusReported.self, ObjectiveSet.self,
        ObjectiveProgressed.self, ObjectiveCompleted.self, ContributionRecorded.self, Closed.self,
    ]

    package enum Status: String, Enumeration { case initiated, applied, approved, refused, closed }
    package static let ends: Set<Status> = [.closed]

    /// As what an institution belongs to a unit.
    package enum MemberRole: String, Enumeration { case lead, founder, member }

    package struct Membership: Hashable, Sendable {
        package let role: MemberRole
        package let joinedOn: PartialDate
    }

    package struct Objective: Hashable, Sendable {
        /// When it was set first.
        package fileprivate(set) var setOn: PartialDate
        package fileprivate(set) var isCompleted = false
    }

    package var status = Status.initiated
    package var endedOn: PartialDate?
    private var name = ""
    private var aliases: Set<String> = []
    /// When its establishment was approved; `nil` if it never was.
    package private(set) var approvedOn: PartialDate?
    package private(set) var inauguratedOn: PartialDate?
    package private(set) var members: [Institution.ID: Membership] = [:]
    /// Members of whom only the number is known.
    package private(set) var unnamedMemberCount: Int64 = 0
    package private(set) var objectives: [LocalID: Objective] = [:]

    package init() {}

    package var names: Set<String> { aliases.union([name]) }
}

// MARK: Names

extension Unit {
    /// Institutions set out to build the unit.
    package struct Initiated: CreatingEvent<Unit> {
        package static let type: EventType = "unit.initiated"
        package static let command: CommandName = "initiate"

        package enum Kind: String, Enumeration {
            case researchInstitute = "research_institute"
            case graduateSchool = "graduate_school"
            case innovationCentre = "innovation_centre"
            case platform, team, programme
        }

        /// The full name, as the unit writes it in English if it does.
        package var name: String
        /// What kind of body it is.
        package var type: Kind
        /// What it is for.
        package var purpose: Prose?
        /// The institutions that set out to build it.
        package var initiators: [Institution.ID]
        /// The agreement on which it rests.
        package var basis: Agreement.ID?

        package func apply(to unit: inout Unit) { unit.name = name }
    }

    /// The unit is also called so.
    package struct AliasAdded: RecordableEvent<Unit> {
        package static let type: EventType = "unit.alias-added"
        package static let effect = Effect.adds
        package static let refusals: [Rule] = [.alreadyExists, .aliasTaken]
        package static let command: CommandName = "add-alias"
        package static let afterTheEnd = AfterTheEnd.accepted

        /// The other name.
        package var alias: String
        /// In which way it differs from the full name.
        package var type: AliasType

        package func check(
            _ unit: Unit, in records: some Records, _ context: CommandContext
        ) throws(Refusal) {
            try unit.requireFree(alias: alias, in: records, context)
        }

        package func apply(to unit: inout Unit) { unit.aliases.insert(alias) }
    }

    /// The unit has a new name. The old one still finds it if it is an alias, too.
    package struct Renamed: RecordableEvent<Unit> {
        package static let type: EventType = "unit.renamed"
        package static let effect = Effect.changes
        package static let command: CommandName = "rename"

        /// The new full name.
        package var name: String

        package var part: Part? { .name }

        package func apply(to unit: inout Unit) { unit.name = name }
    }
}

// MARK: Life cycle

extension Unit {
    /// An authority is asked to establish the unit. After a refusal it may be asked again.
    package struct EstablishmentApplied: Transition<Unit> {
        package static let type: EventType = "unit.establishment-applied"
        package static let refusals: [Rule] = [.amountNotPositive, .countTooLarge]
        package static let command: CommandName = "apply"
        package static let from: [Status] = [.initiated, .refused]
        package static let to = Status.applied

        /// The authority that is asked.
        package var authority: Institution.ID?
        /// The institutions that ask and are known by name.
        package var applicants: [Institution.ID]
        /// How many more ask whose names are not known.
        package var unnamedApplicants: Int64?

        package func check(_ unit: Unit) throws(Refusal) {
            if let unnamedApplicants {
                try unnamedApplicants.requireCount(field: "unnamedApplicants")
            }
        }
    }

    /// The authority establishes the unit.
    package struct EstablishmentApproved: Transition<Unit> {
        package static let type: EventType = "unit.establishment-approved"
        package static let refusals: [Rule] = [.notApplied, .alreadyDecided]
        package static let command: CommandName = "approve"
        package static let from: [Status] = [.applied]
        package static let to = Status.approved

        /// The authority that decided.
        package var authority: Institution.ID?
        /// What the unit may call itself from now on (`provincial innovation centre`).
        package var designation: String?

        package func requireOrigin(_ unit: Unit) throws(Refusal) { try unit.requireUndecided() }

        package func apply(to unit: inout Unit, on occurredOn: PartialDate) {
            unit.approvedOn = occurredOn
        }
    }

    /// The authority does not establish the unit.
    package struct EstablishmentRefused: Transition<Unit> {
        package static let type: EventType = "unit.establishment-refused"
        package static let refusals: [Rule] = [.notApplied, .alreadyDecided]
        package static let command: CommandName = "refuse"
        package static let from: [Status] = [.applied]
        package static let to = Status.refused

        /// The authority that decided.
        package var authority: Institution.ID?

        package func requireOrigin(_ unit: Unit) throws(Refusal) { try unit.requireUndecided() }
    }

    /// The unit was opened with a ceremony, approved or not.
    package struct Inaugurated: RecordableEvent<Unit> {
        package static let type: EventType = "unit.inaugurated"
        package static let effect = Effect.changes
        package static let refusals: [Rule] = [.illegalTransition]
        package static let command: CommandName = "inaugurate"
        package static let afterTheEnd = AfterTheEnd.accepted
        package static let precedesTheEnd = true

        /// Who inaugurated it.
        package var by: [Person.ID]
        /// The meeting at which it happened.
        package var activity: Activity.ID?

        package func check(_ unit: Unit) throws(Refusal) {
            try unit.require(.initiated, .applied, .approved, .refused)
            if let day = unit.inauguratedOn {
                throw Refusal(.illegalTransition, "The unit was inaugurated already (\(day)).")
            }
        }

        package func apply(to unit: inout Unit, on occurredOn: PartialDate) {
            unit.inauguratedOn = occurredOn
        }
    }

    /// The unit exists no longer.
    package struct Closed: Transition<Unit> {
        package static let type: EventType = "unit.closed"
        package static let command: CommandName = "close"
        package static let from: [Status] = [.initiated, .applied, .approved, .refused]
        package static let to = Status.closed
    }

    private func requireUndecided() throws(Refusal) {
        switch status {
        case .applied: return
        case .initiated: throw Refusal(.notApplied, "Nobody has applied for the unit's establishment.")
        case .approved, .refused:
            throw Refusal(.alreadyDecided, "The unit's establishment was \(status.rawValue) already.")
        case .closed: try require(.applied)
        }
    }
}

// MARK: Members

extension Unit {
    /// Some members are known by their number only. Adds to those that were recorded before.
    package struct UnnamedMembersRecorded: RecordableEvent<Unit> {
        package static let type: EventType = "unit.unnamed-members-recorded"
        package static let effect = Effect.adds
        package static let refusals: [Rule] = [.amountNotPositive, .countTooLarge]
        package static let command: CommandName = "record-unnamed-members"

        /// How many members.
        package var count: Int64
        /// What is known of them (`seven universities and enterprises`).
        package var description: Prose

        package func check(_ unit: Unit) throws(Refusal) { try count.requireCount(field: "count") }

        package func apply(to unit: inout Unit) {
            let (sum, overflow) = unit.unnamedMemberCount.addingReportingOverflow(count)
            unit.unnamedMemberCount = overflow ? .max : sum
        }
    }

    /// An institution is a member from now on.
    package struct MemberJoined: RecordableEvent<Unit> {
        package static let type: EventType = "unit.member-joined"
        package static let effect = Effect.adds
        package static let refusals: [Rule] = [.alreadyMember, .twoLeads, .noUnnamedMemberLeft]
        package static let command: CommandName = "join"

        /// Who joins.
        package var institution: Institution.ID
        /// As what; a unit has one lead.
        package var role: MemberRole
        /// Whether it is one of the members that were recorded without a name.
        package var formerlyUnnamed: Bool?

        package var part: Part? { Part("membership", institution.text) }

        package func check(_ unit: Unit) throws(Refusal) {
            if let membership = unit.members[institution] {
                throw Refusal(
                    .alreadyMember, field: "institution",
                    "\(institution) is a member already, as \(membership.role.rawValue).")
            }
            if role == .lead, let lead = unit.members.first(where: { $0.value.role == .lead })?.key {
                throw Refusal(
                    .twoLeads, field: "role", record: lead.stream, "\(lead) leads the unit already.")
            }
            guard formerlyUnnamed != true || unit.unnamedMemberCount > 0 else {
                throw Refusal(
                    .noUnnamedMemberLeft, field: "formerlyUnnamed",
                    "Every recorded member has a name already.")
            }
        }

        package func apply(to unit: inout Unit, on occurredOn: PartialDate) {
            unit.members[institution] = Membership(role: role, joinedOn: occurredOn)
            if formerlyUnnamed == true, unit.unnamedMemberCount > 0 { unit.unnamedMemberCount -= 1 }
        }
    }

    /// An institution is no longer a member.
    package struct MemberLeft: RecordableEvent<Unit> {
        package static let type: EventType = "unit.member-left"
        package static let effect = Effect.changes
        package static let refusals: [Rule] = [.notAMember, .intervalReversed]
        package static let command: CommandName = "leave"

        /// Who leaves.
        package var institution: Institution.ID

        package var part: Part? { Part("membership", institution.text) }

        package func check(_ unit: Unit, _ context: CommandContext) throws(Refusal) {
            guard let membership = unit.members[institution] else {
                throw Refusal(
                    .notAMember, field: "institution",
                    "\(institution) is not a member of this unit; there \(unit.members.keys.inventory).")
            }
            try context.requireEnd(of: "The membership", since: membership.joinedOn)
        }

        package func apply(to unit: inout Unit) { unit.members[institution] = nil }
    }
}

// MARK: Objectives

extension Unit {
    /// The unit is to achieve something. An id that is known replaces what stood there.
    package struct ObjectiveSet: RecordableEvent<Unit> {
        package static let type: EventType = "unit.objective-set"
        package static let effect = Effect.adds
        package static let command: CommandName = "set-objective"

        package enum Kind: String, Enumeration { case objective, content }

        /// An id for the objective within this unit.
        package var objective: LocalID
        /// Whether it is something to be reached (`objective`) or a part of what is to be built (`content`).
        package var type: Kind
        /// What is to be achieved, in words.
        package var statement: Prose
        /// The number to be reached.
        package var target: Decimal?
        /// What the number counts (`projects`).
        package var unit: String?
        /// By when.
        package var due: PartialDate?

        package var part: Part? { Part("objective", objective.text) }

        package func apply(to record: inout Unit, on occurredOn: PartialDate) {
            let setOn = PartialDate.first(record.objectives[objective]?.setOn, occurredOn)
            record.objectives[objective, default: Objective(setOn: setOn)].setOn = setOn
        }
    }

    /// How far the unit has come with an objective.
    package struct ObjectiveProgressed: RecordableEvent<Unit> {
        package static let type: EventType = "unit.objective-progressed"
        package static let effect = Effect.adds
        package static let refusals: [Rule] = [.notFound, .illegalTransition]
        package static let command: CommandName = "report-progress"

        /// Which objective.
        package var objective: LocalID
        /// The number that has been reached so far, counted as the objective's target is.
        package var value: Decimal?
        /// How far it has come, in words.
        package var text: Prose

        package func check(_ unit: Unit, _ context: CommandContext) throws(Refusal) {
            let known = try unit.objectives.require(objective, field: "objective")
            try context.requireNotBefore("\(objective) was set", on: known.setOn)
        }
    }

    /// The unit has achieved an objective.
    package struct ObjectiveCompleted: RecordableEvent<Unit> {
        package static let type: EventType = "unit.objective-completed"
        package static let effect = Effect.changes
        package static let refusals: [Rule] = [.illegalTransition, .notFound]
        package static let command: CommandName = "complete-objective"

        /// Which objective.
        package var objective: LocalID

        package var part: Part? { Part("objective", objective.text) }

        package func check(_ unit: Unit, _ context: CommandContext) throws(Refusal) {
            let known = try unit.objectives.require(objective, field: "objective")
            guard !known.isCompleted else {
                throw Refusal(
                    .illegalTransition, field: "objective", "\(objective) has been completed already.")
            }
            try context.requireEnd(of: "Work on \(objective)", since: known.setOn)
        }

        package func apply(to unit: inout Unit) { unit.objectives[objective]?.isCompleted = true }
    }
}

// MARK: What is said of it

extension Unit {
    /// Someone helps the unit.
    package struct SupportRecorded: RecordableEvent<Unit> {
        package static let type: EventType = "unit.support-recorded"
        package static let effect = Effect.adds
        package static let command: CommandName = "record-support"

        package enum Kind: String, Enumeration { case support, guidance, funding, policy }

        /// The institution or unit that helps, with its kind (`institution/SHEITC`).
        package var supporter: EitherID<Institution, Unit>
        /// In which way it helps.
        package var type: Kind
        /// What it does, in words.
        package var text: Prose
    }

    /// What the unit wants to become or to bring about.
    package struct GoalDeclared: RecordableEvent<Unit> {
        package static let type: EventType = "unit.goal-declared"
        package static let effect = Effect.adds
        package static let command: CommandName = "declare-goal"

        /// The goal.
        package var text: Prose
        /// The policies that it serves (`Healthy China`).
        package var policyContext: [String]
    }

    /// The unit is organised in another way from now on.
    package struct OrganisationChanged: RecordableEvent<Unit> {
        package static let type: EventType = "unit.organisation-changed"
        package static let effect = Effect.changes
        package static let command: CommandName = "change-organisation"

        /// The form of organisation (`legal entity`).
        package var form: Prose
        /// How decisions are made and work is done in it.
        package var mechanism: Prose

        package var part: Part? { Part("organisation") }
    }

    /// How the unit is doing.
    package struct StatusReported: RecordableEvent<Unit> {
        package static let type: EventType = "unit.status-reported"
        package static let effect = Effect.adds
        package static let command: CommandName = "report-status"

        /// The report.
        package var text: Prose
    }

    /// What the unit did for others.
    package struct ContributionRecorded: RecordableEvent<Unit> {
        package static let type: EventType = "unit.contribution-recorded"
        package static let effect = Effect.adds
        package static let refusals: [Rule] = [.amountNotPositive]
        package static let command: CommandName = "record-contribution"

        package enum Kind: String, Enumeration {
            case technologySpillover = "technology_spillover"
            case publicService = "public_service"
            case sustainability
            case industryPromotion = "industry_promotion"
        }

        /// What kind of contribution it is.
        package var type: Kind
        /// In which way it was made (`licence`).
        package var mode: String?
        /// What was done, in words.
        package var text: Prose
        /// For whom.
        package var recipient: Institution.ID?
        /// What it was worth.
        package var amount: Money?

        package func check(_ unit: Unit) throws(Refusal) {
            try amount?.requirePositive(field: "amount")
        }
    }
}
