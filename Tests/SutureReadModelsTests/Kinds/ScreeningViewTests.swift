import Testing

@testable import SutureDomain
@testable import SutureReadModels

@Suite struct ScreeningViewTests {
    private func screened() -> TestLog {
        var log = TestLog.programme()
        log.record(
            Screening.Opened(
                unit: "IMR", title: "Round of 2020",
                criteria: [.init(id: "NEED", title: "Clinical need", weight: Decimal("0.60"))]), "SC-1",
            on: "2020-01")
        log.record(Screening.ProjectEntered(project: "PR-1"), "SC-1", on: "2020-02")
        log.record(
            Screening.Reviewed(
                project: "PR-1", reviewer: "P-0002",
                scores: [.init(criterion: "NEED", score: Decimal(integer: 9))], recommendation: .key), "SC-1",
            on: "2020-03")
        log.record(
            Screening.Decided(project: "PR-1", decision: .key, rationale: "the best"), "SC-1", on: "2020-04")
        log.record(Project.Screened(screening: "SC-1", decision: .key), "PR-1", on: "2020-04")
        return log
    }

    @Test func `a round has its criteria, its projects, reviews and scores`() throws {
        var log = screened()
        let closed = log.record(Screening.Closed(), "SC-1", on: "2020-05").number
        let views = try TestViews(log)
        #expect(
            try views.list("screening") == [
                #"{"id":"SC-1","unit":"IMR","unitName":"Institute of Medical Robotics","title":"Round of 2020","#
                    + #""status":"closed","openedOn":"2020-01","closedOn":"2020-05","position":\#(closed)}"#
            ])
        #expect(try views.column("weight", of: "screening-criterion") == ["0.60"])
        #expect(try views.column("decision", of: "screening-project") == ["key"])
        #expect(try views.column("rationale", of: "screening-project") == ["the best"])
        #expect(try views.column("enteredOn", of: "screening-project") == ["2020-02"])
        #expect(try views.column("reviewerName", of: "screening-review") == ["Li Na"])
        #expect(try views.column("score", of: "screening-score") == ["9"])
    }

    @Test func `a project knows what screenings decided, and is key since the first that said so`() throws {
        var log = screened()
        log.record(Project.Screened(screening: "SC-2", decision: .key), "PR-1", on: "2021-04")
        log.record(Project.Screened(screening: "SC-3", decision: .rejected), "PR-1", on: "2022-04")
        let views = try TestViews(log)
        #expect(try views.column("keySince", of: "project") == ["2020-04"])
        #expect(try views.column("decision", of: "project-screening") == ["key", "key", "rejected"])
        #expect(try views.kept.value("projects.key") == 1)
    }

    @Test func `a project that was only selected is no key project`() throws {
        var log = TestLog.programme()
        log.record(Project.Screened(screening: "SC-2", decision: .selected), "PR-1")
        let views = try TestViews(log)
        #expect(try views.column("keySince", of: "project") == ["-"])
        #expect(try views.kept.value("projects.key") == 0)
    }
}
