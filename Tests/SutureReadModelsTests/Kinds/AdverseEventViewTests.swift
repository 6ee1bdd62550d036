import SutureJSON
import Testing

@testable import SutureDomain
@testable import SutureReadModels

@Suite struct AdverseEventViewTests {
    @Test func `an adverse event shows what was said of it last, and what it amounts to`() throws {
        var log = TestLog.programme()
        log.report("AE-1", criteria: [.hospitalisation])
        log.assess("AE-1", .investigator, .probable, anticipated: true)
        log.assess("AE-1", .sponsor, .notRelated, toProcedure: .causal, anticipated: false)
        log.record(
            AdverseEvent.Revised(severity: .severe, criteria: [.hospitalisation, .chronicDisease]), "AE-1",
            on: "2021-05")
        #expect(
            try TestViews(log).list("adverse-event") == [
                #"{"id":"AE-1","term":"Dehiscence","description":"The wound opened.","trial":"T-1","#
                    + #""trialName":"Deep wounds","site":"S1","affected":"subject","subject":"01","#
                    + #""device":"D-1","deviceName":"Needle 3/8","onset":"2021-04","#
                    + #""awareAt":"2021-04-02T08:00:00.000000Z","severity":"severe","#
                    + #""criteria":["hospitalisation","chronic_disease"],"outcome":"recovering","status":"open","#
                    + #""reportedOn":"2021-04-03","serious":true,"toDevice":"probable","toProcedure":"causal","#
                    + #""anticipated":false,"ade":true,"sade":true,"usade":true,"position":23}"#
            ])
    }

    @Test(
        arguments: [
            ([], nil, true, "false false false false"), ([.death], nil, true, "true false false false"),
            ([], .possible, false, "false true false false"),
            ([.congenital], .notRelated, false, "true false false false"),
            ([.congenital], .possible, true, "true true true false"),
            ([.congenital], .causal, false, "true true true true"),
        ] as [([AdverseEvent.Criterion], AdverseEvent.CausalityAssessed.Relation?, Bool, String)])
    func `what an event amounts to is derived`(
        criteria: [AdverseEvent.Criterion], toDevice: AdverseEvent.CausalityAssessed.Relation?,
        anticipated: Bool, expected: String
    ) throws {
        var log = TestLog.programme()
        log.report("AE-1", criteria: criteria)
        if let toDevice { log.assess("AE-1", .committee, toDevice, anticipated: anticipated) }
        let views = try TestViews(log)
        let found = try ["serious", "ade", "sade", "usade"].map {
            try views.column($0, of: "adverse-event").joined()
        }
        #expect(found.joined(separator: " ") == expected)
        #expect(
            try views.column("id", of: "adverse-event", where: #"{"serious":true}"#).isEmpty
                == criteria.isEmpty)
    }

    @Test func `a party that judges anew replaces what it said, not what others say`() throws {
        var log = TestLog.programme()
        log.report("AE-1", criteria: [.death])
        log.assess("AE-1", .sponsor, .causal, anticipated: false)
        log.assess("AE-1", .sponsor, .notRelated, anticipated: true)
        #expect(try TestViews(log).column("usade", of: "adverse-event") == ["false"])
        log.assess("AE-1", .investigator, .possible, anticipated: false)
        let views = try TestViews(log)
        #expect(try views.column("toDevice", of: "adverse-event") == ["possible"])
        #expect(try views.column("usade", of: "adverse-event") == ["true"])
        #expect(
            try views.column("party", of: "adverse-event-assessment", where: #"{"adverseEvent":"AE-1"}"#)
                == ["investigator", "sponsor"])
    }

    @Test func `a revision leaves alone what it does not name`() throws {
        var log = TestLog.programme()
        log.report("AE-1", criteria: [.hospitalisation])
        log.record(AdverseEvent.Revised(outcome: .recovered), "AE-1", on: "2021-05")
        log.record(AdverseEvent.Revised(criteria: []), "AE-1", on: "2021-06")
        let views = try TestViews(log)
        #expect(try views.column("severity", of: "adverse-event") == ["moderate"])
        #expect(try views.column("criteria", of: "adverse-event") == ["[]"])
        #expect(
            try views.list("adverse-event-revision") == [
                #"{"adverseEvent":"AE-1","adverseEventName":"Dehiscence","entry":21,"outcome":"recovered","#
                    + #""revisedOn":"2021-05","position":21}"#,
                #"{"adverseEvent":"AE-1","adverseEventName":"Dehiscence","entry":22,"criteria":[],"#
                    + #""revisedOn":"2021-06","position":22}"#,
            ])
    }

    @Test func `an event is closed and reopened, and keeps its lists`() throws {
        var log = TestLog.programme()
        log.report("AE-1", criteria: [])
        log.notify("AE-1", .investigator, .sponsor, "2021-04-02T10:00:00Z")
        log.record(AdverseEvent.FollowedUp(text: "Healed."), "AE-1", on: "2021-05")
        log.record(AdverseEvent.Closed(), "AE-1", on: "2021-06")
        #expect(try TestViews(log).column("closedOn", of: "adverse-event") == ["2021-06"])
        log.record(AdverseEvent.Reopened(ground: "news"), "AE-1")
        let record = try TestViews(log).record("adverse-event/AE-1")
        #expect(record["status"]?.string == "open")
        #expect(record["closedOn"] == nil)
        #expect(record["reopenGround"]?.string == "news")
        #expect(
            record["notifications"]?.rawText
                == #"[{"entry":21,"by":"investigator","recipient":"sponsor","type":"initial","#
                + #""at":"2021-04-02T10:00:00.000000Z","position":21}]"#)
        #expect(record["followUps"]?.elements.map { $0["text"]?.string } == ["Healed."])
    }

    @Test func `events and deficiencies are found by what happened`() throws {
        var log = TestLog.programme()
        log.report("AE-1", criteria: [])
        log.report(deficiency: "DD-1")
        let views = try TestViews(log)
        let found = try ["dehisc", "opened", "bent"].map {
            try views.reader.search(SearchQuery(text: $0)).lines.count
        }
        #expect(found == [1, 1, 1])
    }
}
