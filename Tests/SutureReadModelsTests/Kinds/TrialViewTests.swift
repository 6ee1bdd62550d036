import Testing

@testable import SutureDomain
@testable import SutureReadModels

@Suite struct TrialViewTests {
    @Test func `a trial shows where it stands`() throws {
        var log = TestLog.programme()
        log.record(Trial.Suspended(ground: "heat wave"), "T-1")
        log.record(Trial.Resumed(), "T-1")
        log.record(Trial.Completed(), "T-1", on: "2022-06")
        log.record(Trial.ResultsPublished(where: "Lancet"), "T-1", on: "2022-11")
        #expect(
            try TestViews(log).list("trial") == [
                #"{"id":"T-1","title":"Deep wounds","sponsor":"USST","#
                    + #""sponsorName":"University of Shanghai for Science and Technology","plannedSubjects":40,"#
                    + #""regime":"nmpa_2022","status":"completed","plannedOn":"2021-01","startedOn":"2021-03-01","#
                    + #""endedOn":"2022-06","suspensionGround":"heat wave","publishedIn":"Lancet","#
                    + #""publishedOn":"2022-11","position":23}"#
            ])
    }

    @Test func `subjects, outcomes, deviations and feedback have rows`() throws {
        var log = TestLog.programme()
        log.enrol("01", in: "T-1")
        log.enrol("02", in: "T-1")
        log.record(Trial.SubjectCompleted(subject: "01"), "T-1", on: "2021-05")
        log.record(
            Trial.SubjectWithdrawn(subject: "02", cause: .lostToFollowUp, ground: "moved"), "T-1",
            on: "2021-06")
        log.log(.success, of: "D-1", subject: "01", site: "S1", endpoint: "E1", value: Decimal("7.50"))
        log.record(
            Trial.DeviationRecorded(
                subject: "01", site: nil, severity: .minor, description: "late visit", action: "none"), "T-1")
        log.record(
            Trial.FeedbackRecorded(
                device: "D-1", sentiment: .acclaimed, institution: "RENJI", person: nil, text: "sharp"), "T-1"
        )
        let views = try TestViews(log)
        #expect(try views.column("status", of: "trial-subject") == ["completed", "withdrawn"])
        #expect(try views.column("cause", of: "trial-subject") == ["-", "lost_to_follow_up"])
        #expect(
            try views.list("trial-outcome") == [
                #"{"trial":"T-1","trialName":"Deep wounds","entry":24,"device":"D-1","deviceName":"Needle 3/8","#
                    + #""result":"success","subject":"01","site":"S1","endpoint":"E1","value":"7.50","#
                    + #""occurredOn":"2021-04-01","position":24}"#
            ])
        #expect(try views.column("severity", of: "trial-deviation") == ["minor"])
        #expect(try views.column("text", of: "trial-feedback") == ["sharp"])
        #expect(try views.column("status", of: "trial-site") == ["active"])
    }

    @Test func `a site that is activated again is not closed`() throws {
        var log = TestLog.programme()
        log.record(Trial.SiteClosed(site: "S1"), "T-1", on: "2021-06")
        #expect(try TestViews(log).column("closedOn", of: "trial-site") == ["2021-06"])
        log.record(Trial.SiteActivated(site: "S1"), "T-1", on: "2021-07")
        let views = try TestViews(log)
        #expect(try views.column("status", of: "trial-site") == ["active"])
        #expect(try views.column("activatedOn", of: "trial-site") == ["2021-07"])
        #expect(try views.column("closedOn", of: "trial-site") == ["-"])
    }
}
