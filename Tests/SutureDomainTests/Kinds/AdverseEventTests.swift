import SutureTestSupport
import Testing

@testable import SutureDomain

@Suite struct AdverseEventTests {
    /// A trial of a set, with a subject that was withdrawn, which has ended.
    static let world = World("institution/HOSPITAL", "person/P-1", "device/D-1", "device/D-9")
        .with("SET", Device.Registered(name: "Kit", type: .other, members: ["D-1"]))
        .with(
            "T-1", Trial.Planned(title: "Kits", devices: ["SET"], regime: .nmpa2022),
            Trial.SiteAdded(site: "A", institution: "HOSPITAL", investigator: "P-1"), Trial.Started(),
            Trial.SubjectEnrolled(subject: "S-1", site: "A", consentedOn: "unknown"),
            Trial.SubjectWithdrawn(subject: "S-1", cause: .death),
            on: "2021"
        )
        .with("T-1", Trial.Completed(), on: "2021-12-31")

    static let reported = AdverseEvent.Reported(
        trial: "T-1", site: "A", affected: .subject, subject: "S-1", device: "D-1", term: "dehiscence",
        description: "The wound opened.", onset: "2022-03-14", awareAt: Instant("2022-03-15T08:00:00Z"),
        severity: .moderate, criteria: [.hospitalisation], outcome: .recovering)

    /// Outside of any trial.
    static let aside = AdverseEvent.Reported(
        affected: .user, device: "D-9", description: "A finger was pricked.", onset: "unknown", criteria: [],
        outcome: .unknown)

    private func assessed(
        _ party: AdverseEvent.CausalityAssessed.Party,
        _ toDevice: AdverseEvent.CausalityAssessed.Relation = .possible,
        toProcedure: AdverseEvent.CausalityAssessed.Relation = .possible, anticipated: Bool = false
    ) -> AdverseEvent.CausalityAssessed {
        AdverseEvent.CausalityAssessed(
            party: party, toDevice: toDevice, toProcedure: toProcedure, anticipated: anticipated)
    }

    private func report(
        _ change: (inout AdverseEvent.Reported) -> Void, from start: AdverseEvent.Reported = reported
    ) -> Then<AdverseEvent.Reported> {
        var event = start
        change(&event)
        return given(in: Self.world).when(event)
    }

    @Test func `every event of an adverse event is recorded, though its trial has ended`() {
        var story = Story(of: AdverseEvent.self, in: Self.world)
        story.record(Self.reported)
        story.record(
            AdverseEvent.Notified(
                by: .investigator, recipient: .sponsor, type: .initial,
                at: Instant(microseconds: 1_647_400_000_000_000)))
        story.record(assessed(.investigator))
        story.record(assessed(.sponsor, .notRelated))
        story.record(
            AdverseEvent.Revised(severity: .severe, criteria: [.death], outcome: .fatal), reason: "died")
        story.record(AdverseEvent.FollowedUp(text: "The autopsy found nothing new."))
        story.record(AdverseEvent.Closed())
        story.record(AdverseEvent.Reopened(ground: "a second autopsy"))
        story.record(NoteAdded<AdverseEvent>(text: "See the minutes."))
        story.record(
            AttachmentLinked<AdverseEvent>(
                name: "autopsy.pdf", mediaType: "application/pdf", size: 1,
                sha256: String(repeating: "00", count: 32)))
        #expect(story.untold == [])
    }

    @Test func `an event outside of a trial needs no subject, and may bring a regime`() {
        report({ _ in }, from: Self.aside).isRecorded()
        report({ $0.regime = .nmpa2022 }, from: Self.aside).isRecorded()
    }

    @Test func `an event of a trial is covered by the lock of the trial`() throws {
        #expect(Self.reported.lockedThrough?.text == "trial/T-1")
        #expect(Self.aside.lockedThrough == nil)
        let event: AdverseEvent? = Self.world.with("X", Self.reported).find("X")
        #expect(event?.lockedThrough?.text == "trial/T-1")
    }

