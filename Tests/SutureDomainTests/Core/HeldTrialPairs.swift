import SutureTestSupport
import Testing

@testable import SutureDomain

/// What may not come before what in trials, and where safety is at stake.
extension IntervalTests {
    static var trials: [Pair] {
        let needle = Device.Registered(name: "N", type: .sutureNeedle, stage: .investigational, members: [])
        let world = World("institution/I", "person/P").with("D", needle).with("E", needle)
        let planned = Trial.Planned(title: "T", devices: ["D"], regime: .none)
        let favourable = Trial.EthicsOpinionRecorded(committee: "C", decision: .favourable)
        let added = Trial.SiteAdded(site: "S", institution: "I", investigator: "P")
        let active = Trial.SiteActivated(site: "S")
        let enrolled = Trial.SubjectEnrolled(subject: "1", site: "S", consentedOn: "unknown")
        let running = given(planned, favourable, Trial.Started(), in: world)
        let withSite = running.and(added)
        let open = withSite.and(active)
        func outcome(site: LocalID? = nil, subject: LocalID? = nil, device: Device.ID = "D")
            -> Trial
            .OutcomeLogged
        {
            Trial.OutcomeLogged(device: device, result: .success, subject: subject, site: site)
        }
        func deviation(site: LocalID? = nil, subject: LocalID? = nil) -> Trial.DeviationRecorded {
            Trial.DeviationRecorded(
                subject: subject, site: site, severity: .major, description: "wrong arm", action: "told")
        }
        let empty = Trial.Planned(title: "T", devices: [], regime: .none)
        return [
            pair(.beforeExistence, running, began: [added], active),
            pair(.beforeExistence, open, began: [Trial.SiteClosed(site: "S")], active),
            pair(.intervalReversed, withSite, began: [active], Trial.SiteClosed(site: "S")),
            pair(.intervalReversed, running, began: [added], Trial.SiteClosed(site: "S")),
            pair(.beforeExistence, withSite, began: [active], enrolled),
            pair(.beforeExistence, withSite, began: [active], outcome(site: "S")),
            pair(.intervalReversed, open, began: [enrolled], Trial.SubjectCompleted(subject: "1")),
            pair(
                .intervalReversed, open, began: [enrolled],
                Trial.SubjectWithdrawn(subject: "1", cause: .other)),
            pair(.beforeExistence, open, began: [enrolled], outcome(subject: "1")),
            pair(.beforeExistence, running, began: [Trial.DeviceAdded(device: "E")], outcome(device: "E")),
            pair(
                .beforeExistence, running, began: [Trial.DeviceAdded(device: "E")],
                Trial.FeedbackRecorded(device: "E", sentiment: .positive, text: "good")),
            pair(.beforeExistence, running, began: [added], deviation(site: "S")),
            pair(.beforeExistence, open, began: [enrolled], deviation(subject: "1")),
            pair(.intervalReversed, open, began: [enrolled], Trial.SiteClosed(site: "S")),
            pair(.intervalReversed, open, began: [outcome(site: "S")], Trial.SiteClosed(site: "S")),
            pair(.trialNotRunning, given(planned, in: world), began: [Trial.Started()], outcome()),
            pair(.beforeExistence, given(in: world), began: [planned, favourable], Trial.Started()),
            pair(.ethicsMissing, given(planned, in: world), began: [favourable], Trial.Started()),
            pair(
                .beforeExistence, given(empty, favourable, in: world),
                began: [Trial.DeviceAdded(device: "D")],
                Trial.Started()),
            pair(
                .beforeExistence, running, began: [Trial.Completed()],
                Trial.ResultsPublished(where: "a journal")),
            pair(
                .intervalReversed, given(planned, favourable, in: world), began: [Trial.Started()],
                Trial.Suspended(ground: "audit")),
            pair(.intervalReversed, running, began: [Trial.Suspended(ground: "audit")], Trial.Resumed()),
            pair(
                .intervalReversed, given(planned, favourable, in: world), began: [Trial.Started()],
                Trial.Completed()),
            pair(
                .intervalReversed, running, began: [Trial.Suspended(ground: "audit")],
                Trial.Terminated(ground: "harm")),
            pair(
                .intervalReversed, given(needle), began: [Device.StageChanged(stage: .registered)],
                Device.StageChanged(stage: .marketed)),
        ]
    }

    static var safety: [Pair] {
        let world = World("device/D")
        let event = AdverseEvent.Reported(
            affected: .user, device: "D", description: "cut", onset: "unknown", criteria: [],
            outcome: .recovered)
        let deficiency = Deficiency.Reported(
            device: "D", type: .quality, description: "blunt", couldHaveLedToSeriousEvent: false)
        let closed = AdverseEvent.Closed()
        let trial = Trial.Planned(title: "T", devices: ["D"], regime: .none)
        let added = Trial.SiteAdded(site: "S", institution: "I", investigator: "P")
        let enrolled = Trial.SubjectEnrolled(subject: "1", site: "S", consentedOn: "unknown")
        /// A user's cut that began then.
        let begun: @Sendable (PartialDate) -> Given = {
            var event = event
            event.onset = $0
            return given(event, in: world)
        }
        /// One of a trial.
        func inTrial(site: LocalID? = nil, subject: LocalID? = nil)
            -> @Sendable (PartialDate) -> AdverseEvent.Reported
        {
            {
                AdverseEvent.Reported(
                    trial: "T", site: site, affected: .subject, subject: subject, device: "D",
                    description: "cut", onset: $0, criteria: [], outcome: .recovered)
            }
        }
        return [
            pair(
                .beforeExistence, field: "onset",
                given: { given(in: world.with("T", trial).with("T", added, on: $0)) },
                inTrial(site: "S")),
            pair(
                .beforeExistence, field: "onset",
                given: { given(in: world.with("T", trial, added).with("T", enrolled, on: $0)) },
                inTrial(subject: "1")),
            pair(.beforeExistence, given: begun) { _ in
                AdverseEvent.CausalityAssessed(
                    party: .sponsor, toDevice: .possible, toProcedure: .possible, anticipated: true)
            },
            pair(.beforeExistence, given: begun) { _ in AdverseEvent.Revised(severity: .mild) },
            pair(.beforeExistence, given: begun) { _ in AdverseEvent.FollowedUp(text: "healed") },
            pair(.beforeExistence, given: begun) { _ in closed },
            pair(
                .intervalReversed, given(event, closed, in: world),
                began: [AdverseEvent.Reopened(ground: "new")], closed),
            pair(
                .intervalReversed, given(event, in: world), began: [closed],
                AdverseEvent.Reopened(ground: "new")),
            pair(.beforeExistence, given(in: world), began: [deficiency], Deficiency.Closed()),
        ]
    }
}
