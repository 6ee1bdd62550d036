import Testing

@testable import SutureDomain
@testable import SutureReadModels

@Suite struct ProblemViewTests {
    private var raised: TestLog {
        var log = TestLog.programme()
        log.record(
            Problem.Raised(
                by: "P-0001", institution: "RENJI", department: "Surgery", statement: "Needles bend",
                need: "A stiffer one"),
            "PB-1", on: "2019-04")
        return log
    }

    @Test func `a problem goes from raised to resolved`() throws {
        var log = raised
        log.record(Problem.Accepted(), "PB-1", on: "2019-05")
        log.record(
            Achievement.Recorded(
                type: .method, title: "Bending backwards", units: [], projects: [], devices: [], persons: []),
            "A-1")
        log.record(Problem.Resolved(project: "PR-1", achievement: "A-1"), "PB-1", on: "2021")
        #expect(
            try TestViews(log).list("problem") == [
                #"{"id":"PB-1","statement":"Needles bend","need":"A stiffer one","raisedBy":"P-0001","#
                    + #""raisedByName":"Wu Tao","institution":"RENJI","institutionName":"Renji Hospital","#
                    + #""department":"Surgery","status":"resolved","raisedOn":"2019-04","acceptedOn":"2019-05","#
                    + #""endedOn":"2021","resolvedByProject":"PR-1","resolvedByProjectName":"Needles for deep wounds","#
                    + #""resolvedByAchievement":"A-1","resolvedByAchievementName":"Bending backwards","position":23}"#
            ])
    }

    @Test func `a declined problem says why`() throws {
        var log = raised
        log.record(Problem.Declined(ground: "too rare"), "PB-1", on: "2019-06")
        let views = try TestViews(log)
        #expect(try views.column("status", of: "problem") == ["declined"])
        #expect(try views.column("declineGround", of: "problem") == ["too rare"])
        #expect(try views.column("endedOn", of: "problem") == ["2019-06"])
    }

    @Test func `a problem is found by what it says, what it needs and what it asks`() throws {
        var log = raised
        log.record(
            Problem.IssueFormulated(issue: "Q1", statement: "弯曲的针", disciplines: ["materials", "physics"]),
            "PB-1", on: "2020")
        let views = try TestViews(log)
        #expect(
            try views.list("problem-issue") == [
                #"{"problem":"PB-1","problemName":"Needles bend","issue":"Q1","statement":"弯曲的针","#
                    + #""disciplines":["materials","physics"],"formulatedOn":"2020","position":21}"#
            ])
        for text in ["bend", "stiffer", "弯曲"] {
            #expect(
                try views.reader.search(SearchQuery(text: text)).lines.contains {
                    $0.contains(#""record":"problem/PB-1""#)
                }, "\(text)")
        }
    }

    @Test func `a project names the problem that it answers`() throws {
        var log = raised
        log.record(Project.ProblemLinked(problem: "PB-1"), "PR-1")
        #expect(try TestViews(log).column("problemName", of: "project-problem") == ["Needles bend"])
    }
}
