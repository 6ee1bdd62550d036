/// A clinical investigation of devices (ISO 14155).
///
///     planned ──start──▶ running ──complete──▶ completed
///                        │     ▲
///                  suspend     resume          terminate (from any open state) ──▶ terminated
///                        ▼     │
///                        suspended
package struct Trial: StateMachine {
    package static let kind = "trial"

    package static let vocabulary: [any Event.Type] = [
        Planned.self, DeviceAdded.self, EthicsOpinionRecorded.self, SiteAdded.self, SiteActivated.self,
        SiteClosed.self, EndpointDefined.self, Started.self, Suspended.self, Resumed.self,
        SubjectEnrolled.self, SubjectCompleted.self, SubjectWithdrawn.self, OutcomeLogged.self,
        DeviationRecorded.self, FeedbackRecorded.self, Completed.self, Terminated.self,
        ResultsPublished.self,
    ]

    package enum Status: String, Enumeration { case planned, running, suspended, completed, terminated }
    package static let ends: Set<Status> = [.completed, .terminated]

    package struct Site: Hashable, Sendable {
        package enum Status: Hashable, Sendable { case added, active, closed }

        package let addedOn: PartialDate
        package fileprivate(set) var status = Status.added
        /// When it came to be so.
        package fileprivate(set) var since: PartialDate
        /// When it was activated first; `nil` if it never was.
        package fileprivate(set) var activeFrom: PartialDate?

        fileprivate init(addedOn: PartialDate) {
            self.addedOn = addedOn
            since = addedOn
        }

        fileprivate mutating func become(_ status: Status, on occurredOn: PartialDate) {
            self.status = status
            since = occurredOn
            if status == .active { activeFrom = activeFrom ?? occurredOn }
        }
    }

    package struct EthicsOpinion: Hashable, Sendable {
        package let decision: EthicsOpinionRecorded.Decision
        package let givenOn: PartialDate
    }

    package struct Subject: Hashable, Sendable {
        package enum Status: Hashable, Sendable {
            case enrolled, completed
            case withdrawn(PartialDate)
        }

        package fileprivate(set) var status = Status.enrolled
        package let enrolledOn: PartialDate
    }

    package var status = Status.planned
    package private(set) var startedOn: PartialDate?
    package var endedOn: PartialDate?
    /// When each was made a device of the trial.
    package private(set) var devices: [Device.ID: PartialDate] = [:]
    /// The last one for the whole trial (`nil`) and for each site that has one of its own.
    package private(set) var opinions: [LocalID?: EthicsOpinion] = [:]
    package private(set) var sites: [LocalID: Site] = [:]
    package private(set) var subjects: [LocalID: Subject] = [:]
    package private(set) var endpoints: Set<LocalID> = []

    package init() {}

    /// The opinions in force that let the trial start; an unfavourable one for the whole trial outweighs its
    /// sites'.
    package var favourableOpinions: [EthicsOpinion] {
        opinions[nil]?.decision == .unfavourable ? [] : opinions.values.filter { $0.decision == .favourable }
    }
}

// MARK: Planning

extension Trial {
    /// A trial is planned, with the devices that it investigates.
    package struct Planned: CreatingEvent<Trial> {
        package static let type: EventType = "trial.planned"
        package static let refusals: [Rule] = [.amountNotPositive, .countTooLarge]
        package static let command: CommandName = "plan"

        package enum Regime: String, Enumeration {
            case nmpa2022 = "nmpa_2022"
            case none
        }

        /// What the trial is called.
        package var title: String
        /// The devices that it investigates, at least one when it starts; a set stands for its members, too.
        package var devices: [Device.ID]
        /// The institution that answers for the trial.
        package var sponsor: Institution.ID?
        /// How it is laid out (`randomised, single-blind`).
        package var design: Prose?
        /// How many subjects are to take part; at least one.
        package var plannedSubjects: Int64?
        /// Whose deadlines hold for safety reports: those of the Chinese rules of 2022 (`nmpa_2022`), or
        /// none.
        package var regime: Regime
        /// The edition of good clinical practice that it follows (`ISO 14155:2020`).
        package var gcpEdition: String?

        package func check(_ trial: Trial) throws(Refusal) {
            try plannedSubjects?.requireCount(field: "plannedSubjects")
        }

        package func apply(to trial: inout Trial, on occurredOn: PartialDate) {
            trial.devices = Dictionary(devices.map { ($0, occurredOn) }) { first, _ in first }
        }
    }

