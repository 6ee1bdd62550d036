import Testing

@testable import SutureDomain
@testable import SutureReadModels

@Suite struct ProjectViewTests {
    @Test func `a project goes from created to completed`() throws {
        var log = TestLog.programme()
        log.record(Project.KeyDesignated(ground: "first of its kind"), "PR-1", on: "2020")
        log.record(Project.Suspended(), "PR-1")
        log.record(Project.Resumed(), "PR-1")
        log.record(Project.Completed(summary: "A needle"), "PR-1", on: "2021-12")
        #expect(
            try TestViews(log).list("project") == [
                #"{"id":"PR-1","title":"Needles for deep wounds","units":["IMR"],"problems":[],"#
                    + #""institutions":["USST","RENJI"],"disciplines":["surgery","materials"],"cooperative":true,"#
                    + #""status":"completed","createdOn":"2019-05-02","startedOn":"2019-06","endedOn":"2021-12","#
                    + #""summary":"A needle","keySince":"2020","keyGround":"first of its kind","position":23}"#
            ])
    }

    @Test func `who leaves and joins again has two rows`() throws {
        var log = TestLog()
        log.record(Project.MemberJoined(person: "P-1", role: .engineer, student: nil), "PR", on: "2019")
        log.record(Project.MemberJoined(person: "P-1", role: .advisor, student: nil), "PR", on: "2019")
        log.record(Project.MemberLeft(person: "P-1", role: .engineer, ground: "moved"), "PR", on: "2020")
        log.record(Project.MemberJoined(person: "P-1", role: .engineer, student: nil), "PR", on: "2021")
        let views = try TestViews(log)
        #expect(try views.column("role", of: "project-member") == ["engineer", "advisor", "engineer"])
        #expect(try views.column("leftOn", of: "project-member") == ["2020", "-", "-"])
        #expect(try views.column("leavingGround", of: "project-member") == ["moved", "-", "-"])
    }

    @Test func `a milestone that is set again keeps its id and whether it was reached`() throws {
        var log = TestLog()
        log.record(Project.MilestoneSet(milestone: "M1", title: "Draft", due: "2020"), "PR")
        log.record(Project.MilestoneReached(milestone: "M1"), "PR", on: "2020-03")
        log.record(Project.MilestoneSet(milestone: "M1", title: "First draft", due: "2021"), "PR")
        #expect(
            try TestViews(log).list("project-milestone") == [
                #"{"project":"PR","projectName":"PR","milestone":"M1","title":"First draft","due":"2021","#
                    + #""reachedOn":"2020-03","position":3}"#
            ])
    }

    @Test func `a plan names its contributors, and units and problems are linked`() throws {
        var log = TestLog.programme()
        log.record(
            Project.SolutionPlanDrafted(
                version: "v1", summary: "Curve it", problems: [],
                contributors: [
                    .init(person: "P-0001", role: .medicalTeacher),
                    .init(person: "P-0002", role: .graduateStudent),
                ]), "PR-1")
        log.record(Project.SolutionPlanAdopted(version: "v1"), "PR-1", on: "2020")
        log.record(Project.UnitAdded(unit: "CENTRE"), "PR-1")
        let views = try TestViews(log)
        #expect(try views.column("personName", of: "project-plan-contributor") == ["Wu Tao", "Li Na"])
        #expect(try views.column("adoptedOn", of: "project-plan") == ["2020"])
        #expect(try views.column("unit", of: "project-unit") == ["CENTRE", "IMR"])
    }
}
