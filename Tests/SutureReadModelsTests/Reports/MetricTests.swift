import SutureJSON
import Testing

@testable import SutureDomain
@testable import SutureReadModels
@testable import SutureReports

@Suite struct MetricTests {
    @Test func `the figures are exactly those of which claims may be made`() {
        let implemented = Metric.all.map { metric in
            let parameters = metric.parameters.map { "\($0.name)\($0.isRequired ? "" : "?")" }
            return "\(metric.name) {\(parameters.joined(separator: ", "))} \(metric.content)"
        }
        let claimable = MetricSignature.all.map { signature in
            let parameters = signature.parameters.map { "\($0.name)\($0.isRequired ? "" : "?")" }
            return "\(signature.name) {\(parameters.joined(separator: ", "))} \(signature.content)"
        }
        #expect(implemented == claimable)
    }

    @Test func `a rating and a rank hold from the day on which they are released`() throws {
        var log = TestLog.programme()
        log.recordAssessment()
        let reader = try TestViews(log).kept.reader
        let of = ["unit": "IMR", "year": "2021"]
        let rating = try reader.figure("assessment.rating", of: of, explain: true)
        #expect(rating.text == "Excellent")
        #expect(rating.value == nil)
        #expect(rating.counted?.map { "\($0.record) \($0.label)" } == ["assessment/A-1 Special assessment"])
        #expect(try reader.figure("assessment.rank", of: of).value == 1)
        #expect(
            try reader.figure("assessment.rank", of: ["unit": "unit/IMR", "year": "2021"]).value == 1)
        var unreleased = TestLog()
        for event in log.events.dropLast() {
            unreleased.record(
                type: event.type, stream: event.stream, data: event.data, on: event.occurredOn)
        }
        let before = try TestViews(unreleased).kept.reader.figure("assessment.rating", of: of)
        #expect(before.text == nil)
        #expect(before.why == "The records have no such rating.")
    }

    @Test func `a result without a rank has none`() throws {
        var log = TestLog.programme()
        log.recordAssessment()
        let reader = try TestViews(log).kept.reader
        let rank = try reader.figure("assessment.rank", of: ["unit": "OTHER", "year": "2021"])
        #expect(rank.value == nil)
        #expect(rank.why == "The records have no such rank.")
        #expect(try reader.figure("assessment.rank", of: ["unit": "IMR", "year": "2020"]).value == nil)
    }

    @Test func `of several results none is taken unless the organiser says which`() throws {
        var log = TestLog.programme()
        log.recordAssessment()
        log.record(
            Assessment.Announced(
                title: "Another", organiser: "RENJI", year: 2021, ratingScale: ["A"], criteria: []), "A-2")
        log.record(Assessment.ResultDetermined(unit: "IMR", rating: "A", rank: 4), "A-2")
        log.record(Assessment.ResultsReleased(by: "RENJI"), "A-2")
        let reader = try TestViews(log).kept.reader
        let both = try reader.figure("assessment.rank", of: ["unit": "IMR", "year": "2021"], explain: true)
        #expect(both.value == nil)
        #expect(
            both.why == "The records have several: assessment/A-1, assessment/A-2; say which one is meant.")
        #expect(both.counted?.count == 2)
        let one = ["unit": "IMR", "year": "2021", "organiser": "RENJI"]
        #expect(try reader.figure("assessment.rank", of: one).value == 4)
        let shown = try reader.programme(metric: "assessment.rating").figures.map {
            "\($0.told["parameters"]?.object?.compactMap(\.value.string) ?? []) \($0.text ?? "–")"
        }
        #expect(
            shown == [
                #"["IMR", "2021"] –"#, #"["RENJI", "IMR", "2021"] A"#, #"["USST", "IMR", "2021"] Excellent"#,
                #"["OTHER", "2021"] Good"#,
            ])
    }

    @Test func `key projects and commitments are counted by unit`() throws {
        var log = TestLog.programme()
        log.record(Project.KeyDesignated(ground: "best"), "PR-1")
        log.record(Person.Committed(to: "IMR", capacity: .doctoralCandidate), "P-0002")
        let views = try TestViews(log).kept
        #expect(try views.value("projects.key", "IMR") == 1)
        #expect(try views.value("projects.key", "CENTRE") == 0)
        #expect(try views.value("doctoral-candidates.committed", "IMR") == 1)
        #expect(try views.value("doctors.committed", "IMR") == 0)
    }

    @Test func `achievements are counted by unit, by type and by both until they are retracted`() throws {
        var log = TestLog()
        func achieve(_ id: String, _ type: Achievement.Recorded.Kind, _ units: [Unit.ID]) {
            log.record(
                Achievement.Recorded(
                    type: type, title: id, units: units, projects: [], devices: [], persons: [],
                    identifier: nil), id)
        }
        achieve("A-1", .patent, ["IMR"])
        achieve("A-2", .paper, ["IMR", "CENTRE"])
        achieve("A-3", .patent, [])
        achieve("A-4", .award, ["CENTRE"])
        log.record(Achievement.AppliedClinically(hospital: "RENJI", effect: "less pain", volume: 3), "A-1")
        log.record(Achievement.AppliedClinically(hospital: nil, effect: nil, volume: nil), "A-1")
        log.record(Achievement.AppliedClinically(hospital: nil, effect: nil, volume: nil), "A-4")
        log.record(Achievement.Retracted(ground: "wrong"), "A-4")
        let report = try TestViews(log).kept.reader.programme(metric: "achievements")
        #expect(
            report.figures.map { figure in
                let of = figure.parameters.sorted { $0.key > $1.key }.map(\.value)
                return "\(of.joined(separator: " ")): \(figure.value ?? -1)"
            } == [
                ": 3", "CENTRE: 1", "IMR: 2", "award: 0", "paper: 1", "patent: 2", "CENTRE award: 0",
                "CENTRE paper: 1", "IMR paper: 1", "IMR patent: 1",
            ])
        let views = try TestViews(log).kept
        #expect(try views.value("achievements.applied-clinically") == 1)
        #expect(try views.value("achievements.applied-clinically", "IMR") == 1)
        #expect(try views.value("achievements.applied-clinically", "CENTRE") == 0)
    }
}
