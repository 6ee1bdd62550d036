/// A round in which projects are compared and the best are selected.
///
///     open ──close──▶ closed
///
/// A closed round takes nothing more but what provably happened before it was closed and is typed in late.
package struct Screening: StateMachine {
    package static let kind = "screening"

    package static let vocabulary: [any Event.Type] = [
        Opened.self, ProjectEntered.self, Reviewed.self, Decided.self, Closed.self,
    ]

    package enum Status: String, Enumeration { case open, closed }
    package static let ends: Set<Status> = [.closed]

    /// What a reviewer recommends and what a round decides.
    package enum Decision: String, Enumeration { case key, selected, deferred, rejected }

    /// How far the round has come with a project.
    package struct Entry: Hashable, Sendable {
        package let enteredOn: PartialDate
        /// When each reviewed it that has.
        package fileprivate(set) var reviewers: [Person.ID: PartialDate] = [:]
        /// `nil` while nothing is decided.
        package fileprivate(set) var decision: Decision?
        package fileprivate(set) var decidedOn: PartialDate?
    }

    package var status = Status.open
    package var endedOn: PartialDate?
    package private(set) var criteria: Set<LocalID> = []
    package private(set) var entries: [Project.ID: Entry] = [:]

    package init() {}

    /// Refused as `round-closed` once the round is closed, unless it provably happened before.
    private func requireOpen(_ context: CommandContext) throws(Refusal) {
        guard let endedOn, !context.occurredOn.isProvablyBefore(endedOn) else { return }
        throw Refusal(
            .roundClosed, "The round was closed (\(endedOn)); only what provably happened before is added.")
    }

    private func requireEntry(
        of project: Project.ID, _ context: CommandContext
    ) throws(Refusal) -> Entry {
        guard let entry = entries[project] else {
            throw Refusal(
                .notInRound, field: "project", record: project.stream,
                "\(project) has not entered this round; in it there \(entries.keys.inventory).")
        }
        try context.requireNotBefore("\(project) entered the round", on: entry.enteredOn)
        return entry
    }
}

extension Screening {
    /// A round begins.
    package struct Opened: CreatingEvent<Screening> {
        package static let type: EventType = "screening.opened"
        package static let command: CommandName = "open"

        /// By what the projects are compared.
        package struct Criterion: FieldGroup {
            /// An id for the criterion within this round.
            package var id: LocalID
            /// What the criterion is called.
            package var title: String
            /// How much it counts beside the others.
            package var weight: Decimal?
        }

        /// The unit that carries the round out.
        package var unit: Unit.ID
        /// What the round is called.
        package var title: String
        /// By what the projects are compared.
        package var criteria: [Criterion]

        package func check(_ screening: Screening) throws(Refusal) {
            var seen: Set<LocalID> = []
            for criterion in criteria where !seen.insert(criterion.id).inserted {
                throw Refusal(
                    .alreadyExists, field: "criteria.id", "There are two criteria \(criterion.id).")
            }
        }

        package func apply(to screening: inout Screening) { screening.criteria = Set(criteria.map(\.id)) }
    }

    /// A project takes part in the round.
    package struct ProjectEntered: RecordableEvent<Screening> {
        package static let type: EventType = "screening.project-entered"
        package static let effect = Effect.adds
        package static let refusals: [Rule] = [.roundClosed, .alreadyExists, .illegalTransition]
        package static let command: CommandName = "enter"
        package static let afterTheEnd = AfterTheEnd.accepted
        package static let precedesTheEnd = true

        /// The project: created, running or completed. Having been screened is no condition for starting one.
        package var project: Project.ID

        package var part: Part? { Part("entry", project.text) }

        package func check(
            _ screening: Screening, in records: some Records, _ context: CommandContext
        ) throws(Refusal) {
            try screening.requireOpen(context)
            guard screening.entries[project] == nil else {
                throw Refusal(.alreadyExists, field: "project", "\(project) is in this round already.")
            }
            guard let state = records.find(project) else { return }
            switch state.status {
            case .created, .running, .completed: break
            case .suspended, .terminated:
                throw Refusal(
                    .illegalTransition, field: "project", record: project.stream,
                    "\(project) is \(state.status.rawValue); only a project that is created, running or "
                        + "completed enters a round.")
            }
        }

        package func apply(to screening: inout Screening, on occurredOn: PartialDate) {
            screening.entries[project] = screening.entries[project] ?? Entry(enteredOn: occurredOn)
        }
    }