    // MARK: Where it happened

    @Test func `a subject is known to the trial, withdrawn or not`() {
        report { $0.subject = "S-2" }
            .isRefused(
                .subjectUnknown, field: "subject", saying: "S-2 is not a subject of this trial.")
        report { $0.subject = nil }.isRecorded()
        report({ $0.subject = "S-1" }, from: Self.aside)
            .isRefused(
                .subjectUnknown, field: "subject",
                saying: "S-1 is the code of a subject in a trial; name the trial too.")
    }

    @Test func `a site is one of the trial`() {
        report { $0.site = "B" }
            .isRefused(.notFound, field: "site", saying: "There is no site B; there is A.")
        report({ $0.site = "A" }, from: Self.aside)
            .isRefused(
                .notFound, field: "site", saying: "A is a site of a trial; name the trial too.")
    }

    @Test func `a device is one of the trial, the members of its sets too`() {
        report { $0.device = "SET" }.isRecorded()
        report { $0.device = "D-9" }
            .isRefused(
                .deviceNotInTrial, field: "device",
                saying: "D-9 is not a device of this trial; there is SET.")
    }

    @Test func `a trial has a regime of its own`() {
        report { $0.regime = .nmpa2022 }
            .isRefused(
                .alreadyExists, field: "regime",
                saying: "T-1 has its own regime; leave out nmpa_2022 here.")
    }

    // MARK: When it happened

    @Test(arguments: [
        // The day is over in UTC but not in Honolulu, and has come in Kiritimati while UTC is behind.
        ("2022-03-15", "2022-03-15T08:00:00Z", true), ("2022-03-16", "2022-03-15T10:00:00Z", true),
        ("2022-03-16", "2022-03-15T09:59:59Z", false), ("2022-03-17", "2022-03-15T23:00:00Z", false),
        ("2022", "2022-03-15T08:00:00Z", true), ("2023", "2022-03-15T08:00:00Z", false),
        ("unknown", "2022-03-15T08:00:00Z", true),
    ])
    func `nobody knows of it before it began, as far as can be proved`(
        onset: String, awareAt: String, isRecorded: Bool
    ) throws {
        let onset = try #require(PartialDate(onset))
        let awareAt = try #require(Instant(awareAt))
        let then = report {
            $0.onset = onset
            $0.awareAt = awareAt
        }
        if isRecorded {
            then.isRecorded()
        } else if onset == "2023" {
            then.isRefused(
                .occurredInFuture, field: "onset", saying: "2023 has not come yet; today is 2022-11-07.")
        } else {
            then.isRefused(
                .onsetAfterAwareness, field: "onset",
                saying: "Nobody could know of it (\(awareAt)) before it began (\(onset)).")
        }
    }

    @Test func `what is still to come is not known yet`() throws {
        let tomorrow = try #require(Instant("2022-11-08T12:00:00Z"))
        report { $0.awareAt = tomorrow }
            .isRefused(
                .occurredInFuture, field: "awareAt",
                saying: "2022-11-08T12:00:00.000000Z has not come yet; today is 2022-11-07.")
        report { $0.awareAt = Instant("2022-11-08T11:59:59Z") }.isRecorded()
        given(Self.reported, in: Self.world)
            .when(AdverseEvent.Notified(by: .sponsor, recipient: .authority, type: .final, at: tomorrow))
            .isRefused(.occurredInFuture, field: "at")
    }

    @Test func `nobody is told of it before it began`() throws {
        let before = try #require(Instant("2022-03-12T09:00:00Z"))
        let told = AdverseEvent.Notified(by: .sponsor, recipient: .authority, type: .final, at: before)
        given(Self.reported, in: Self.world).when(told)
            .isRefused(
                .intervalReversed, field: "at",
                saying:
                    "Nobody could be told of it (2022-03-12T09:00:00.000000Z) before it began (2022-03-14).")
        #expect(told.statedTime == .instant(before, field: "at"))
        #expect(Self.reported.statedTime == .date("2022-03-14", field: "onset"))
        #expect(Self.aside.statedTime == nil)
    }