    /// One more device is investigated.
    package struct DeviceAdded: RecordableEvent<Trial> {
        package static let type: EventType = "trial.device-added"
        package static let effect = Effect.adds
        package static let refusals: [Rule] = [.alreadyExists, .deviceNotInvestigational]
        package static let command: CommandName = "add-device"

        /// The device. Once the trial has started, it must be investigational, registered or marketed.
        package var device: Device.ID

        package func check(
            _ trial: Trial, in records: some Records, _ context: CommandContext
        ) throws(Refusal) {
            guard trial.devices[device] == nil else {
                throw Refusal(.alreadyExists, field: "device", "\(device) is a device of this trial already.")
            }
            if trial.startedOn != nil {
                try Trial.requireInvestigational(device, in: records, field: "device")
            }
        }

        package func apply(to trial: inout Trial, on occurredOn: PartialDate) {
            trial.devices[device] = occurredOn
        }
    }

    /// What an ethics committee said, for the whole trial or for one site, in place of what was said of it
    /// before.
    package struct EthicsOpinionRecorded: RecordableEvent<Trial> {
        package static let type: EventType = "trial.ethics-opinion-recorded"
        package static let effect = Effect.adds
        package static let refusals: [Rule] = [.notFound, .illegalTransition]
        package static let command: CommandName = "record-ethics-opinion"

        package enum Decision: String, Enumeration { case favourable, conditional, unfavourable }

        /// What the committee is called.
        package var committee: String
        /// The site for which the opinion holds; the whole trial if left out.
        package var site: LocalID?
        /// What the committee decided.
        package var decision: Decision

        package func check(_ trial: Trial) throws(Refusal) {
            if let site { _ = try trial.sites.require(site, field: "site") }
        }

        package func apply(to trial: inout Trial, on occurredOn: PartialDate) {
            trial.opinions[site] = EthicsOpinion(decision: decision, givenOn: occurredOn)
        }
    }

    /// What the trial measures.
    package struct EndpointDefined: RecordableEvent<Trial> {
        package static let type: EventType = "trial.endpoint-defined"
        package static let effect = Effect.adds
        package static let refusals: [Rule] = [.alreadyExists]
        package static let command: CommandName = "define-endpoint"

        package enum Kind: String, Enumeration { case primary, secondary, safety, performance }

        /// An id for the endpoint within this trial.
        package var endpoint: LocalID
        /// What the endpoint is called.
        package var title: String
        /// What part it plays in the trial.
        package var type: Kind
        /// How it is measured, with the unit.
        package var measure: Prose

        package func check(_ trial: Trial) throws(Refusal) {
            guard !trial.endpoints.contains(endpoint) else {
                throw Refusal(.alreadyExists, field: "endpoint", "There is an endpoint \(endpoint) already.")
            }
        }

        package func apply(to trial: inout Trial) { trial.endpoints.insert(endpoint) }
    }
}

// MARK: Sites

extension Trial {
    /// A hospital takes part, under an investigator.
    package struct SiteAdded: RecordableEvent<Trial> {
        package static let type: EventType = "trial.site-added"
        package static let effect = Effect.adds
        package static let refusals: [Rule] = [.alreadyExists]
        package static let command: CommandName = "add-site"

        /// An id for the site within this trial.
        package var site: LocalID
        /// The hospital.
        package var institution: Institution.ID
        /// Who conducts the trial there.
        package var investigator: Person.ID

        package var part: Part? { Part("site", site.text) }

        package func check(_ trial: Trial) throws(Refusal) { try trial.sites.requireNew(site, field: "site") }

        package func apply(to trial: inout Trial, on occurredOn: PartialDate) {
            trial.sites[site] = Site(addedOn: occurredOn)
        }
    }

    /// The site may enrol subjects from now on.
    package struct SiteActivated: RecordableEvent<Trial> {
        package static let type: EventType = "trial.site-activated"
        package static let effect = Effect.changes
        package static let refusals: [Rule] = [.illegalTransition, .notFound, .ethicsMissing]
        package static let command: CommandName = "activate-site"

        /// Which site.
        package var site: LocalID

        package var part: Part? { Part("site", site.text) }

        package func check(_ trial: Trial, _ context: CommandContext) throws(Refusal) {
            let known = try trial.sites.require(site, field: "site")
            switch known.status {
            case .active: throw Refusal(.illegalTransition, field: "site", "\(site) is active already.")
            case .added: try context.requireNotBefore("\(site) was added to the trial", on: known.since)
            case .closed: try context.requireNotBefore("\(site) was closed", on: known.since)
            }
            guard trial.opinions[site]?.decision != .unfavourable || context.isStewardWithReason else {
                throw Refusal(
                    .ethicsMissing, field: "site",
                    "The ethics opinion on \(site) is unfavourable; to activate it a steward has to give a reason."
                )
            }
        }

        package func apply(to trial: inout Trial, on occurredOn: PartialDate) {
            trial.sites[site, default: Site(addedOn: .unknown)].become(.active, on: occurredOn)
        }
    }

