import SutureTestSupport
import Testing

@testable import SutureDomain

@Suite struct DeviceTests {
    let registered = Device.Registered(name: "Needle", type: .sutureNeedle, members: [])

    @Test func `every event of a device is recorded`() {
        var story = Story(of: Device.self, in: World("device/D-1", "project/PR-1", "institution/USST"))
        story.record(
            Device.Registered(
                name: "Set", type: .other, stage: .prototype, project: "PR-1", developer: "USST",
                members: ["D-1"]))
        story.record(Device.VersionReleased(version: "2", changes: "thinner"))
        story.record(Device.StageChanged(stage: .investigational))
        story.record(Device.Classified(scheme: .fda, code: "GAB", class: "II"))
        story.record(Device.UDIAssigned(di: "10884521062856", agency: .gs1))
        story.record(NoteAdded<Device>(text: "Used daily."))
        story.record(
            AttachmentLinked<Device>(
                name: "manual.pdf", mediaType: "application/pdf", size: 1,
                sha256: String(repeating: "00", count: 32)))
        #expect(story.untold == [])
    }

    @Test func `a device is a concept unless it is said to be more`() throws {
        #expect(try #require(World().with("D", registered).find("D" as Device.ID)).stage == .concept)
    }

    @Test func `a stage may be skipped, and a step back needs a reason`() {
        let investigational = given(registered, Device.StageChanged(stage: .investigational))
        investigational.when(Device.StageChanged(stage: .marketed)).isRecorded()
        investigational.when(Device.StageChanged(stage: .withdrawn)).isRecorded()
        investigational.when(Device.StageChanged(stage: .investigational))
            .isRefused(.illegalTransition, field: "stage")
        investigational.when(Device.StageChanged(stage: .prototype))
            .isRefused(
                .stageRegression, field: "stage",
                saying: "From investigational back to prototype needs a reason.")
        investigational.when(Device.StageChanged(stage: .prototype), reason: "redesigned").isRecorded()
    }

    @Test func `a withdrawn device returns only with a reason`() {
        let withdrawn = given(registered, Device.StageChanged(stage: .withdrawn))
        withdrawn.when(Device.StageChanged(stage: .marketed)).isRefused(.stageRegression, field: "stage")
        withdrawn.when(Device.StageChanged(stage: .marketed), reason: "the cause is found").isRecorded()
    }

    @Test func `a version is released once`() {
        let released = Device.VersionReleased(version: "2", changes: "thinner")
        given(registered, released).when(released).isRefused(.alreadyExists, field: "version")
    }

    @Test func `the check digit of a GTIN must fit, and only GS1 gives GTINs`() {
        given(registered).when(Device.UDIAssigned(di: "10884521062857", agency: .gs1))
            .isRefused(
                .badIdentifier, field: "di",
                saying: "The check digit of the GTIN 10884521062857 does not fit.")
        given(registered).when(Device.UDIAssigned(di: "A9991234", agency: .hibcc)).isRecorded()
    }

    @Test func `a set in a set is refused`() {
        let set = Device.Registered(name: "Set", type: .other, members: ["D-1"])
        given(in: World("device/D-1").with("SET", set))
            .when(Device.Registered(name: "Set of sets", type: .other, members: ["D-1", "SET"]))
            .isRefused(
                .wrongKind, field: "members", saying: "SET is itself a set; name the devices in it instead.")
    }

    @Test func `a member that does not exist is refused, and so is another kind`() {
        given().when(Device.Registered(name: "Set", type: .other, members: ["D-1"]))
            .isRefused(.notFound, field: "members", saying: "device/D-1 does not exist.")
    }
}