    // MARK: Death

    @Test func `a fatal outcome and the criterion death come together`() {
        report { $0.outcome = .fatal }
            .isRefused(
                .fatalInconsistent, field: "criteria",
                saying: "A fatal outcome needs death among the criteria.")
        report { $0.criteria = [.death] }
            .isRefused(
                .fatalInconsistent, field: "outcome",
                saying: "With death among the criteria the outcome is fatal, not recovering.")
        report {
            $0.criteria = [.hospitalisation, .death]
            $0.outcome = .fatal
        }.isRecorded()
    }

    @Test func `a revision is checked against what stands`() {
        let event = given(Self.reported, in: Self.world)
        event.when(AdverseEvent.Revised(outcome: .fatal)).isRefused(.fatalInconsistent, field: "criteria")
        event.when(AdverseEvent.Revised(criteria: [.hospitalisation, .death]))
            .isRefused(.fatalInconsistent, field: "outcome")
        let fatal = AdverseEvent.Revised(criteria: [.hospitalisation, .death], outcome: .fatal)
        event.when(fatal).isRecorded()
        event.and(fatal).when(AdverseEvent.Revised(outcome: .recovered), reason: "another patient")
            .isRefused(.fatalInconsistent, field: "outcome")
        event.and(fatal).when(AdverseEvent.Revised(criteria: []), reason: "another patient")
            .isRefused(.fatalInconsistent, field: "criteria")
        event.and(fatal)
            .when(AdverseEvent.Revised(criteria: [], outcome: .recovered), reason: "another patient")
            .isRecorded()
    }

    // MARK: Lowering a judgement

    @Test func `a lower severity needs a reason, a higher one does not`() {
        let event = given(Self.reported, in: Self.world)
        event.when(AdverseEvent.Revised(severity: .mild))
            .isRefused(
                .downgradeNeedsReason, field: "severity",
                saying: "To lower severity from moderate to mild needs a reason.")
        event.when(AdverseEvent.Revised(severity: .mild), reason: "a slip of the pen").isRecorded()
        event.when(AdverseEvent.Revised(severity: .severe)).isRecorded()
    }

    @Test func `taking a criterion back needs a reason, though another is added`() {
        let event = given(Self.reported, in: Self.world)
        let other = AdverseEvent.Revised(criteria: [.lifeThreatening])
        event.when(other)
            .isRefused(
                .downgradeNeedsReason, field: "criteria",
                saying: "To take back hospitalisation needs a reason.")
        event.when(other, reason: "never admitted").isRecorded()
        event.when(AdverseEvent.Revised(criteria: [.hospitalisation, .lifeThreatening])).isRecorded()
    }

    @Test(arguments: [
        (AdverseEvent.Outcome.notRecovered, AdverseEvent.Outcome.recovered, true),
        (.recovering, .unknown, true), (.recovered, .recoveredWithSequelae, true),
        (.recoveredWithSequelae, .recovered, false), (.recoveredWithSequelae, .unknown, false),
    ])
    func `recovery needs no reason, but lasting harm is not taken back without one`(
        before: AdverseEvent.Outcome, after: AdverseEvent.Outcome, isRecorded: Bool
    ) {
        var reported = Self.reported
        reported.outcome = before
        let event = given(reported, in: Self.world)
        let revised = AdverseEvent.Revised(outcome: after)
        if isRecorded {
            event.when(revised).isRecorded()
        } else {
            event.when(revised)
                .isRefused(
                    .downgradeNeedsReason, field: "outcome",
                    saying: "To lower outcome from \(before.rawValue) to \(after.rawValue) needs a reason.")
            event.when(revised, reason: "healed after all").isRecorded()
        }
    }

