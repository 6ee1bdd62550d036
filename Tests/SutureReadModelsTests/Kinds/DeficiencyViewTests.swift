import Testing

@testable import SutureDomain
@testable import SutureReadModels

@Suite struct DeficiencyViewTests {
    @Test func `a deficiency shows where it stands`() throws {
        var log = TestLog.programme()
        log.report("AE-1", criteria: [])
        log.report(deficiency: "DD-1", adverseEvent: "AE-1")
        log.record(
            Deficiency.Notified(
                by: .investigator, recipient: .sponsor, type: .initial, at: Instant(microseconds: 0)), "DD-1")
        log.record(Deficiency.Investigated(finding: "soft steel", conclusion: "another supplier"), "DD-1")
        log.record(Deficiency.Closed(), "DD-1", on: "2021-06")
        let views = try TestViews(log)
        #expect(
            try views.list("deficiency") == [
                #"{"id":"DD-1","type":"malfunction","description":"The needle bent.","trial":"T-1","#
                    + #""trialName":"Deep wounds","device":"D-1","deviceName":"Needle 3/8","#
                    + #""couldHaveLedToSeriousEvent":true,"adverseEvent":"AE-1","#
                    + #""adverseEventName":"Dehiscence","status":"closed","reportedOn":"2021-05","#
                    + #""closedOn":"2021-06","position":24}"#
            ])
        #expect(try views.column("at", of: "deficiency-notification") == ["1970-01-01T00:00:00.000000Z"])
        #expect(try views.column("finding", of: "deficiency-investigation") == ["soft steel"])
    }
}
