import SutureJSON
import Testing

@testable import SutureDomain
@testable import SutureReadModels

@Suite struct AchievementViewTests {
    private var recorded: TestLog {
        var log = TestLog.programme()
        log.record(
            Achievement.Recorded(
                type: .patent, title: "A needle that does not bend", units: ["IMR"], projects: ["PR-1"],
                devices: ["D-1", "D-2"], persons: ["P-0001"], identifier: "CN 110"),
            "A-1", on: "2021")
        return log
    }

    @Test func `an achievement belongs to units, projects, devices and persons`() throws {
        let views = try TestViews(recorded)
        #expect(try views.column("unitName", of: "achievement-unit") == ["Institute of Medical Robotics"])
        #expect(try views.column("projectName", of: "achievement-project") == ["Needles for deep wounds"])
        #expect(try views.column("deviceName", of: "achievement-device") == ["Needle 3/8", "Silk 2-0"])
        #expect(try views.column("personName", of: "achievement-person") == ["Wu Tao"])
        let record = try views.record("achievement/A-1")
        #expect(record["units"]?.elements.compactMap { $0["unit"]?.string } == ["IMR"])
    }

    @Test func `clinical applications are listed and counted`() throws {
        var log = recorded
        log.record(
            Achievement.AppliedClinically(hospital: "RENJI", effect: "fewer needles", volume: 300), "A-1",
            on: "2022")
        log.record(Achievement.AppliedClinically(), "A-1", on: "unknown")
        let views = try TestViews(log)
        #expect(
            try views.list("achievement-application") == [
                #"{"achievement":"A-1","achievementName":"A needle that does not bend","entry":21,"#
                    + #""hospital":"RENJI","hospitalName":"Renji Hospital","effect":"fewer needles","#
                    + #""volume":300,"appliedOn":"2022","position":21}"#,
                #"{"achievement":"A-1","achievementName":"A needle that does not bend","entry":22,"#
                    + #""appliedOn":"unknown","position":22}"#,
            ])
        #expect(try views.column("applications", of: "achievement") == ["2"])
    }

    @Test func `a retracted achievement says why`() throws {
        var log = recorded
        log.record(Achievement.Retracted(ground: "revoked"), "A-1", on: "2022")
        #expect(
            try TestViews(log).list("achievement") == [
                #"{"id":"A-1","title":"A needle that does not bend","type":"patent","identifier":"CN 110","#
                    + #""status":"retracted","recordedOn":"2021","retractedOn":"2022","#
                    + #""retractionGround":"revoked","applications":0,"position":21}"#
            ])
    }

    @Test func `an achievement is found by its title`() throws {
        let found = try TestViews(recorded).reader.search(SearchQuery(text: "does not bend")).lines
        #expect(found.count == 1)
        #expect(found.first?.contains(#""record":"achievement/A-1""#) == true)
    }
}
