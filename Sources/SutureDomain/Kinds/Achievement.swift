/// Something that came of the programme's work and outlasts it: a paper, a patent, a product.
///
///     recorded ──retract──▶ retracted
///     │      ▲
///     └─apply┘
package struct Achievement: StateMachine {
    package static let kind = "achievement"

    package static let vocabulary: [any Event.Type] = [
        Recorded.self, AppliedClinically.self, Retracted.self,
    ]

    package enum Status: String, Enumeration { case recorded, retracted }
    package static let ends: Set<Status> = [.retracted]

    package var status = Status.recorded
    package var endedOn: PartialDate?

    package init() {}
}

extension Achievement {
    /// The achievement is there.
    package struct Recorded: CreatingEvent<Achievement> {
        package static let type: EventType = "achievement.recorded"
        package static let command: CommandName = "record"

        package enum Kind: String, Enumeration {
            case paper, patent, software, prototype, product, standard, award, method, other
        }

        /// What kind of achievement it is.
        package var type: Kind
        /// What it is called.
        package var title: String
        /// The units whose achievement it is.
        package var units: [Unit.ID]
        /// The projects of which it came.
        package var projects: [Project.ID]
        /// The devices that it is about.
        package var devices: [Device.ID]
        /// Who achieved it.
        package var persons: [Person.ID]
        /// Under which others find it: a DOI, a patent's number.
        package var identifier: String?
    }

    /// The achievement was used on patients.
    package struct AppliedClinically: RecordableEvent<Achievement> {
        package static let type: EventType = "achievement.applied-clinically"
        package static let effect = Effect.adds
        package static let refusals: [Rule] = [.amountNotPositive, .countTooLarge]
        package static let command: CommandName = "apply"

        /// The hospital in which it was used.
        package var hospital: Institution.ID?
        /// What it brought about there.
        package var effect: Prose?
        /// How many times it was used.
        package var volume: Int64?

        package func check(_ achievement: Achievement) throws(Refusal) {
            try volume?.requireCount(field: "volume")
        }
    }

    /// The achievement does not stand: the paper was withdrawn, the patent revoked.
    package struct Retracted: Transition<Achievement> {
        package static let type: EventType = "achievement.retracted"
        package static let command: CommandName = "retract"
        package static let from: [Status] = [.recorded]
        package static let to = Status.retracted

        /// Why it does not stand.
        package var ground: Prose
    }
}