    /// The site takes no further part.
    package struct SiteClosed: RecordableEvent<Trial> {
        package static let type: EventType = "trial.site-closed"
        package static let effect = Effect.changes
        package static let refusals: [Rule] = [.illegalTransition, .notFound]
        package static let command: CommandName = "close-site"
        package static let afterTheEnd = AfterTheEnd.accepted
        package static let endsItsPart = true

        /// Which site.
        package var site: LocalID

        package var part: Part? { Part("site", site.text) }

        package func check(_ trial: Trial, _ context: CommandContext) throws(Refusal) {
            let known = try trial.sites.require(site, field: "site")
            guard known.status != .closed else {
                throw Refusal(.illegalTransition, field: "site", "\(site) was closed (\(known.since)).")
            }
            let part =
                known.status == .active ? "The activity of \(site)" : "The part of \(site) in the trial"
            try context.requireEnd(of: part, since: known.since)
        }

        package func apply(to trial: inout Trial, on occurredOn: PartialDate) {
            trial.sites[site, default: Site(addedOn: .unknown)].become(.closed, on: occurredOn)
        }
    }
}

// MARK: Life cycle

extension Trial {
    /// The first subject may be enrolled from now on. Before its first favourable opinion a trial starts only
    /// if a steward gives a reason.
    package struct Started: Transition<Trial> {
        package static let type: EventType = "trial.started"
        package static let refusals: [Rule] = [.ethicsMissing, .deviceNotInTrial, .deviceNotInvestigational]
        package static let command: CommandName = "start"
        package static let from: [Status] = [.planned]
        package static let to = Status.running

        package func check(
            _ trial: Trial, in records: some Records, _ context: CommandContext
        ) throws(Refusal) {
            if !context.isStewardWithReason { try trial.requireFavourableOpinion(context) }
            guard let first = trial.devices.values.reduce(nil, PartialDate.first) else {
                throw Refusal(.deviceNotInTrial, "A trial starts with a device at least; this one has none.")
            }
            try context.requireNotBefore("there was a device of the trial", on: first)
            for device in trial.devices.keys.sorted() {
                try Trial.requireInvestigational(device, in: records, field: nil)
            }
        }

        package func apply(to trial: inout Trial, on occurredOn: PartialDate) {
            trial.startedOn = occurredOn
        }
    }

    /// No subject is enrolled until the trial is resumed.
    package struct Suspended: Transition<Trial> {
        package static let type: EventType = "trial.suspended"
        package static let command: CommandName = "suspend"
        package static let from: [Status] = [.running]
        package static let to = Status.suspended

        /// Why it rests.
        package var ground: Prose
    }

    /// A suspended trial goes on.
    package struct Resumed: Transition<Trial> {
        package static let type: EventType = "trial.resumed"
        package static let command: CommandName = "resume"
        package static let from: [Status] = [.suspended]
        package static let to = Status.running
    }

    /// The trial ended as planned.
    package struct Completed: Transition<Trial> {
        package static let type: EventType = "trial.completed"
        package static let refusals: [Rule] = [.intervalReversed]
        package static let command: CommandName = "complete"
        package static let from: [Status] = [.running]
        package static let to = Status.completed
    }

    /// The trial ended before its time.
    package struct Terminated: Transition<Trial> {
        package static let type: EventType = "trial.terminated"
        package static let refusals: [Rule] = [.intervalReversed]
        package static let command: CommandName = "terminate"
        package static let from: [Status] = [.planned, .running, .suspended]
        package static let to = Status.terminated

        /// Why it ended.
        package var ground: Prose
    }

    /// The results can be read by everyone.
    package struct ResultsPublished: RecordableEvent<Trial> {
        package static let type: EventType = "trial.results-published"
        package static let effect = Effect.changes
        package static let refusals: [Rule] = [.illegalTransition]
        package static let command: CommandName = "publish-results"
        package static let afterTheEnd = AfterTheEnd.accepted

        /// A registry's entry, a journal, an address.
        package var `where`: String

        package func check(_ trial: Trial, _ context: CommandContext) throws(Refusal) {
            try trial.require(.completed, .terminated)
            if let endedOn = trial.endedOn { try context.requireNotBefore("the trial ended", on: endedOn) }
        }
    }
}