    /// Someone has judged a project of the round.
    package struct Reviewed: RecordableEvent<Screening> {
        package static let type: EventType = "screening.reviewed"
        package static let effect = Effect.adds
        package static let refusals: [Rule] = [
            .roundClosed, .notInRound, .conflictOfInterest, .alreadyExists,
        ]
        package static let command: CommandName = "review"
        package static let afterTheEnd = AfterTheEnd.accepted
        package static let precedesTheEnd = true

        /// What the reviewer gives for one criterion.
        package struct Score: FieldGroup {
            /// Which criterion of the round.
            package var criterion: LocalID
            /// The score.
            package var score: Decimal
        }

        /// Which project.
        package var project: Project.ID
        /// Who judged it: nobody who is or ever was a member of the project.
        package var reviewer: Person.ID
        /// What the reviewer gives, by criterion.
        package var scores: [Score]
        /// What the reviewer recommends.
        package var recommendation: Decision
        /// What else the reviewer says.
        package var comment: Prose?

        package func check(
            _ screening: Screening, in records: some Records, _ context: CommandContext
        ) throws(Refusal) {
            try screening.requireOpen(context)
            let entry = try screening.requireEntry(of: project, context)
            guard entry.reviewers[reviewer] == nil else {
                throw Refusal(
                    .alreadyExists, field: "reviewer", "\(reviewer) has reviewed \(project) already.")
            }
            if records.find(project)?.everHadMember(reviewer) == true {
                throw Refusal(
                    .conflictOfInterest, field: "reviewer", record: project.stream,
                    "\(reviewer) is or was a member of \(project) and cannot review it.")
            }
            try checkScores(screening)
        }

        private func checkScores(_ screening: Screening) throws(Refusal) {
            var seen: Set<LocalID> = []
            for score in scores {
                guard screening.criteria.contains(score.criterion) else {
                    throw Refusal(
                        .notFound, field: "scores.criterion",
                        "There is no criterion \(score.criterion); there \(screening.criteria.inventory).")
                }
                guard seen.insert(score.criterion).inserted else {
                    throw Refusal(
                        .alreadyExists, field: "scores.criterion",
                        "There are two scores for \(score.criterion).")
                }
            }
        }

        package func apply(to screening: inout Screening, on occurredOn: PartialDate) {
            screening.entries[project, default: Entry(enteredOn: .unknown)].reviewers[reviewer] = occurredOn
        }
    }

    /// The round has decided about a project; the project records the same at once. Only what was deferred is
    /// decided again. Without a review, or before the first one, only with a reason.
    package struct Decided: RecordableEvent<Screening> {
        package static let type: EventType = "screening.decided"
        package static let effect = Effect.changes
        package static let refusals: [Rule] = [
            .roundClosed, .notInRound, .alreadyDecided, .reviewMissing, .recordClosed, .beforeExistence,
        ]
        package static let command: CommandName = "decide"
        package static let afterTheEnd = AfterTheEnd.accepted
        package static let precedesTheEnd = true

        /// Which project.
        package var project: Project.ID
        /// What was decided. A key project is designated by this; a rejected one is not started until a later
        /// round selects it.
        package var decision: Decision
        /// Why.
        package var rationale: Prose

        package var part: Part? { Part("entry", project.text) }

        package func check(_ screening: Screening, _ context: CommandContext) throws(Refusal) {
            try screening.requireOpen(context)
            let entry = try screening.requireEntry(of: project, context)
            if let decision = entry.decision, decision != .deferred {
                throw Refusal(
                    .alreadyDecided, field: "project",
                    "The round has decided about \(project) already: \(decision.rawValue).")
            }
            guard !entry.reviewers.isEmpty || context.reason != nil else {
                throw Refusal(
                    .reviewMissing, field: "project",
                    "Nobody has reviewed \(project) in this round; to decide without a review needs a reason."
                )
            }
            if entry.decision != nil, let decidedOn = entry.decidedOn {
                try context.requireEnd(of: "The deferral of \(project)", since: decidedOn)
            }
            if let first = entry.reviewers.values.reduce(nil, PartialDate.first) {
                try context.requireReasonBefore(
                    "\(project) was reviewed first", on: first, for: context.occurredOn,
                    field: "context.occurredOn")
            }
        }

        package func consequences(
            of screening: Screening, in records: some Records, _ context: CommandContext
        ) throws(Refusal) -> [Consequence] {
            guard let id = context.stream.flatMap({ Screening.ID(String($0.id)) }) else { return [] }
            // A completed project may be distinguished after its end; one that was given up is not.
            let isCompleted = records.find(project)?.status == .completed
            return [
                Consequence(
                    Project.Screened(screening: id, decision: decision), to: project,
                    afterTheEnd: isCompleted ? .accepted : .ifNotProvablyLater)
            ]
        }

        package func apply(to screening: inout Screening, on occurredOn: PartialDate) {
            screening.entries[project, default: Entry(enteredOn: .unknown)].decision = decision
            screening.entries[project]?.decidedOn = occurredOn
        }
    }

    /// The round is over.
    package struct Closed: Transition<Screening> {
        package static let type: EventType = "screening.closed"
        package static let command: CommandName = "close"
        package static let from: [Status] = [.open]
        package static let to = Status.closed
    }
}
