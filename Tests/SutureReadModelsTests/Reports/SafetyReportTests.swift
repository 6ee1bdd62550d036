import SutureJSON
import Testing

@testable import SutureDomain
@testable import SutureReadModels

@Suite struct SafetyReportTests {
    private func report(
        _ log: TestLog, trial: String? = nil, device: String? = nil, now: String = "2021-04-10T00:00:00Z"
    ) throws -> Told {
        var parameters: JSONObject = [:]
        parameters["trial"] = trial.map { .string($0) }
        parameters["device"] = device.map { .string($0) }
        let now = try #require(Instant(now))
        return try TestViews(log).kept.reader.report("safety", parameters, now: now)
    }

    /// What is to be told, a line each.
    private func duties(_ log: TestLog, now: String) throws -> [String] {
        try report(log, now: now).duties.map {
            "\($0.by) ▶ \($0.recipient) \($0.due.or("-").prefix(16)) \($0.status)"
        }
    }

    @Test func `the listing has every event, with what it amounts to`() throws {
        var log = TestLog.programme()
        log.report("AE-1", criteria: [.hospitalisation])
        log.assess("AE-1", .investigator, .possible, toProcedure: .causal, anticipated: false)
        log.report(
            "AE-2", trial: nil, device: "D-2", severity: nil, criteria: [], awareAt: nil, regime: .nmpa2022)
        log.report(deficiency: "DD-1", adverseEvent: "AE-1")
        let report = try report(log)
        #expect(
            report.events.text == "["
                + #"{"event":"AE-1","term":"Dehiscence","description":"The wound opened.","trial":"T-1","site":"S1","#
                + #""affected":"subject","subject":"01","device":"D-1","label":"Needle 3/8","onset":"2021-04","#
                + #""awareAt":"2021-04-02T08:00:00.000000Z","severity":"moderate","criteria":["hospitalisation"],"#
                + #""outcome":"recovering","status":"open","toDevice":"possible","toProcedure":"causal","#
                + #""anticipated":false,"serious":true,"ade":true,"sade":true,"usade":true,"regime":"nmpa_2022"},"#
                + #"{"event":"AE-2","term":"Dehiscence","description":"The wound opened.","affected":"subject","#
                + #""device":"D-2","label":"Silk 2-0","onset":"2021-04","criteria":[],"outcome":"recovering","#
                + #""status":"open","serious":false,"ade":false,"sade":false,"usade":false,"regime":"nmpa_2022"}]"#
        )
        #expect(
            report.deficiencies.text
                == #"[{"deficiency":"DD-1","type":"malfunction","description":"The needle bent.","trial":"T-1","#
                + #""device":"D-1","label":"Needle 3/8","couldHaveLedToSeriousEvent":true,"adverseEvent":"AE-1","#
                + #""status":"open"}]"#)
    }

    @Test func `events that are alike are counted, the graver ones first`() throws {
        var log = TestLog.programme()
        log.report("AE-1", severity: .mild, criteria: [])
        log.report("AE-2", severity: .mild, criteria: [])
        log.report("AE-3", severity: .mild, criteria: [.congenital])
        log.report("AE-4", device: "D-2", severity: .severe, criteria: [.congenital])
        log.assess("AE-4", .sponsor, .causal, anticipated: true)
        log.assess("AE-4", .investigator, .notRelated, anticipated: true)
        let report = try report(log)
        #expect(
            report.summary.map {
                "\($0.severity.or("-")) \($0.serious) \($0.causality.or("-")) \($0.device) \($0.count)"
            } == ["severe true causal D-2 1", "mild true - D-1 1", "mild false - D-1 2"])
        #expect(report.totals.events == 4)
        #expect(report.totals.serious == 2)
        #expect(report.totals.sade == 1)
        #expect(report.totals.usade == 0)
        #expect(report.totals.unassessed == 1)
    }

    @Test func `a trial or a device is asked for, and a set stands for its members`() throws {
        var log = TestLog.programme()
        log.report("AE-1", criteria: [])
        log.report("AE-2", device: "D-SET", criteria: [])
        log.report("AE-3", trial: nil, criteria: [])
        log.report("AE-4", trial: nil, device: "D-3", criteria: [])
        log.report(deficiency: "DD-1", trial: nil, device: "D-3")
        #expect(try report(log, trial: "T-1").events.map(\.event) == ["AE-1", "AE-2"] as [Told])
        #expect(try report(log, device: "D-1").events.map(\.event) == ["AE-1", "AE-3"] as [Told])
        #expect(try report(log, device: "D-SET").events.map(\.event) == ["AE-1", "AE-2", "AE-3"] as [Told])
        #expect(try report(log, trial: "T-1", device: "D-1").events.map(\.event) == ["AE-1"] as [Told])
        #expect(try report(log, trial: "T-1").totals.deficiencies == 0)
        #expect(try report(log).totals.deficiencies == 1)
        #expect(throws: QueryError.notFound("trial/T-9")) { try report(log, trial: "T-9") }
        #expect(throws: QueryError.notFound("device/D-9")) { try report(log, device: "D-9") }
    }

    // MARK: What is due

    @Test func `the sponsor is told within a day of knowing`() throws {
        var log = TestLog.programme()
        log.report("AE-1", criteria: [.hospitalisation], awareAt: "2021-04-02T08:00:00Z")
        #expect(
            try duties(log, now: "2021-04-03T08:00:00Z") == ["investigator ▶ sponsor 2021-04-03T08:00 due"])
        #expect(
            try duties(log, now: "2021-04-03T08:00:01Z") == [
                "investigator ▶ sponsor 2021-04-03T08:00 overdue"
            ])
        log.notify("AE-1", .investigator, .sponsor, "2021-04-03T09:00:00Z")
        #expect(
            try duties(log, now: "2021-04-10T00:00:00Z") == ["investigator ▶ sponsor 2021-04-03T08:00 late"])
        // Before it was sent, it was overdue.
        #expect(
            try duties(log, now: "2021-04-03T08:30:00Z") == [
                "investigator ▶ sponsor 2021-04-03T08:00 overdue"
            ])
        log.notify("AE-1", .investigator, .sponsor, "2021-04-03T08:00:00Z")
        #expect(try duties(log, now: "2021-04-10T00:00:00Z") == [])
        #expect(try report(log).totals.duties.met == 1)
    }

    @Test func `the sponsor tells of what is related to the device, sooner of death and of threats to life`()
        throws
    {
        var log = TestLog.programme()
        log.report("AE-1", criteria: [.hospitalisation])
        log.report("AE-2", criteria: [.lifeThreatening])
        for event in ["AE-1", "AE-2"] {
            log.notify(event, .investigator, .sponsor, "2021-04-02T10:00:00Z")
            log.assess(event, .sponsor, .notRelated, anticipated: true)
        }
        #expect(try duties(log, now: "2021-04-10T00:00:00Z") == [])
        for event in ["AE-1", "AE-2"] { log.assess(event, .investigator, .possible, anticipated: true) }
        #expect(
            try duties(log, now: "2021-04-10T00:00:00Z") == [
                "sponsor ▶ authority 2021-04-09T10:00 overdue",
                "sponsor ▶ ethics_committee 2021-04-09T10:00 overdue",
                "sponsor ▶ authority 2021-04-17T10:00 due",
                "sponsor ▶ ethics_committee 2021-04-17T10:00 due",
            ])
        log.notify("AE-2", .sponsor, .authority, "2021-04-09T10:00:00Z")
        log.notify("AE-2", .sponsor, .ethicsCommittee, "2021-04-11T10:00:00Z")
        #expect(
            try duties(log, now: "2021-04-20T00:00:00Z") == [
                "sponsor ▶ authority 2021-04-17T10:00 overdue",
                "sponsor ▶ ethics_committee 2021-04-17T10:00 overdue",
                "sponsor ▶ ethics_committee 2021-04-09T10:00 late",
            ])
    }

    @Test
    func
        `the sponsor's time begins with the investigator's notification, and time that nobody gave is not made up`()
        throws
    {
        var log = TestLog.programme()
        log.report("AE-1", criteria: [.death], awareAt: nil)
        log.assess("AE-1", .investigator, .causal, anticipated: false)
        #expect(
            try duties(log, now: "2021-04-10T00:00:00Z") == [
                "sponsor ▶ authority - waiting", "sponsor ▶ ethics_committee - waiting",
                "investigator ▶ sponsor - undated",
            ])
    }

    @Test func `what is not serious, and what has no such regime, is not reportable`() throws {
        var log = TestLog.programme()
        log.report("AE-1", severity: .severe, criteria: [])
        log.report("AE-2", trial: nil, criteria: [.congenital])
        log.report("AE-3", trial: nil, criteria: [.congenital], regime: Trial.Planned.Regime.none)
        log.record(
            Trial.Planned(
                title: "Other", devices: ["D-1"], sponsor: nil, design: nil, plannedSubjects: nil,
                regime: .none,
                gcpEdition: nil), "T-2")
        log.report("AE-4", trial: "T-2", criteria: [.congenital])
        #expect(try duties(log, now: "2021-04-10T00:00:00Z") == [])
        log.report("AE-5", trial: nil, criteria: [.congenital], regime: .nmpa2022)
        #expect(try report(log).duties.map(\.event) == ["AE-5"] as [Told])
    }

    @Test func `a revision that makes an event serious makes it reportable`() throws {
        var log = TestLog.programme()
        log.report("AE-1", criteria: [])
        #expect(try duties(log, now: "2021-04-10T00:00:00Z") == [])
        log.record(AdverseEvent.Revised(criteria: [.permanentImpairment]), "AE-1", on: "2021-04-05")
        #expect(
            try duties(log, now: "2021-04-10T00:00:00Z") == [
                "investigator ▶ sponsor 2021-04-03T08:00 overdue"
            ])
    }

    @Test func `the report of a trial counts them`() throws {
        var log = TestLog.programme()
        log.report("AE-1", criteria: [.hospitalisation])
        log.assess("AE-1", .sponsor, .possible, anticipated: false)
        log.report("AE-2", criteria: [.hospitalisation])
        log.report("AE-3", trial: nil, criteria: [.hospitalisation])
        log.report(deficiency: "DD-1")
        log.report(deficiency: "DD-2", trial: nil)
        let report = try TestViews(log).kept.reader.report("trial", ["trial": "T-1"])
        #expect(
            report.safety.text
                == #"{"adverseEvents":2,"serious":2,"sade":1,"usade":1,"deficiencies":1}"#)
    }
}