    @Test func `a death is not taken back without a reason`() {
        var fatal = Self.reported
        fatal.criteria = [.death]
        fatal.outcome = .fatal
        let event = given(fatal, in: Self.world)
        let alive = AdverseEvent.Revised(criteria: [], outcome: .recovered)
        event.when(alive).isRefused(.downgradeNeedsReason, field: "criteria")
        event.when(alive, reason: "mistaken identity").isRecorded()
    }

    @Test func `a party lowers its own judgement with a reason only`() {
        let event = given(Self.reported, assessed(.sponsor, .probable), in: Self.world)
        event.when(assessed(.sponsor, .possible))
            .isRefused(
                .downgradeNeedsReason, field: "toDevice",
                saying: "To lower toDevice from probable to possible needs a reason.")
        event.when(assessed(.sponsor, .causal, toProcedure: .notRelated))
            .isRefused(.downgradeNeedsReason, field: "toProcedure")
        event.when(assessed(.sponsor, .causal, anticipated: true))
            .isRefused(
                .downgradeNeedsReason, field: "anticipated",
                saying: "To lower anticipated from false to true needs a reason.")
        event.when(assessed(.sponsor, .notRelated, anticipated: true), reason: "the lab's finding")
            .isRecorded()
        event.when(assessed(.sponsor, .causal, toProcedure: .causal)).isRecorded()
        event.when(assessed(.investigator, .notRelated, anticipated: true)).isRecorded()
    }

    // MARK: Life cycle

    @Test func `an event of a trial is closed after both assessments only`() {
        let event = given(Self.reported, in: Self.world)
        event.when(AdverseEvent.Closed())
            .isRefused(
                .causalityMissing,
                saying: "In a trial investigator and sponsor assess the cause before the event is closed; "
                    + "missing: investigator, sponsor.")
        event.and(assessed(.sponsor), assessed(.committee)).when(AdverseEvent.Closed())
            .isRefused(
                .causalityMissing,
                saying: "In a trial investigator and sponsor assess the cause before the event is closed; "
                    + "missing: investigator.")
        event.and(assessed(.sponsor), assessed(.investigator)).when(AdverseEvent.Closed()).isRecorded()
    }

    @Test func `an event is closed and reopened`() {
        let closed: [any Event<AdverseEvent>] = [Self.aside, AdverseEvent.Closed()]
        let table = lifeCycleTable(
            [[Self.aside], closed, closed + [AdverseEvent.Reopened(ground: "news")]],
            commands: [AdverseEvent.Closed(), AdverseEvent.Reopened(ground: "news")], in: Self.world)
        #expect(table == ["open close ▶ closed", "closed reopen ▶ open", "open close ▶ closed"])
    }

    @Test
    func `of a closed event what was judged before is typed in late, and who was told is always recorded`() {
        let closed = given(Self.aside, in: Self.world).and(AdverseEvent.Closed(), on: "2022-05-01")
        closed.when(assessed(.sponsor), occurredOn: "2022-04").isRecorded()
        closed.when(assessed(.sponsor), occurredOn: "2022-06")
            .isRefused(.recordClosed, field: "context.occurredOn")
        closed.when(AdverseEvent.Revised(severity: .mild), occurredOn: "2022-06")
            .isRefused(.recordClosed, field: "context.occurredOn")
        closed.when(AdverseEvent.FollowedUp(text: "Healed."), occurredOn: "2022-06").isRecorded()
        closed.when(
            AdverseEvent.Notified(
                by: .sponsor, recipient: .authority, type: .final, at: Instant(microseconds: 0)),
            occurredOn: "2022-06"
        ).isRecorded()
        closed.and(AdverseEvent.Reopened(ground: "news")).when(assessed(.sponsor), occurredOn: "2022-06")
            .isRecorded()
    }
}
