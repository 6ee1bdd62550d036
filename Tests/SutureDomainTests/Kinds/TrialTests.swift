import SutureTestSupport
import Testing

@testable import SutureDomain

@Suite struct TrialTests {
    let world = World("device/D-2", "institution/HOSPITAL", "person/P-1")
        .with(
            "D-1",
            Device.Registered(name: "Needle", type: .sutureNeedle, stage: .investigational, members: []))
    let planned = Trial.Planned(title: "Needles in hand surgery", devices: ["D-1"], regime: .none)
    let favourable = Trial.EthicsOpinionRecorded(committee: "Ethics", decision: .favourable)
    let siteAdded = Trial.SiteAdded(site: "A", institution: "HOSPITAL", investigator: "P-1")
    let siteActivated = Trial.SiteActivated(site: "A")
    let enrolled = Trial.SubjectEnrolled(subject: "S-1", site: "A", consentedOn: "unknown")
    let outcome = Trial.OutcomeLogged(device: "D-1", result: .success)

    /// A trial with an active site that started on a day.
    func running(on day: PartialDate = .unknown) -> Given {
        given(planned, favourable, siteAdded, siteActivated, in: world).and(Trial.Started(), on: day)
    }

    @Test func `every event of a trial but its termination is recorded`() {
        let next = Device.Registered(name: "Knife", type: .ultrasonicKnife, stage: .marketed, members: [])
        var story = Story(of: Trial.self, in: world.with("D-3", next))
        story.record(planned)
        story.record(Trial.DeviceAdded(device: "D-3"))
        story.record(favourable)
        story.record(siteAdded)
        story.record(siteActivated)
        story.record(Trial.EndpointDefined(endpoint: "E-1", title: "closure", type: .primary, measure: "mm"))
        story.record(Trial.Started())
        story.record(Trial.Suspended(ground: "audit"))
        story.record(Trial.Resumed())
        story.record(enrolled)
        story.record(Trial.SubjectEnrolled(subject: "S-2", site: "A", consentedOn: "2022-11-06"))
        story.record(
            Trial.OutcomeLogged(
                device: "D-3", result: .partial, subject: "S-1", site: "A", endpoint: "E-1",
                value: Decimal("12.50"), unit: "mm"))
        story.record(
            Trial.DeviationRecorded(
                subject: "S-1", site: "A", severity: .minor, description: "late visit", action: "none"))
        story.record(Trial.FeedbackRecorded(device: "D-1", sentiment: .acclaimed, text: "widely acclaimed"))
        story.record(Trial.SubjectCompleted(subject: "S-1"))
        story.record(Trial.SubjectWithdrawn(subject: "S-2", cause: .lostToFollowUp))
        story.record(Trial.SiteClosed(site: "A"))
        story.record(Trial.Completed())
        story.record(Trial.ResultsPublished(where: "ChiCTR"))
        story.record(NoteAdded<Trial>(text: "A model."))
        story.record(
            AttachmentLinked<Trial>(
                name: "protocol.pdf", mediaType: "application/pdf", size: 1,
                sha256: String(repeating: "00", count: 32)))
        #expect(story.untold == ["trial.terminated"])
    }

    @Test(arguments: [Int64(0), -1])
    func `a trial is not planned for no subjects`(count: Int64) {
        var trial = planned
        trial.plannedSubjects = count
        given(in: world).when(trial)
            .isRefused(
                .amountNotPositive, field: "plannedSubjects",
                saying: "plannedSubjects must be more than zero, not \(count).")
        trial.plannedSubjects = 1
        given(in: world).when(trial).isRecorded()
        trial.plannedSubjects = .max
        given(in: world).when(trial).isRefused(.countTooLarge, field: "plannedSubjects")
    }

    // MARK: Life cycle

