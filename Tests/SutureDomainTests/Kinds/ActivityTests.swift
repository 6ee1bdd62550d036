import SutureTestSupport
import Testing

@testable import SutureDomain

@Suite struct ActivityTests {
    let world = World("institution/USST", "person/P-1")
    let planned = Activity.Planned(
        types: [.startUpMeeting, .signing, .inauguration], title: "Start-up meeting", venue: "Grand Hall",
        organisers: ["USST"], scheduledFor: "2019-09-26")
    let held = Activity.Held(venue: "VIP room on the second floor of the Grand Hall", at: "09:00")
    let cancelled = Activity.Cancelled(ground: "pandemic")
    let speech = Activity.SpeechGiven(
        person: "P-1", summary: "Small products are related to large industries.", quote: "Pinhead")
    let attendance = Activity.AttendanceRecorded(institution: "USST", count: 30)

    @Test func `every event of an activity is recorded`() {
        var story = Story(of: Activity.self, in: world)
        story.record(planned, occurredOn: "..2019-09-26")
        story.record(held, occurredOn: "2019-09-26")
        story.record(speech, occurredOn: "2019-09-26")
        story.record(attendance, occurredOn: "2019-09-26")
        story.record(NoteAdded<Activity>(text: "It rained."))
        story.record(
            AttachmentLinked<Activity>(
                name: "minutes.pdf", mediaType: "application/pdf", size: 1,
                sha256: String(repeating: "00", count: 32)))
        var other = Story(of: Activity.self, in: world)
        other.record(planned)
        other.record(cancelled)
        #expect(story.untold.filter { other.untold.contains($0) } == [])
    }

    @Test func `an activity is held or cancelled`() {
        let table = lifeCycleTable(
            [[planned], [planned, held], [planned, cancelled]],
            commands: [held, cancelled, speech, attendance], in: world)
        #expect(
            table == [
                "planned hold ▶ held", "planned cancel ▶ cancelled", "planned record-speech ▶ planned",
                "planned record-attendance ▶ planned",
                "held record-speech ▶ held", "held record-attendance ▶ held",
                "cancelled record-speech ✗ record-closed", "cancelled record-attendance ✗ record-closed",
            ])
    }

    @Test func `an activity is not held before it was planned`() {
        given(planned, on: "2019-09", in: world).when(held, occurredOn: "2019-08")
            .isRefused(.beforeExistence, field: "context.occurredOn")
        given(planned, on: "2019-09", in: world).when(cancelled, occurredOn: "2019-08")
            .isRefused(.beforeExistence, field: "context.occurredOn")
    }

    @Test func `a date of the plan is one`() {
        var reversed = planned
        reversed.scheduledFor = "2020..2019-09-26"
        given(in: world).when(reversed).isRefused(.intervalReversed, field: "scheduledFor")
    }

    // MARK: Who came, and what was said

    @Test func `speech and attendance may be typed in late`() {
        let over = given(planned, in: world).and(held, on: "2019-09-26")
        over.when(speech, occurredOn: "2019-09-26").isRecorded()
        over.when(attendance, occurredOn: "2019-09").isRecorded()
        over.when(speech)
            .isRefused(
                .recordClosed, field: "context.occurredOn",
                saying: "activity/X had ended (2019-09-26) before 2022-11-07.")
        over.when(attendance).isRefused(.recordClosed, field: "context.occurredOn")
    }

    @Test func `nobody came to what was cancelled`() {
        let off = given(planned, in: world).and(cancelled, on: "2020-02")
        off.when(speech, occurredOn: "2020-01")
            .isRefused(
                .recordClosed, saying: "The activity was cancelled (2020-02); nobody came to it.")
        off.when(attendance, occurredOn: "2020-01").isRefused(.recordClosed)
    }

    @Test(arguments: [
        Activity.AttendanceRecorded(institution: "USST"), Activity.AttendanceRecorded(person: "P-1"),
        Activity.AttendanceRecorded(count: 1),
        Activity.AttendanceRecorded(institution: "USST", person: "P-1", count: 2),
    ])
    func `an institution came, or a person, or so many`(attendance: Activity.AttendanceRecorded) {
        given(planned, in: world).when(attendance).isRecorded()
    }

    @Test func `somebody came`() {
        given(planned, in: world).when(Activity.AttendanceRecorded())
            .isRefused(
                .amountNotPositive, field: "count",
                saying: "Nobody came: name an institution or a person, or say how many came.")
        given(planned, in: world).when(Activity.AttendanceRecorded(institution: "USST", count: 0))
            .isRefused(
                .amountNotPositive, field: "count", saying: "count must be more than zero, not 0.")
        given(planned, in: world).when(Activity.AttendanceRecorded(count: .max))
            .isRefused(.countTooLarge, field: "count")
    }

    // MARK: Those who met there

    @Test func `a unit is inaugurated at an activity that exists`() {
        let initiated = Unit.Initiated(name: "Institute", type: .researchInstitute, initiators: [])
        let inaugurated = Unit.Inaugurated(by: ["P-1"], activity: "MEETING")
        given(initiated, in: world).when(inaugurated).isRefused(.notFound, field: "activity")
        given(initiated, in: world.with("MEETING", planned)).when(inaugurated).isRecorded()
    }
}
