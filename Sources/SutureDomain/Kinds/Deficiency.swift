/// A shortcoming of a device (ISO 14155), whether or not it harmed anyone.
///
///     open ──close──▶ closed
package struct Deficiency: StateMachine {
    package static let kind = "deficiency"

    package static let vocabulary: [any Event.Type] = [
        Reported.self, Notified.self, Investigated.self, Closed.self,
    ]

    package enum Status: String, Enumeration { case open, closed }
    package static let ends: Set<Status> = [.closed]

    package var status = Status.open
    package var endedOn: PartialDate?
    package private(set) var trial: Trial.ID?
    private var foundOn = PartialDate.unknown

    package init() {}

    /// The record whose lock covers this one.
    package var lockedThrough: StreamName? { trial?.stream }
}

extension Deficiency {
    /// A device fell short.
    package struct Reported: CreatingEvent<Deficiency> {
        package static let type: EventType = "deficiency.reported"
        package static let refusals: [Rule] = [.deviceNotInTrial, .occurredInFuture]
        package static let command: CommandName = "report"

        package enum Kind: String, Enumeration {
            case malfunction, quality, durability, usability, labelling
            case useError = "use_error"
            case other
        }

        /// The trial in which it was found, running or ended.
        package var trial: Trial.ID?
        /// The device: one of the trial, or a member of a set that is.
        package var device: Device.ID
        /// In what the device fell short.
        package var type: Kind
        /// What was found.
        package var description: Prose
        /// Whether it might have led to serious harm, had circumstances been less fortunate.
        package var couldHaveLedToSeriousEvent: Bool
        /// When whoever had to report it knew of it.
        package var awareAt: Instant?
        /// The harm that it led to.
        package var adverseEvent: AdverseEvent.ID?

        /// The record whose lock covers the new one.
        package var lockedThrough: StreamName? { trial?.stream }

        package func check(
            _ deficiency: Deficiency, in records: some Records, _ context: CommandContext
        ) throws(Refusal) {
            if let trial { try records.find(trial)?.requireInvestigated(device, in: records) }
            if let awareAt { try context.requireCome(awareAt, field: "awareAt") }
        }

        package func apply(to deficiency: inout Deficiency, on occurredOn: PartialDate) {
            deficiency.trial = trial
            deficiency.foundOn = occurredOn
        }
    }

    /// Somebody was told of it.
    package struct Notified: RecordableEvent<Deficiency> {
        package static let type: EventType = "deficiency.notified"
        package static let effect = Effect.adds
        package static let refusals: [Rule] = [.occurredInFuture]
        package static let command: CommandName = "notify"
        package static let underLock = UnderLock.accepted
        // Whoever was told was told, however late that is typed in.
        package static let afterTheEnd = AfterTheEnd.accepted

        /// Who told.
        package var by: AdverseEvent.Notified.Sender
        /// Who was told.
        package var recipient: AdverseEvent.Notified.Recipient
        /// Whether it was the first, a further or the last report.
        package var type: AdverseEvent.Notified.Kind
        /// When the report was sent.
        package var at: Instant

        package var statedTime: StatedTime? { .instant(at, field: "at") }

        package func check(_ deficiency: Deficiency, _ context: CommandContext) throws(Refusal) {
            try context.requireCome(at, field: "at")
            try context.requireTold(at, after: "was found", on: deficiency.foundOn)
        }
    }

    /// Somebody looked for the cause.
    package struct Investigated: RecordableEvent<Deficiency> {
        package static let type: EventType = "deficiency.investigated"
        package static let effect = Effect.adds
        package static let command: CommandName = "investigate"

        /// What was found.
        package var finding: Prose
        /// What follows from it.
        package var conclusion: Prose
    }

    /// Nothing more is expected of it.
    package struct Closed: Transition<Deficiency> {
        package static let type: EventType = "deficiency.closed"
        package static let command: CommandName = "close"
        package static let from: [Status] = [.open]
        package static let to = Status.closed
    }
}