// MARK: Subjects

extension Trial {
    /// A subject takes part, having consented before.
    package struct SubjectEnrolled: RecordableEvent<Trial> {
        package static let type: EventType = "trial.subject-enrolled"
        package static let effect = Effect.adds
        package static let refusals: [Rule] = [
            .trialNotRunning, .consentMissing, .alreadyExists, .siteNotActive,
        ]
        package static let command: CommandName = "enrol-subject"

        /// The code under which the trial knows the subject; never a name.
        package var subject: LocalID
        /// The active site that enrols the subject.
        package var site: LocalID
        /// When the subject consented; not after the enrolment.
        package var consentedOn: PartialDate
        /// The group to which the subject was assigned.
        package var arm: String?

        package var part: Part? { Part("subject", subject.text) }
        package var within: [Part] { [Part("site", site.text)] }

        package func check(_ trial: Trial, _ context: CommandContext) throws(Refusal) {
            try trial.requireStarted(by: context.occurredOn)
            guard trial.status != .suspended else {
                throw Refusal(.trialNotRunning, "The trial is suspended.")
            }
            try trial.subjects.requireNew(subject, field: "subject")
            try trial.requireActive(site, context)
            guard !consentedOn.isProvablyAfter(context.occurredOn) else {
                throw Refusal(
                    .consentMissing, field: "consentedOn",
                    "Consent was given (\(consentedOn)) after the enrolment (\(context.occurredOn)).")
            }
        }

        package func apply(to trial: inout Trial, on occurredOn: PartialDate) {
            trial.subjects[subject] = Trial.Subject(enrolledOn: occurredOn)
        }
    }

    /// The subject took part to the end.
    package struct SubjectCompleted: RecordableEvent<Trial> {
        package static let type: EventType = "trial.subject-completed"
        package static let effect = Effect.changes
        package static let refusals: [Rule] = [.illegalTransition, .subjectWithdrawn, .subjectUnknown]
        package static let command: CommandName = "complete-subject"

        /// The code under which the trial knows the subject.
        package var subject: LocalID

        package var part: Part? { Part("subject", subject.text) }

        package func check(_ trial: Trial, _ context: CommandContext) throws(Refusal) {
            try trial.requireTakingPart(subject, context)
        }

        package func apply(to trial: inout Trial) { trial.subjects[subject]?.status = .completed }
    }

    /// The subject takes no further part.
    package struct SubjectWithdrawn: RecordableEvent<Trial> {
        package static let type: EventType = "trial.subject-withdrawn"
        package static let effect = Effect.changes
        package static let refusals: [Rule] = [.illegalTransition, .subjectWithdrawn, .subjectUnknown]
        package static let command: CommandName = "withdraw-subject"

        package enum Cause: String, Enumeration {
            case consentWithdrawn = "consent_withdrawn"
            case lostToFollowUp = "lost_to_follow_up"
            case adverseEvent = "adverse_event"
            case deviation, death, other
        }

        /// The code under which the trial knows the subject.
        package var subject: LocalID
        /// What kind of cause it has.
        package var cause: Cause
        /// The cause in words.
        package var ground: Prose?

        package var part: Part? { Part("subject", subject.text) }

        package func check(_ trial: Trial, _ context: CommandContext) throws(Refusal) {
            try trial.requireTakingPart(subject, context)
        }

        package func apply(to trial: inout Trial, on occurredOn: PartialDate) {
            trial.subjects[subject]?.status = .withdrawn(occurredOn)
        }
    }
}

// MARK: Outcomes

