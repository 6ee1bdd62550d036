import Testing

@testable import SutureDomain
@testable import SutureReadModels

@Suite struct ActivityViewTests {
    private var planned: TestLog {
        var log = TestLog.programme()
        log.record(
            Activity.Planned(
                types: [.startUpMeeting, .signing], title: "Start-up meeting", venue: "Grand Hall",
                organisers: ["USST", "RENJI"], scheduledFor: "2019-09"),
            "AC-1", on: "..2019-09-26")
        return log
    }

    @Test func `an activity took place at a time of day, elsewhere than planned`() throws {
        var log = planned
        log.record(Activity.Held(venue: "VIP room", at: "09:00"), "AC-1", on: "2019-09-26")
        let views = try TestViews(log)
        #expect(
            try views.list("activity") == [
                #"{"id":"AC-1","title":"Start-up meeting","types":["start_up_meeting","signing"],"#
                    + #""status":"held","venue":"VIP room","plannedOn":"..2019-09-26","scheduledFor":"2019-09","#
                    + #""heldOn":"2019-09-26","heldAt":"09:00","position":21}"#
            ])
        #expect(
            try views.column("organiserName", of: "activity-organiser") == [
                "Renji Hospital", "University of Shanghai for Science and Technology",
            ])
    }

    @Test func `where nothing else is said an activity took place where it was planned`() throws {
        var log = planned
        log.record(Activity.Held(), "AC-1")
        #expect(try TestViews(log).column("venue", of: "activity") == ["Grand Hall"])
    }

    @Test func `a cancelled activity says why`() throws {
        var log = planned
        log.record(Activity.Cancelled(ground: "rain"), "AC-1", on: "2019-09-20")
        let views = try TestViews(log)
        #expect(try views.column("status", of: "activity") == ["cancelled"])
        #expect(try views.column("cancelledOn", of: "activity") == ["2019-09-20"])
        #expect(try views.column("cancellationGround", of: "activity") == ["rain"])
        #expect(try TestViews(log).kept.value("activities.held") == 0)
    }

    @Test func `who spoke and who came is listed`() throws {
        var log = planned
        log.record(
            Activity.SpeechGiven(person: "P-0001", summary: "On needles", quote: "Pinhead"), "AC-1",
            on: "2019-09-26")
        log.record(Activity.AttendanceRecorded(institution: "RENJI", count: 12), "AC-1", on: "2019-09-26")
        log.record(Activity.AttendanceRecorded(person: "P-0002"), "AC-1", on: "2019-09-26")
        let views = try TestViews(log)
        #expect(
            try views.list("activity-speech") == [
                #"{"activity":"AC-1","activityName":"Start-up meeting","entry":21,"person":"P-0001","#
                    + #""personName":"Wu Tao","summary":"On needles","quote":"Pinhead","#
                    + #""givenOn":"2019-09-26","position":21}"#
            ])
        #expect(try views.column("institution", of: "activity-attendance") == ["RENJI", "-"])
        #expect(try views.column("count", of: "activity-attendance") == ["12", "-"])
        #expect(try views.column("personName", of: "activity-attendance") == ["-", "Li Na"])
    }

    @Test func `an activity of two types counts for each, once it took place`() throws {
        var log = planned
        log.record(Activity.Planned(types: [.forum], title: "Forum", organisers: []), "AC-2")
        log.record(Activity.Held(), "AC-1")
        let reader = try TestViews(log).kept
        #expect(try reader.value("activities.held") == 1)
        #expect(try reader.value("activities.held", "signing") == 1)
        #expect(try reader.value("activities.held", "start_up_meeting") == 1)
        #expect(try reader.value("activities.held", "forum") == 0)
        let report = try reader.reader.programme(metric: "activities.held")
        #expect(
            report.figures.map { "\($0.parameters["type"] ?? "-") \($0.value ?? -1)" } == [
                "- 1", "signing 1", "start_up_meeting 1",
            ])
    }
}