    @Test func `a trial starts, rests, goes on, ends and is published`() {
        let started: [any Event<Trial>] = [planned, favourable, Trial.Started()]
        let table = lifeCycleTable(
            [
                [planned, favourable], started, started + [Trial.Suspended(ground: "audit")],
                started + [Trial.Completed()], started + [Trial.Terminated(ground: "harm")],
            ],
            commands: [
                Trial.Started(), Trial.Suspended(ground: "audit"), Trial.Resumed(), Trial.Completed(),
                Trial.Terminated(ground: "harm"), Trial.ResultsPublished(where: "ChiCTR"),
            ],
            in: world)
        #expect(
            table == [
                "planned start ▶ running",
                "planned terminate ▶ terminated",
                "running suspend ▶ suspended",
                "running complete ▶ completed",
                "running terminate ▶ terminated",
                "suspended resume ▶ running",
                "suspended terminate ▶ terminated",
                "completed publish-results ▶ completed",
                "terminated publish-results ▶ terminated",
            ])
    }

    @Test func `a trial does not end before it started`() {
        running(on: "2021").when(Trial.Completed(), occurredOn: "2020")
            .isRefused(.intervalReversed, field: "context.occurredOn")
        running(on: "2021").when(Trial.Terminated(ground: "harm"), occurredOn: "2020")
            .isRefused(.intervalReversed, field: "context.occurredOn")
    }

    // MARK: Ethics

    @Test func `a trial starts only after a favourable opinion, or if a steward gives a reason`() {
        let trial = given(planned, in: world)
        trial.when(Trial.Started()).isRefused(.ethicsMissing)
        trial.when(Trial.Started(), reason: "the seeds name none").isRefused(.ethicsMissing)
        trial.when(Trial.Started(), role: .steward).isRefused(.ethicsMissing)
        trial.when(Trial.Started(), reason: "the seeds name none", role: .steward).isRecorded()
    }

    @Test(arguments: [
        ([Trial.EthicsOpinionRecorded.Decision.conditional], false), ([.unfavourable], false),
        ([.conditional, .favourable], true), ([.favourable, .conditional], false),
        ([.favourable, .unfavourable], false),
    ])
    func `the last decision counts, and a condition is not yet favourable`(
        decisions: [Trial.EthicsOpinionRecorded.Decision], starts: Bool
    ) {
        let trial = decisions.reduce(given(planned, in: world)) {
            $0.and(Trial.EthicsOpinionRecorded(committee: "Ethics", decision: $1))
        }
        let start = trial.when(Trial.Started())
        if starts { start.isRecorded() } else { start.isRefused(.ethicsMissing) }
    }

    @Test func `a site with an unfavourable opinion is activated only if a steward gives a reason`() {
        let no = Trial.EthicsOpinionRecorded(committee: "Ethics", site: "A", decision: .unfavourable)
        let yes = Trial.EthicsOpinionRecorded(committee: "Ethics", site: "A", decision: .favourable)
        let site = Trial.SiteAdded(site: "A", institution: "HOSPITAL", investigator: "P-1")
        let trial = given(planned, site, no, in: world)
        trial.when(Trial.SiteActivated(site: "A"))
            .isRefused(
                .ethicsMissing, field: "site",
                saying:
                    "The ethics opinion on A is unfavourable; to activate it a steward has to give a reason.")
        trial.when(Trial.SiteActivated(site: "A"), reason: "it was changed", role: .steward).isRecorded()
        trial.and(yes).when(Trial.SiteActivated(site: "A")).isRecorded()
    }

    @Test func `an opinion for one site takes back none for the trial, and needs that site`() {
        let forSite = Trial.EthicsOpinionRecorded(committee: "Ethics", site: "A", decision: .unfavourable)
        given(planned, in: world).when(forSite).isRefused(.notFound, field: "site")
        given(planned, favourable, siteAdded, forSite, in: world).when(Trial.Started()).isRecorded()
    }

    @Test(
        arguments: [
            ([(nil, .favourable), ("A", .unfavourable)], true),
            ([("A", .favourable)], true),
            ([("A", .favourable), ("A", .unfavourable)], false),
            ([("A", .favourable), ("A", .conditional)], false),
            ([("A", .favourable), (nil, .conditional)], true),
            ([("A", .favourable), (nil, .unfavourable)], false),
            ([(nil, .unfavourable), ("A", .favourable)], false),
            ([(nil, .unfavourable), ("A", .favourable), (nil, .favourable)], true),
        ] as [([(LocalID?, Trial.EthicsOpinionRecorded.Decision)], Bool)])
    func `each site has its own last opinion, and against the whole trial's none of them helps`(
        opinions: [(LocalID?, Trial.EthicsOpinionRecorded.Decision)], starts: Bool
    ) {
        let trial = opinions.reduce(given(planned, siteAdded, in: world)) {
            $0.and(Trial.EthicsOpinionRecorded(committee: "Ethics", site: $1.0, decision: $1.1))
        }
        let start = trial.when(Trial.Started())
        if starts { start.isRecorded() } else { start.isRefused(.ethicsMissing) }
    }

    // MARK: Devices

    @Test func `a trial without devices is planned, and does not start`() {
        let none = Trial.Planned(title: "Something", devices: [], regime: .none)
        given(in: world).when(none).isRecorded()
        given(none, favourable, in: world).when(Trial.Started())
            .isRefused(
                .deviceNotInTrial, saying: "A trial starts with a device at least; this one has none.")
        given(none, favourable, in: world).and(Trial.DeviceAdded(device: "D-1")).when(Trial.Started())
            .isRecorded()
    }

    @Test(arguments: [
        (Device.Stage.concept, false), (.prototype, false), (.typeTested, false), (.investigational, true),
        (.registered, true), (.marketed, true), (.withdrawn, false),
    ])
    func `a trial starts with devices that are fit for use in people`(stage: Device.Stage, starts: Bool) {
        let staged = world.with("D-1", Device.StageChanged(stage: stage))
        let start = given(planned, favourable, in: staged).when(Trial.Started())
        if starts { start.isRecorded() } else { start.isRefused(.deviceNotInvestigational) }
    }

    @Test func `a set is fit for use only if its members are`() {
        let set = Device.Registered(name: "Set", type: .other, stage: .marketed, members: ["D-1", "D-2"])
        let trial = Trial.Planned(title: "A set", devices: ["SET"], regime: .none)
        given(trial, favourable, in: world.with("SET", set)).when(Trial.Started())
            .isRefused(
                .deviceNotInvestigational,
                saying: "D-2 is at stage concept; a trial needs investigational, registered or marketed.")
    }

    @Test func `a device is added once, and to a started trial only if fit for use`() {
        given(planned, in: world).when(Trial.DeviceAdded(device: "D-1"))
            .isRefused(.alreadyExists, field: "device")
        given(planned, in: world).when(Trial.DeviceAdded(device: "D-2")).isRecorded()
        running().when(Trial.DeviceAdded(device: "D-2")).isRefused(.deviceNotInvestigational, field: "device")
    }

    // MARK: Sites

    @Test func `a site is added, activated, closed and activated again`() {
        given(planned, siteAdded, in: world).when(siteAdded).isRefused(.alreadyExists, field: "site")
        given(planned, in: world).when(siteActivated).isRefused(.notFound, field: "site")
        running().when(siteActivated).isRefused(.illegalTransition, field: "site")
        running().when(Trial.SiteClosed(site: "B"))
            .isRefused(.notFound, field: "site", saying: "There is no site B; there is A.")
        let closed = running().and(Trial.SiteClosed(site: "A"))
        closed.when(Trial.SiteClosed(site: "A")).isRefused(.illegalTransition, field: "site")
        closed.when(siteActivated).isRecorded()
    }

    @Test func `an endpoint is defined once`() {
        let endpoint = Trial.EndpointDefined(endpoint: "E-1", title: "closure", type: .primary, measure: "mm")
        given(planned, endpoint).when(endpoint).isRefused(.alreadyExists, field: "endpoint")
    }

    // MARK: Subjects

    @Test func `subjects are enrolled while the trial runs`() {
        given(planned, siteAdded, siteActivated, in: world).when(enrolled).isRefused(.trialNotRunning)
        running().and(Trial.Suspended(ground: "audit")).when(enrolled).isRefused(.trialNotRunning)
        running(on: "2022-03").when(enrolled, occurredOn: "2022-02")
            .isRefused(.trialNotRunning, field: "context.occurredOn")
        running(on: "2022-03").when(enrolled, occurredOn: "2022").isRecorded()
    }

    @Test func `a subject is enrolled once, at an active site`() {
        running().and(enrolled).when(enrolled).isRefused(.alreadyExists, field: "subject")
        let another = Trial.SiteAdded(site: "B", institution: "HOSPITAL", investigator: "P-1")
        let atB = Trial.SubjectEnrolled(subject: "S-1", site: "B", consentedOn: "unknown")
        running().when(atB).isRefused(.siteNotActive, field: "site")
        running().and(another).when(atB)
            .isRefused(.siteNotActive, field: "site", saying: "B has not been activated.")
    }

    @Test func `consent comes before enrolment`() {
        let consented = Trial.SubjectEnrolled(subject: "S-1", site: "A", consentedOn: "2022-05-02")
        running().when(consented, occurredOn: "2022-05-01").isRefused(.consentMissing, field: "consentedOn")
        running().when(consented, occurredOn: "2022-05-02").isRecorded()
        running().when(consented, occurredOn: "2022-05").isRecorded()
    }

    @Test func `a subject leaves the trial once`() {
        let completed = Trial.SubjectCompleted(subject: "S-1")
        let withdrawn = Trial.SubjectWithdrawn(subject: "S-1", cause: .other)
        running().when(completed).isRefused(.subjectUnknown, field: "subject")
        running().when(withdrawn).isRefused(.subjectUnknown, field: "subject")
        running().and(enrolled, completed).when(completed).isRefused(.illegalTransition, field: "subject")
        running().and(enrolled, completed).when(withdrawn).isRefused(.illegalTransition, field: "subject")
        running().and(enrolled, withdrawn).when(completed).isRefused(.subjectWithdrawn, field: "subject")
    }

    // MARK: Outcomes

    @Test func `an outcome before the start is refused`() {
        given(planned, in: world).when(outcome)
            .isRefused(.trialNotRunning, saying: "The trial has not started.")
        running(on: "2022").when(outcome, occurredOn: "2021")
            .isRefused(.trialNotRunning, field: "context.occurredOn")
    }

    @Test func `an outcome of a suspended trial is recorded`() {
        running().and(Trial.Suspended(ground: "audit")).when(outcome).isRecorded()
    }

    @Test func `an outcome of a device that is not in the trial is refused`() {
        running().when(Trial.OutcomeLogged(device: "D-2", result: .success))
            .isRefused(
                .deviceNotInTrial, field: "device",
                saying: "D-2 is not a device of this trial; there is D-1.")
    }

    @Test func `an outcome of a member of a set that is in the trial is recorded`() {
        let set = Device.Registered(name: "Set", type: .other, members: ["D-2"])
        let trial = Trial.Planned(title: "A set", devices: ["SET"], regime: .none)
        given(trial, Trial.Started(), in: world.with("SET", set))
            .when(Trial.OutcomeLogged(device: "D-2", result: .success)).isRecorded()
    }

    @Test func `an outcome names a site, a subject and an endpoint of the trial`() {
        running().when(Trial.OutcomeLogged(device: "D-1", result: .success, site: "B"))
            .isRefused(.siteNotActive, field: "site", saying: "B is not a site of this trial; there is A.")
        running().when(Trial.OutcomeLogged(device: "D-1", result: .success, subject: "S-1"))
            .isRefused(.subjectUnknown, field: "subject")
        running().when(Trial.OutcomeLogged(device: "D-1", result: .success, endpoint: "E-1"))
            .isRefused(.notFound, field: "endpoint", saying: "There is no endpoint E-1; there is none.")
    }

    @Test func `an outcome typed in late counts for the site and the subject of its day`() {
        let trial = running().and(enrolled)
            .and(
                Trial.SiteClosed(site: "A"), Trial.SubjectWithdrawn(subject: "S-1", cause: .other),
                on: "2022-05")
        let atSite = Trial.OutcomeLogged(device: "D-1", result: .failure, site: "A")
        let ofSubject = Trial.OutcomeLogged(device: "D-1", result: .failure, subject: "S-1")
        trial.when(atSite, occurredOn: "2022-05").isRecorded()
        trial.when(atSite, occurredOn: "2022-06").isRefused(.siteNotActive, field: "site")
        trial.when(ofSubject, occurredOn: "2022-05").isRecorded()
        trial.when(ofSubject, occurredOn: "2022-06").isRefused(.subjectWithdrawn, field: "subject")
    }

    @Test func `a site that was closed without having been active never was`() {
        let trial = running()
            .and(Trial.SiteAdded(site: "B", institution: "HOSPITAL", investigator: "P-1"))
            .and(Trial.SiteClosed(site: "B"), on: "2022-05")
        let message = "B was closed (2022-05) and had not been activated."
        trial.when(Trial.OutcomeLogged(device: "D-1", result: .failure, site: "B"), occurredOn: "2022-04")
            .isRefused(.siteNotActive, field: "site", saying: message)
        trial.and(Trial.SiteActivated(site: "B"))
            .when(Trial.OutcomeLogged(device: "D-1", result: .failure, site: "B")).isRecorded()
    }

    @Test func `facts typed in late are taken if they did not provably occur after the end`() {
        let ended = running().and(Trial.Terminated(ground: "harm"), on: "2022-05")
        let next = Trial.SiteAdded(site: "B", institution: "HOSPITAL", investigator: "P-1")
        for date: PartialDate in ["2022-05-31", "2022", "unknown"] {
            ended.when(outcome, occurredOn: date).isRecorded()
            ended.when(next, occurredOn: date).isRecorded()
        }
        ended.when(outcome, occurredOn: "2022-06").isRefused(.recordClosed, field: "context.occurredOn")
        ended.when(next, occurredOn: "2022-06").isRefused(.recordClosed, field: "context.occurredOn")
    }

    // MARK: Deviations and feedback

    @Test func `a deviation names a site and a subject of the trial`() {
        func deviation(subject: LocalID? = nil, site: LocalID? = nil) -> Trial.DeviationRecorded {
            Trial.DeviationRecorded(
                subject: subject, site: site, severity: .major, description: "wrong device",
                action: "replaced")
        }
        given(planned, in: world).when(deviation()).isRefused(.trialNotRunning)
        running().when(deviation(subject: "S-1")).isRefused(.subjectUnknown, field: "subject")
        running().when(deviation(site: "B")).isRefused(.notFound, field: "site")
        running().and(Trial.SiteClosed(site: "A")).when(deviation(site: "A")).isRecorded()
    }

    @Test func `feedback is about a device of a trial that has started`() {
        let feedback = Trial.FeedbackRecorded(device: "D-2", sentiment: .positive, text: "sharp")
        given(planned, in: world).when(feedback).isRefused(.trialNotRunning)
        running().when(feedback).isRefused(.deviceNotInTrial, field: "device")
    }
}