extension Trial {
    /// What a device did for one subject, as the investigator saw it.
    package struct OutcomeLogged: RecordableEvent<Trial> {
        package static let type: EventType = "trial.outcome-logged"
        package static let effect = Effect.adds
        package static let refusals: [Rule] = [
            .trialNotRunning, .deviceNotInTrial, .siteNotActive, .subjectWithdrawn, .subjectUnknown,
        ]
        package static let command: CommandName = "log-outcome"

        package enum Result: String, Enumeration {
            case success, partial, failure
            case notEvaluable = "not_evaluable"
        }

        /// The device that was used: one of this trial, or a member of a set that is.
        package var device: Device.ID
        /// How it went. What is not evaluable does not count in the success rate.
        package var result: Result
        /// The subject on whom it was used.
        package var subject: LocalID?
        /// Where it was used; a site of this trial that was active on the day.
        package var site: LocalID?
        /// The endpoint that was measured.
        package var endpoint: LocalID?
        /// The value that was measured.
        package var value: Decimal?
        /// The unit of the value (`mm`).
        package var unit: String?
        /// What else is to be said.
        package var note: Prose?

        // And not within its subject's participation: who withdrew, or completed the trial, may be followed
        // up.
        package var within: [Part] { site.map { [Part("site", $0.text)] } ?? [] }

        package func check(
            _ trial: Trial, in records: some Records, _ context: CommandContext
        ) throws(Refusal) {
            try trial.requireStarted(by: context.occurredOn)
            try trial.requireInvestigated(device, in: records, context)
            if let site { try trial.requireActive(site, context) }
            if let subject { try trial.requireEnrolled(subject, context) }
            if let endpoint, !trial.endpoints.contains(endpoint) {
                throw Refusal(
                    .notFound, field: "endpoint",
                    "There is no endpoint \(endpoint); there \(trial.endpoints.inventory).")
            }
        }
    }

    /// The trial was not conducted as planned. Of a subject before its enrolment, and at a site before it was
    /// added, only with a reason.
    package struct DeviationRecorded: RecordableEvent<Trial> {
        package static let type: EventType = "trial.deviation-recorded"
        package static let effect = Effect.adds
        package static let refusals: [Rule] = [
            .trialNotRunning, .notFound, .illegalTransition, .subjectUnknown,
        ]
        package static let command: CommandName = "record-deviation"

        package enum Severity: String, Enumeration { case minor, major }

        /// The subject whom it concerns.
        package var subject: LocalID?
        /// The site at which it happened.
        package var site: LocalID?
        /// Whether it matters for safety or for the results (`major`) or not (`minor`).
        package var severity: Severity
        /// What happened.
        package var description: Prose
        /// What was done about it.
        package var action: Prose

        package func check(_ trial: Trial, _ context: CommandContext) throws(Refusal) {
            try trial.requireStarted(by: context.occurredOn)
            try trial.requireTogether(
                site, subject, on: context.occurredOn, field: "context.occurredOn", context)
        }
    }

    /// What users of a device said of it.
    package struct FeedbackRecorded: RecordableEvent<Trial> {
        package static let type: EventType = "trial.feedback-recorded"
        package static let effect = Effect.adds
        package static let refusals: [Rule] = [.trialNotRunning, .deviceNotInTrial]
        package static let command: CommandName = "record-feedback"

        package enum Sentiment: String, Enumeration { case acclaimed, positive, neutral, negative }

        /// The device: one of this trial, or a member of a set that is.
        package var device: Device.ID
        /// How it was received.
        package var sentiment: Sentiment
        /// Who said so, if an institution did.
        package var institution: Institution.ID?
        /// Who said so, if a person did.
        package var person: Person.ID?
        /// What was said.
        package var text: Prose

        package func check(
            _ trial: Trial, in records: some Records, _ context: CommandContext
        ) throws(Refusal) {
            try trial.requireStarted(by: context.occurredOn)
            try trial.requireInvestigated(device, in: records, context)
        }
    }
}

// MARK: What several of these rules ask

extension Trial {
    /// A favourable opinion, and not provably a later one.
    fileprivate func requireFavourableOpinion(_ context: CommandContext) throws(Refusal) {
        guard let first = favourableOpinions.map(\.givenOn).reduce(nil, PartialDate.first) else {
            throw Refusal(
                .ethicsMissing,
                "A trial starts with a favourable ethics opinion in force, unless a steward gives a reason.")
        }
        guard !context.occurredOn.isProvablyBefore(first) else {
            throw Refusal(
                .ethicsMissing, field: "context.occurredOn",
                "On \(context.occurredOn) there was no favourable ethics opinion (\(first)); to start before it a "
                    + "steward has to give a reason.")
        }
    }

    fileprivate func requireStarted(by day: PartialDate) throws(Refusal) {
        guard let startedOn else { throw Refusal(.trialNotRunning, "The trial has not started.") }
        guard !day.isProvablyBefore(startedOn) else {
            throw Refusal(
                .trialNotRunning, field: "context.occurredOn",
                "On \(day) the trial had not started (\(startedOn)).")
        }
    }

