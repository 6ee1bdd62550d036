/// Harm to someone in connection with a device (ISO 14155), in a trial or outside of one.
///
///     open ──close──▶ closed
///        ◀──reopen───
///
/// What it amounts to is derived, never typed in: it is serious by any criterion; an adverse device effect
/// unless it is not related to the device; a SADE if it is both; and a USADE if that was not anticipated
/// besides. Where parties differ, the graver judgement counts.
package struct AdverseEvent: StateMachine {
    package static let kind = "adverse-event"

    package static let vocabulary: [any Event.Type] = [
        Reported.self, CausalityAssessed.self, Revised.self, FollowedUp.self, Notified.self, Closed.self,
        Reopened.self,
    ]

    package enum Status: String, Enumeration { case open, closed }
    package static let ends: Set<Status> = [.closed]

    /// How bad it felt; not whether it is serious.
    package enum Severity: String, Enumeration { case mild, moderate, severe }

    /// What makes an adverse event serious (ISO 14155, 3.45): one is enough.
    package enum Criterion: String, Enumeration {
        case death
        case lifeThreatening = "life_threatening"
        case hospitalisation
        case permanentImpairment = "permanent_impairment"
        case interventionRequired = "intervention_required"
        case chronicDisease = "chronic_disease"
        case congenital
        case otherImportant = "other_important"
    }

    package enum Outcome: String, Enumeration {
        case recovered, recovering
        case notRecovered = "not_recovered"
        case recoveredWithSequelae = "recovered_with_sequelae"
        case fatal, unknown
    }

    package var status = Status.open
    package var endedOn: PartialDate?
    package private(set) var trial: Trial.ID?
    private var onset = PartialDate.unknown
    package private(set) var severity: Severity?
    package private(set) var criteria: Set<Criterion> = []
    package private(set) var outcome = Outcome.unknown
    /// What each party said last.
    package private(set) var assessments: [CausalityAssessed.Party: CausalityAssessed] = [:]

    package init() {}

    /// The record whose lock covers this one.
    package var lockedThrough: StreamName? { trial?.stream }
}

// MARK: What happened

extension AdverseEvent {
    /// Somebody was harmed.
    package struct Reported: CreatingEvent<AdverseEvent> {
        package static let type: EventType = "adverse-event.reported"
        package static let refusals: [Rule] = [
            .subjectUnknown, .deviceNotInTrial, .fatalInconsistent, .onsetAfterAwareness, .occurredInFuture,
        ]
        package static let command: CommandName = "report"

        package enum Affected: String, Enumeration { case subject, patient, user, other }

        /// The trial in which it happened, running or ended.
        package var trial: Trial.ID?
        /// The site of the trial at which it happened.
        package var site: LocalID?
        /// Who was harmed: a subject of the trial, a patient outside of one, a user of the device, or another
        /// person.
        package var affected: Affected
        /// The code under which the trial knows the subject; a withdrawn one too.
        package var subject: LocalID?
        /// The device: one of the trial, or a member of a set that is.
        package var device: Device.ID
        /// What it is called, in the words of a dictionary (`wound dehiscence`).
        package var term: String?
        /// What happened.
        package var description: Prose
        /// When it began. Before the subject's enrolment, and before the site was added, only with a reason.
        package var onset: PartialDate
        /// When whoever had to report it knew of it; deadlines count from here.
        package var awareAt: Instant?
        /// How bad it felt; not whether it is serious.
        package var severity: Severity?
        /// Whose deadlines hold where there is no trial, which has its own: those of China of 2022
        /// (`nmpa_2022`), or none.
        package var regime: Trial.Planned.Regime?
        /// What makes it serious, all that apply; none if nothing does. With `death` the outcome is `fatal`.
        package var criteria: [Criterion]
        /// How it ended, as far as is known.
        package var outcome: Outcome

        /// The record whose lock covers the new one.
        package var lockedThrough: StreamName? { trial?.stream }
        package var statedTime: StatedTime? { onset == .unknown ? nil : .date(onset, field: "onset") }

        package func check(
            _ event: AdverseEvent, in records: some Records, _ context: CommandContext
        ) throws(Refusal) {
            try requirePlace(in: records, context)
            try AdverseEvent.requireConsistent(criteria: Set(criteria), outcome)
            try context.requireCome(onset, field: "onset")
            guard let awareAt else { return }
            try context.requireCome(awareAt, field: "awareAt")
            // Only what holds in every time zone is proved.
            guard !onset.isProvablyAfter(PartialDate(awareAt.latestDay)) else {
                throw Refusal(
                    .onsetAfterAwareness, field: "onset",
                    "Nobody could know of it (\(awareAt)) before it began (\(onset)).")
            }
        }

        private func requirePlace(
            in records: some Records, _ context: CommandContext
        ) throws(Refusal) {
            guard let trial else {
                if let subject {
                    throw Refusal(
                        .subjectUnknown, field: "subject",
                        "\(subject) is the code of a subject in a trial; name the trial too.")
                }
                if let site {
                    throw Refusal(
                        .notFound, field: "site", "\(site) is a site of a trial; name the trial too.")
                }
                return
            }
            guard let investigation = records.find(trial) else { return }
            if let regime {
                throw Refusal(
                    .alreadyExists, field: "regime", record: trial.stream,
                    "\(trial) has its own regime; leave out \(regime.rawValue) here.")
            }
            try investigation.requireInvestigated(device, in: records)
            try investigation.requireTogether(site, subject, on: onset, field: "onset", context)
        }

        package func apply(to event: inout AdverseEvent) {
            event.trial = trial
            event.onset = onset
            event.severity = severity
            event.criteria = Set(criteria)
            event.outcome = outcome
        }
    }

