/// A meeting or another occasion to which people come; it may be several things at once.
///
///     planned ──hold──▶ held
///        │
///        └──cancel──▶ cancelled
///
/// What was said and who came is often typed in before the meeting is recorded as held, or long after it.
/// Once it is known when it was held, nobody came before.
package struct Activity: StateMachine {
    package static let kind = "activity"

    package static let vocabulary: [any Event.Type] = [
        Planned.self, Held.self, Cancelled.self, SpeechGiven.self, AttendanceRecorded.self,
    ]

    package enum Status: String, Enumeration { case planned, held, cancelled }
    package static let ends: Set<Status> = [.held, .cancelled]

    package var status = Status.planned
    /// When it was held or cancelled.
    package var endedOn: PartialDate?

    package init() {}

    private func requireVisitable(_ context: CommandContext) throws(Refusal) {
        guard let endedOn else { return }
        guard status != .cancelled else {
            throw Refusal(.recordClosed, "The activity was cancelled (\(endedOn)); nobody came to it.")
        }
        try context.requireNotBefore("the activity was held", on: endedOn)
    }
}

extension Activity {
    /// A meeting is to take place.
    package struct Planned: CreatingEvent<Activity> {
        package static let type: EventType = "activity.planned"
        package static let command: CommandName = "plan"

        package enum Kind: String, Enumeration {
            case startUpMeeting = "start_up_meeting"
            case forum, salon, signing, inauguration, visit, review, training, other
        }

        /// What kinds of activity it is, all at once.
        package var types: [Kind]
        /// What it is called.
        package var title: String
        /// Where it is to take place.
        package var venue: String?
        /// The institutions that organise it.
        package var organisers: [Institution.ID]
        /// When it is to take place.
        package var scheduledFor: PartialDate?
    }

    /// The activity took place.
    package struct Held: Transition<Activity> {
        package static let type: EventType = "activity.held"
        package static let command: CommandName = "hold"
        package static let from: [Status] = [.planned]
        package static let to = Status.held

        /// Where it took place, if not where it was planned.
        package var venue: String?
        /// At what time of day it began, by the clock there (`09:00`).
        package var at: TimeOfDay?
    }

    /// The activity does not take place.
    package struct Cancelled: Transition<Activity> {
        package static let type: EventType = "activity.cancelled"
        package static let command: CommandName = "cancel"
        package static let from: [Status] = [.planned]
        package static let to = Status.cancelled

        /// Why it does not.
        package var ground: Prose
    }

    /// Someone spoke at the activity.
    package struct SpeechGiven: RecordableEvent<Activity> {
        package static let type: EventType = "activity.speech-given"
        package static let effect = Effect.adds
        package static let refusals: [Rule] = [.recordClosed]
        package static let command: CommandName = "record-speech"

        /// Who spoke.
        package var person: Person.ID
        /// What was said, in short.
        package var summary: Prose
        /// A sentence of it, word for word.
        package var quote: Prose?

        package func check(_ activity: Activity, _ context: CommandContext) throws(Refusal) {
            try activity.requireVisitable(context)
        }
    }

    /// Someone came: an institution, a person, or a number of people.
    package struct AttendanceRecorded: RecordableEvent<Activity> {
        package static let type: EventType = "activity.attendance-recorded"
        package static let effect = Effect.adds
        package static let refusals: [Rule] = [.amountNotPositive, .countTooLarge, .recordClosed]
        package static let command: CommandName = "record-attendance"

        /// The institution that came, or from which they came.
        package var institution: Institution.ID?
        /// Who came.
        package var person: Person.ID?
        /// How many came. At least one of the three is given.
        package var count: Int64?

        package func check(_ activity: Activity, _ context: CommandContext) throws(Refusal) {
            try activity.requireVisitable(context)
            guard institution != nil || person != nil || count != nil else {
                throw Refusal(
                    .amountNotPositive, field: "count",
                    "Nobody came: name an institution or a person, or say how many came.")
            }
            try count?.requireCount(field: "count")
        }
    }
}
