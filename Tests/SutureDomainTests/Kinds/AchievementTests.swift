import SutureTestSupport
import Testing

@testable import SutureDomain

@Suite struct AchievementTests {
    let world = World("institution/RENJI", "unit/IMR", "project/PR-1", "device/D-1", "person/P-1")
    let recorded = Achievement.Recorded(
        type: .patent, title: "A needle that does not bend", units: ["IMR"], projects: ["PR-1"],
        devices: ["D-1"], persons: ["P-1"], identifier: "CN 110 000 000")
    let applied = Achievement.AppliedClinically(hospital: "RENJI", effect: "fewer needles", volume: 300)
    let retracted = Achievement.Retracted(ground: "revoked")

    @Test func `every event of an achievement is recorded`() {
        var story = Story(of: Achievement.self, in: world)
        story.record(recorded)
        story.record(applied)
        story.record(retracted)
        story.record(NoteAdded<Achievement>(text: "A pity."))
        story.record(
            AttachmentLinked<Achievement>(
                name: "patent.pdf", mediaType: "application/pdf", size: 1,
                sha256: String(repeating: "00", count: 32)))
        #expect(story.untold == [])
    }

    @Test func `an achievement stands until it is retracted`() {
        let table = lifeCycleTable(
            [[recorded], [recorded, retracted]], commands: [applied, retracted], in: world)
        #expect(
            table == [
                "recorded apply ▶ recorded", "recorded retract ▶ retracted", "retracted apply ▶ retracted",
            ])
    }

    @Test(arguments: [
        (World(), "units"), (World("unit/IMR"), "projects"), (World("unit/IMR", "project/PR-1"), "devices"),
        (World("unit/IMR", "project/PR-1", "device/D-1"), "persons"),
    ])
    func `an achievement names what exists`(world: World, missing: String) {
        given(in: world).when(recorded).isRefused(.notFound, field: missing)
    }

    @Test func `little may be known of an achievement`() {
        given().when(
            Achievement.Recorded(
                type: .other, title: "A lot", units: [], projects: [], devices: [], persons: [])
        ).isRecorded()
        given(recorded).when(Achievement.AppliedClinically()).isRecorded()
    }

    @Test func `what was applied was applied at least once`() {
        given(recorded).when(Achievement.AppliedClinically(volume: 0))
            .isRefused(
                .amountNotPositive, field: "volume", saying: "volume must be more than zero, not 0.")
        given(recorded).when(Achievement.AppliedClinically(volume: .max))
            .isRefused(.countTooLarge, field: "volume")
    }

    @Test func `an application may be typed in after the retraction`() {
        let over = given(recorded, in: world).and(retracted, on: "2021")
        over.when(applied, occurredOn: "2020").isRecorded()
        over.when(applied, occurredOn: "2022").isRefused(.recordClosed, field: "context.occurredOn")
    }

    @Test func `nothing is applied or retracted before it is there`() {
        let known = given(recorded, on: "2020", in: world)
        known.when(applied, occurredOn: "2019").isRefused(.beforeExistence, field: "context.occurredOn")
        known.when(retracted, occurredOn: "2019").isRefused(.beforeExistence, field: "context.occurredOn")
    }
}