    /// Severity, criteria or outcome are other than was thought, or have changed.
    package struct Revised: RecordableEvent<AdverseEvent> {
        package static let type: EventType = "adverse-event.revised"
        package static let effect = Effect.changes
        package static let refusals: [Rule] = [.fatalInconsistent, .downgradeNeedsReason]
        package static let command: CommandName = "revise"

        /// How bad it felt; as before if left out. A lower one only with a reason.
        package var severity: Severity?
        /// All criteria that apply now, in place of those before; as before if left out. Fewer only with a
        /// reason.
        package var criteria: [Criterion]?
        /// How it ended; as before if left out. Back from `fatal` or `recovered_with_sequelae` only with a
        /// reason.
        package var outcome: Outcome?

        package var part: Part? { Part("judgement") }

        package func check(_ event: AdverseEvent, _ context: CommandContext) throws(Refusal) {
            try event.requireBegun(context)
            let criteria = criteria.map { Set($0) } ?? event.criteria
            try AdverseEvent.requireConsistent(criteria: criteria, outcome ?? event.outcome)
            if context.reason != nil { return }
            if let severity, let before = event.severity, severity.order < before.order {
                throw AdverseEvent.downgrade("severity", from: before.rawValue, to: severity.rawValue)
            }
            if let lost = event.criteria.subtracting(criteria).map(\.rawValue).min() {
                throw Refusal(
                    .downgradeNeedsReason, field: "criteria", "To take back \(lost) needs a reason.")
            }
            if let outcome, outcome.lastingHarm < event.outcome.lastingHarm {
                throw AdverseEvent.downgrade("outcome", from: event.outcome.rawValue, to: outcome.rawValue)
            }
        }

        package func apply(to event: inout AdverseEvent) {
            event.severity = severity ?? event.severity
            event.criteria = criteria.map { Set($0) } ?? event.criteria
            event.outcome = outcome ?? event.outcome
        }
    }

    /// What became known later.
    package struct FollowedUp: RecordableEvent<AdverseEvent> {
        package static let type: EventType = "adverse-event.followed-up"
        package static let effect = Effect.adds
        package static let command: CommandName = "follow-up"
        package static let underLock = UnderLock.accepted
        // What is learned of harm is never refused, however late.
        package static let afterTheEnd = AfterTheEnd.accepted

        /// What became known.
        package var text: Prose

        package func check(_ event: AdverseEvent, _ context: CommandContext) throws(Refusal) {
            try event.requireBegun(context)
        }
    }
}

// MARK: What caused it

extension AdverseEvent {
    /// What a party holds to be the cause, in place of what that party said before.
    package struct CausalityAssessed: RecordableEvent<AdverseEvent> {
        package static let type: EventType = "adverse-event.causality-assessed"
        package static let effect = Effect.adds
        package static let refusals: [Rule] = [.downgradeNeedsReason]
        package static let command: CommandName = "assess-causality"

        package enum Party: String, Enumeration { case investigator, sponsor, committee }

        package enum Relation: String, Enumeration {
            case notRelated = "not_related"
            case possible, probable, causal
        }

        /// Who assesses.
        package var party: Party
        /// How it relates to the device. Less than the party said before only with a reason.
        package var toDevice: Relation
        /// How it relates to the procedure. Less than the party said before only with a reason.
        package var toProcedure: Relation
        /// Whether it is among the effects that were foreseen. After the party said no, yes only with a
        /// reason.
        package var anticipated: Bool

        package func check(_ event: AdverseEvent, _ context: CommandContext) throws(Refusal) {
            try event.requireBegun(context)
            guard context.reason == nil, let before = event.assessments[party] else { return }
            for (field, old, new) in [
                ("toDevice", before.toDevice, toDevice), ("toProcedure", before.toProcedure, toProcedure),
            ] where new.order < old.order {
                throw AdverseEvent.downgrade(field, from: old.rawValue, to: new.rawValue)
            }
            if anticipated, !before.anticipated {
                throw AdverseEvent.downgrade("anticipated", from: "false", to: "true")
            }
        }

        package func apply(to event: inout AdverseEvent) { event.assessments[party] = self }
    }
}

