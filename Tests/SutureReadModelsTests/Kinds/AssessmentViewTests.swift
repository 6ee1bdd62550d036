import SutureJSON
import Testing

@testable import SutureDomain
@testable import SutureReadModels

@Suite struct AssessmentViewTests {
    @Test func `an assessment shows who took part and how they did`() throws {
        var log = TestLog.programme()
        log.recordAssessment()
        let views = try TestViews(log)
        #expect(
            try views.list("assessment") == [
                #"{"id":"A-1","title":"Special assessment","organiser":"USST","#
                    + #""organiserName":"University of Shanghai for Science and Technology","year":2021,"#
                    + #""ratingScale":["Excellent","Good"],"status":"released","announcedOn":"2021-12","#
                    + #""releasedOn":"2022-11","releasedBy":"USST","#
                    + #""releasedByName":"University of Shanghai for Science and Technology","position":24}"#
            ])
        #expect(try views.column("rating", of: "assessment-unit") == ["Excellent", "Good"])
        #expect(try views.column("rank", of: "assessment-unit") == ["1", "-"])
        #expect(try views.column("unitName", of: "assessment-unit").first == "Institute of Medical Robotics")
    }

    @Test func `criteria that were replaced are kept, and one that returned holds again`() throws {
        var log = TestLog()
        func criterion(_ id: LocalID, _ title: String) -> Assessment.Criterion {
            Assessment.Criterion(id: id, title: title, evidence: .projects, maximum: Decimal("5"))
        }
        log.record(
            Assessment.Announced(
                title: "A", organiser: "USST", year: 2021, ratingScale: ["Good"],
                criteria: [criterion("C1", "One"), criterion("C2", "Two")]), "A-1", on: "2021")
        log.record(
            Assessment.CriteriaChanged(criteria: [criterion("C2", "Second")]), "A-1", on: "2022-01")
        log.record(
            Assessment.CriteriaChanged(
                criteria: [
                    criterion("C2", "Second"), Assessment.Criterion(id: "C1", title: "One again"),
                ]), "A-1", on: "2022-02")
        let views = try TestViews(log)
        #expect(try views.column("title", of: "assessment-criterion") == ["One again", "Second"])
        #expect(try views.column("maximum", of: "assessment-criterion") == ["-", "5"])
        #expect(try views.column("replacedOn", of: "assessment-criterion") == ["-", "-"])
        var shorter = log
        shorter.record(
            Assessment.CriteriaChanged(criteria: [criterion("C2", "Second")]), "A-1", on: "2022-03")
        #expect(
            try TestViews(shorter).column("replacedOn", of: "assessment-criterion") == ["2022-03", "-"])
    }

    @Test func `judgements have rows`() throws {
        var log = TestLog()
        log.record(Assessment.ExpertAppointed(person: "P-9"), "A-1", on: "2022-01")
        log.record(Assessment.MaterialsSubmitted(unit: "IMR", items: ["Report", "Accounts"]), "A-1")
        log.record(Assessment.Reviewed(unit: "IMR", type: .onSite, experts: ["P-9"]), "A-1")
        log.record(
            Assessment.CriterionScored(unit: "IMR", criterion: "C1", expert: "P-9", score: Decimal("9.5")),
            "A-1")
        log.record(
            Assessment.OpinionRecorded(
                unit: "IMR", unanimous: true, recommendation: .highlyRecommended, aspects: ["care"]), "A-1")
        let views = try TestViews(log)
        #expect(try views.column("appointedOn", of: "assessment-expert") == ["2022-01"])
        #expect(try views.column("items", of: "assessment-material") == [#"["Report","Accounts"]"#])
        #expect(try views.column("type", of: "assessment-review") == ["on_site"])
        #expect(try views.column("score", of: "assessment-score") == ["9.5"])
        #expect(try views.column("recommendation", of: "assessment-opinion") == ["highly_recommended"])
        let counts = try views.record("assessment/A-1")["counts"]
        #expect(counts?["scores"]?.int64 == 1)
    }
}

extension TestLog {
    /// The institute is rated best of two in 2021, as was released in November 2022.
    mutating func recordAssessment() {
        record(
            Assessment.Announced(
                title: "Special assessment", organiser: "USST", year: 2021,
                ratingScale: ["Excellent", "Good"], criteria: []), "A-1", on: "2021-12")
        record(Assessment.UnitEntered(unit: "IMR"), "A-1", on: "2022-01")
        record(
            Assessment.ResultDetermined(unit: "IMR", rating: "Excellent", rank: 1), "A-1", on: "2022-10")
        record(Assessment.ResultDetermined(unit: "OTHER", rating: "Good"), "A-1", on: "2022-10")
        record(Assessment.ResultsReleased(by: "USST"), "A-1", on: "2022-11")
    }
}
