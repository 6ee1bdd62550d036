/// Something that clinical practice lacks, raised by those who work there.
///
///     raised ──accept──▶ accepted ──resolve──▶ resolved
///        │
///        └──decline──▶ declined
package struct Problem: StateMachine {
    package static let kind = "problem"

    package static let vocabulary: [any Event.Type] = [
        Raised.self, Accepted.self, Declined.self, IssueFormulated.self, Resolved.self,
    ]

    package enum Status: String, Enumeration { case raised, accepted, declined, resolved }
    package static let ends: Set<Status> = [.declined, .resolved]

    package var status = Status.raised
    /// When it was declined or resolved.
    package var endedOn: PartialDate?
    /// The scientific issues that were made of it.
    package private(set) var issues: Set<LocalID> = []

    package init() {}
}

extension Problem {
    /// Someone in clinical practice, or an institution, says what is lacking.
    package struct Raised: CreatingEvent<Problem> {
        package static let type: EventType = "problem.raised"
        package static let refusals: [Rule] = [.notAClinician]
        package static let command: CommandName = "raise"

        /// Who raised it, where that is known: someone who was qualified as clinician by then.
        package var by: Person.ID?
        /// Where it arose.
        package var institution: Institution.ID
        /// The department there.
        package var department: String?
        /// The problem, in words.
        package var statement: Prose
        /// What is needed to solve it.
        package var need: Prose?

        package func check(
            _ problem: Problem, in records: some Records, _ context: CommandContext
        ) throws(Refusal) {
            guard let by, let person = records.find(by) else { return }
            guard person.wasQualified(as: .clinician, on: context.occurredOn) else {
                throw Refusal(
                    .notAClinician, field: "by", record: by.stream,
                    "\(by) was not qualified as clinician when the problem was raised (\(context.occurredOn))."
                )
            }
        }
    }

    /// The problem is to be solved.
    package struct Accepted: Transition<Problem> {
        package static let type: EventType = "problem.accepted"
        package static let command: CommandName = "accept"
        package static let from: [Status] = [.raised]
        package static let to = Status.accepted
    }

    /// The problem is not pursued.
    package struct Declined: Transition<Problem> {
        package static let type: EventType = "problem.declined"
        package static let command: CommandName = "decline"
        package static let from: [Status] = [.raised]
        package static let to = Status.declined

        /// Why it is not pursued.
        package var ground: Prose
    }

    /// The problem was put as a question that research can answer.
    package struct IssueFormulated: RecordableEvent<Problem> {
        package static let type: EventType = "problem.issue-formulated"
        package static let effect = Effect.adds
        package static let refusals: [Rule] = [.alreadyExists]
        package static let command: CommandName = "formulate-issue"

        /// An id for the issue within this problem.
        package var issue: LocalID
        /// The question, in words.
        package var statement: Prose
        /// The fields of knowledge that it takes to answer it (`optics`).
        package var disciplines: [String]

        package func check(_ problem: Problem) throws(Refusal) {
            guard !problem.issues.contains(issue) else {
                throw Refusal(.alreadyExists, field: "issue", "There is an issue \(issue) already.")
            }
        }

        package func apply(to problem: inout Problem) { problem.issues.insert(issue) }
    }

    /// The problem is solved.
    package struct Resolved: Transition<Problem> {
        package static let type: EventType = "problem.resolved"
        package static let refusals: [Rule] = [.problemNotAccepted, .intervalReversed]
        package static let command: CommandName = "resolve"
        package static let from: [Status] = [.accepted]
        package static let to = Status.resolved

        /// The project that solved it.
        package var project: Project.ID
        /// What came of the project and solves it.
        package var achievement: Achievement.ID?

        package func requireOrigin(_ problem: Problem) throws(Refusal) {
            switch problem.status {
            case .accepted: break
            case .raised, .declined:
                throw Refusal(
                    .problemNotAccepted,
                    "Only a problem that was accepted is resolved; this one is \(problem.status.rawValue).")
            case .resolved: try problem.require(.accepted)
            }
        }
    }
}