// MARK: Who was told

extension AdverseEvent {
    /// Somebody was told of it.
    package struct Notified: RecordableEvent<AdverseEvent> {
        package static let type: EventType = "adverse-event.notified"
        package static let effect = Effect.adds
        package static let refusals: [Rule] = [.occurredInFuture, .intervalReversed]
        package static let command: CommandName = "notify"
        package static let underLock = UnderLock.accepted
        // Whoever was told was told, however late that is typed in.
        package static let afterTheEnd = AfterTheEnd.accepted

        package enum Sender: String, Enumeration { case investigator, sponsor }

        package enum Recipient: String, Enumeration {
            case sponsor
            case ethicsCommittee = "ethics_committee"
            case authority, site, other
        }

        package enum Kind: String, Enumeration {
            case initial
            case followUp = "follow_up"
            case final
        }

        /// Who told.
        package var by: Sender
        /// Who was told.
        package var recipient: Recipient
        /// Whether it was the first, a further or the last report.
        package var type: Kind
        /// When the report was sent.
        package var at: Instant

        package var statedTime: StatedTime? { .instant(at, field: "at") }

        package func check(_ event: AdverseEvent, _ context: CommandContext) throws(Refusal) {
            try context.requireCome(at, field: "at")
            try context.requireTold(at, after: "began", on: event.onset)
        }
    }
}

// MARK: Life cycle

extension AdverseEvent {
    /// Nothing more is expected of it. In a trial investigator and sponsor have assessed the cause.
    package struct Closed: Transition<AdverseEvent> {
        package static let type: EventType = "adverse-event.closed"
        package static let refusals: [Rule] = [.causalityMissing]
        package static let command: CommandName = "close"
        package static let from: [Status] = [.open]
        package static let to = Status.closed

        package func check(_ event: AdverseEvent, _ context: CommandContext) throws(Refusal) {
            try event.requireBegun(context)
            guard event.trial != nil else { return }
            let missing = [CausalityAssessed.Party.investigator, .sponsor].filter {
                event.assessments[$0] == nil
            }
            guard missing.isEmpty else {
                throw Refusal(
                    .causalityMissing,
                    "In a trial investigator and sponsor assess the cause before the event is closed; missing: "
                        + "\(missing.map(\.rawValue).joined(separator: ", ")).")
            }
        }
    }

    /// A closed one is looked into again.
    package struct Reopened: Transition<AdverseEvent> {
        package static let type: EventType = "adverse-event.reopened"
        package static let command: CommandName = "reopen"
        package static let from: [Status] = [.closed]
        package static let to = Status.open

        /// Why.
        package var ground: Prose
    }
}

// MARK: What several of these rules ask

extension AdverseEvent {
    /// Nothing is found out about harm, or over with it, before it began; whatever day its report counts
    /// from.
    fileprivate func requireBegun(_ context: CommandContext) throws(Refusal) {
        try context.requireNotBefore("it began", on: onset)
    }

    /// Refuses as `fatal-inconsistent` a fatal outcome without death among the criteria, and the reverse.
    fileprivate static func requireConsistent(
        criteria: Set<Criterion>, _ outcome: Outcome
    ) throws(Refusal) {
        if outcome == .fatal, !criteria.contains(.death) {
            throw Refusal(
                .fatalInconsistent, field: "criteria", "A fatal outcome needs death among the criteria.")
        }
        if outcome != .fatal, criteria.contains(.death) {
            throw Refusal(
                .fatalInconsistent, field: "outcome",
                "With death among the criteria the outcome is fatal, not \(outcome.rawValue).")
        }
    }

    fileprivate static func downgrade(_ field: String, from old: String, to new: String) -> Refusal {
        Refusal(
            .downgradeNeedsReason, field: field, "To lower \(field) from \(old) to \(new) needs a reason.")
    }
}

extension AdverseEvent.Outcome {
    /// Harm that does not pass: less of it is another judgement, while recovery is the natural course.
    fileprivate var lastingHarm: Int {
        switch self {
        case .fatal: 2
        case .recoveredWithSequelae: 1
        case .recovered, .recovering, .notRecovered, .unknown: 0
        }
    }
}