    /// A device of the trial, or a member of a set that is one.
    /// - Parameter context: of what happened with the device, if it cannot have happened before the device
    ///   was one of the trial. What concerns safety is taken whenever it happened.
    func requireInvestigated(
        _ device: Device.ID, in records: some Records, _ context: CommandContext? = nil
    ) throws(Refusal) {
        if let addedOn = devices[device] {
            try context?.requireNotBefore("\(device) was a device of the trial", on: addedOn)
            return
        }
        let sets = devices.filter { records.find($0.key)?.members.contains(device) == true }
        guard let (first, addedOn) = sets.min(by: { $0.key < $1.key }) else {
            throw Refusal(
                .deviceNotInTrial, field: "device",
                "\(device) is not a device of this trial; there \(devices.keys.inventory).")
        }
        // One of the sets is enough.
        guard let context, sets.values.allSatisfy(context.occurredOn.isProvablyBefore) else { return }
        try context.requireNotBefore("\(first) was a device of the trial", on: addedOn)
    }

    /// Below `investigational` a device has not been shown fit for use in people, and a withdrawn one no
    /// longer is.
    fileprivate static func requireInvestigational(
        _ device: Device.ID, in records: some Records, field: String?
    ) throws(Refusal) {
        let members = records.find(device)?.members ?? []
        for part in [device] + members.sorted() {
            guard let state = records.find(part), !state.mayBeInvestigated else { continue }
            throw Refusal(
                .deviceNotInvestigational, field: field, record: part.stream,
                "\(part) is at stage \(state.stage.rawValue); a trial needs investigational, registered or marketed."
            )
        }
    }

    /// An active site that was closed later was active on the day, unless that was provably before it was
    /// activated.
    fileprivate func requireActive(_ site: LocalID, _ context: CommandContext) throws(Refusal) {
        guard let known = sites[site] else {
            throw Refusal(
                .siteNotActive, field: "site",
                "\(site) is not a site of this trial; there \(sites.keys.inventory).")
        }
        guard let activeFrom = known.activeFrom else {
            throw Refusal(
                .siteNotActive, field: "site",
                known.status == .closed
                    ? "\(site) was closed (\(known.since)) and had not been activated."
                    : "\(site) has not been activated.")
        }
        guard known.status == .active || !context.occurredOn.isProvablyAfter(known.since) else {
            throw Refusal(
                .siteNotActive, field: "site",
                "\(site) was closed (\(known.since)) before \(context.occurredOn).")
        }
        try context.requireNotBefore("\(site) was activated", on: activeFrom)
    }

    /// A site that was ever added and a subject that was ever enrolled, withdrawn or not. What happened to
    /// them provably before that needs a reason: harm counts from the consent on, and what is done without
    /// one is a deviation.
    func requireTogether(
        _ site: LocalID?, _ subject: LocalID?, on day: PartialDate, field: String, _ context: CommandContext
    ) throws(Refusal) {
        if let site {
            let known = try sites.require(site, field: "site")
            try context.requireReasonBefore(
                "\(site) was added to the trial", on: known.addedOn, for: day, field: field)
        }
        if let subject {
            guard let known = subjects[subject] else { throw Trial.unknown(subject) }
            try context.requireReasonBefore(
                "\(subject) was enrolled", on: known.enrolledOn, for: day, field: field)
        }
    }

    fileprivate func requireEnrolled(_ subject: LocalID, _ context: CommandContext) throws(Refusal) {
        guard let known = subjects[subject] else { throw Trial.unknown(subject) }
        if case .withdrawn(let end) = known.status, context.occurredOn.isProvablyAfter(end) {
            throw Refusal(
                .subjectWithdrawn, field: "subject",
                "\(subject) was withdrawn (\(end)) before \(context.occurredOn).")
        }
        try context.requireNotBefore("\(subject) was enrolled", on: known.enrolledOn)
    }

    fileprivate func requireTakingPart(_ subject: LocalID, _ context: CommandContext) throws(Refusal) {
        guard let known = subjects[subject] else { throw Trial.unknown(subject) }
        switch known.status {
        case .enrolled: try context.requireEnd(of: "The participation of \(subject)", since: known.enrolledOn)
        case .completed:
            throw Refusal(.illegalTransition, field: "subject", "\(subject) has completed the trial.")
        case .withdrawn(let end):
            throw Refusal(.subjectWithdrawn, field: "subject", "\(subject) was withdrawn (\(end)).")
        }
    }

    fileprivate static func unknown(_ subject: LocalID) -> Refusal {
        Refusal(.subjectUnknown, field: "subject", "\(subject) is not a subject of this trial.")
    }
}
