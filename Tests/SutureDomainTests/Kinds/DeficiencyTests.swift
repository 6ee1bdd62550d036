import SutureTestSupport
import Testing

@testable import SutureDomain

@Suite struct DeficiencyTests {
    let world = AdverseEventTests.world.with("AE-1", AdverseEventTests.reported)
    let reported = Deficiency.Reported(
        trial: "T-1", device: "D-1", type: .malfunction, description: "The needle bent.",
        couldHaveLedToSeriousEvent: true, awareAt: Instant("2022-03-15T08:00:00Z"), adverseEvent: "AE-1")

    @Test func `every event of a deficiency is recorded, though its trial has ended`() throws {
        var story = Story(of: Deficiency.self, in: world)
        story.record(reported)
        story.record(
            Deficiency.Notified(
                by: .investigator, recipient: .sponsor, type: .initial,
                at: try #require(Instant("2022-11-07T08:00:00Z"))))
        story.record(Deficiency.Investigated(finding: "soft steel", conclusion: "another supplier"))
        story.record(Deficiency.Closed())
        story.record(NoteAdded<Deficiency>(text: "See the minutes."))
        story.record(
            AttachmentLinked<Deficiency>(
                name: "photo.jpg", mediaType: "image/jpeg", size: 1,
                sha256: String(repeating: "00", count: 32)))
        #expect(story.untold == [])
    }

    @Test func `nobody is told of a deficiency before it was found`() throws {
        let told = Deficiency.Notified(
            by: .investigator, recipient: .sponsor, type: .initial,
            at: try #require(Instant("2022-03-01T08:00:00Z")))
        given(reported, on: "2022-03-15", in: world).when(told)
            .isRefused(
                .intervalReversed, field: "at",
                saying:
                    "Nobody could be told of it (2022-03-01T08:00:00.000000Z) before it was found (2022-03-15)."
            )
        for found in ["2022-03-01", "2022", "..2022-03-15", "unknown"] {
            given(reported, on: PartialDate(stringLiteral: found), in: world).when(told).isRecorded()
        }
    }

    @Test func `a deficiency of a trial is covered by the lock of the trial`() {
        #expect(reported.lockedThrough?.text == "trial/T-1")
        let deficiency: Deficiency? = world.with("X", reported).find("X")
        #expect(deficiency?.lockedThrough?.text == "trial/T-1")
    }

    @Test func `a device is one of the trial, the members of its sets too`() {
        var other = reported
        other.device = "D-9"
        given(in: world).when(other)
            .isRefused(
                .deviceNotInTrial, field: "device",
                saying: "D-9 is not a device of this trial; there is SET.")
        other.trial = nil
        given(in: world).when(other).isRecorded()
        other.device = "SET"
        other.trial = "T-1"
        given(in: world).when(other).isRecorded()
    }

    @Test func `what is still to come is not known yet`() {
        var tomorrow = reported
        tomorrow.awareAt = Instant("2022-11-08T12:00:00Z")
        given(in: world).when(tomorrow)
            .isRefused(
                .occurredInFuture, field: "awareAt",
                saying: "2022-11-08T12:00:00.000000Z has not come yet; today is 2022-11-07.")
        given(reported, in: world)
            .when(
                Deficiency.Notified(
                    by: .sponsor, recipient: .authority, type: .final, at: Instant(microseconds: .max))
            )
            .isRefused(.occurredInFuture, field: "at")
    }

    @Test func `harm that nobody reported cannot be its consequence`() {
        var harmful = reported
        harmful.adverseEvent = "AE-9"
        given(in: world).when(harmful)
            .isRefused(
                .notFound, field: "adverseEvent", saying: "adverse-event/AE-9 does not exist.")
    }

    @Test func `a deficiency is closed once`() {
        let table = lifeCycleTable(
            [[reported], [reported, Deficiency.Closed()]], commands: [Deficiency.Closed()], in: world)
        #expect(table == ["open close ▶ closed"])
    }

    @Test
    func
        `of a closed deficiency what was found before is typed in late, and who was told is always recorded`()
    {
        let closed = given(reported, in: world).and(Deficiency.Closed(), on: "2022-05-01")
        let investigated = Deficiency.Investigated(finding: "soft steel", conclusion: "none")
        closed.when(investigated, occurredOn: "2022-04").isRecorded()
        closed.when(investigated, occurredOn: "2022-06")
            .isRefused(.recordClosed, field: "context.occurredOn")
        closed.when(
            Deficiency.Notified(by: .sponsor, recipient: .site, type: .final, at: Instant(microseconds: 0)),
            occurredOn: "2022-06"
        ).isRecorded()
    }
}
