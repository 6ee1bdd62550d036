import Testing

@testable import SutureDomain
@testable import SutureReadModels

@Suite struct DeviceViewTests {
    @Test func `a device without a stage is a concept, and its stages are kept`() throws {
        var log = TestLog()
        log.register(device: "D", name: "Knife", type: .ultrasonicKnife, stage: nil)
        log.record(Device.StageChanged(stage: .prototype), "D", on: "2021")
        log.record(Device.VersionReleased(version: "1.0", changes: "first"), "D")
        log.record(Device.Classified(scheme: .fda, code: "LFL", class: "2"), "D")
        log.record(Device.UDIAssigned(di: "00850003180014", agency: .gs1), "D")
        let views = try TestViews(log)
        #expect(try views.column("stage", of: "device") == ["prototype"])
        #expect(try views.column("stage", of: "device-stage") == ["concept", "prototype"])
        #expect(try views.column("version", of: "device-version") == ["1.0"])
        #expect(try views.column("class", of: "device-classification") == ["2"])
        #expect(try views.column("di", of: "device-udi") == ["00850003180014"])
    }
}
