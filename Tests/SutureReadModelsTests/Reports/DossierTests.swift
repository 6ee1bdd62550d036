import SutureJSON
import Testing

@testable import SutureDomain
@testable import SutureReadModels

@Suite struct DossierTests {
    @Test func `what speaks for a unit is found for each kind of evidence`() throws {
        var log = TestLog.programme()
        log.announce(Assessment.EvidenceKind.allCases)
        log.recordEvidence()
        let report = try TestViews(log).kept.reader.report("dossier", ["assessment": "A-1", "unit": "IMR"])
        let rows = report.criteria.map { criterion in
            "\(criterion.kind.or("–")): "
                + criterion.evidence.map { row in
                    let amount = row.amount == nil ? "" : "\(row.amount.minorUnits) \(row.amount.currency)"
                    return [row.record, row.entry, row.label, row.status, row.date, row.detail]
                        .map(\.description).filter { !$0.isEmpty }.joined(separator: " | ")
                        + (amount.isEmpty ? "" : " | \(amount)")
                }.joined(separator: "; ")
        }
        #expect(
            rows == [
                "objectives: unit/IMR | O1 | Ten devices | open | 2025 | 2.5 of 10 devices",
                "contents: unit/IMR | O2 | A laboratory | completed | 2021-06",
                "technology_spillover: unit/IMR | A needle | 2021 | licence for Renji Hospital | 1250000 CNY",
                "public_service: ", "sustainability: ", "industry_promotion: ",
                "projects: project/PR-1 | Needles for deep wounds | running | 2019-06 | key project cooperative",
                "training: instructor/I-1 | Wu Tao | selected | 2020 | joint training instructor; "
                    + "student/S-1 | Li Na | enrolled | 2019-09 | master",
            ])
    }

    @Test func `criteria stand in the order in which they were announced`() throws {
        var log = TestLog.programme()
        let criteria = try ["Z", "A"].map {
            Assessment.Criterion(id: try #require(LocalID($0)), title: "By \($0)", evidence: .projects)
        }
        log.record(
            Assessment.Announced(
                title: "Special assessment", organiser: "USST", year: 2021, ratingScale: ["Excellent"],
                criteria: criteria), "A-1")
        let report = try TestViews(log).kept.reader.report("dossier", ["assessment": "A-1", "unit": "IMR"])
        #expect(report.criteria.map(\.criterion) == ["Z", "A"] as [Told])
    }

    @Test func `what is missing is listed in the order in which an assessment goes`() throws {
        var log = TestLog.programme()
        log.announce([.objectives, .publicService])
        log.recordEvidence()
        let report = try TestViews(log).kept.reader.report("dossier", ["assessment": "A-1", "unit": "IMR"])
        #expect(report.enteredOn == nil)
        #expect(
            report.missing.map { "\($0.what) \($0.criterion.or("–")): \($0.message)" } == [
                "participation –: IMR does not take part yet.",
                "objective C0: O1 (Ten devices) has not been completed.",
                "evidence C1: Nothing of IMR speaks for C1 (By public_service): it has no public service.",
                "materials –: No materials have been submitted.",
                "visit –: There has been no visit on site.",
                "score C0: C0 (By objectives) has not been scored.",
                "score C1: C1 (By public_service) has not been scored.",
                "opinion –: The experts have given no opinion.",
                "result –: The result has not been determined.",
            ])
    }

    @Test func `a dossier that is complete misses nothing`() throws {
        var log = TestLog.programme()
        log.announce([.projects])
        log.judge()
        log.record(Assessment.ResultsReleased(by: "USST"), "A-1", on: "2022-11")
        let report = try TestViews(log).kept.reader.report("dossier", ["assessment": "A-1", "unit": "IMR"])
        #expect(report.missing == [])
        #expect(report.criteria[0].scores.map { "\($0.label) \($0.score)" } == ["Wu Tao 9.5"])
        #expect(report.materials.map(\.items) == [["Report"]] as [Told])
        #expect(report.reviews.map(\.type) == ["on_site"] as [Told])
        #expect(report.opinions.map(\.aspects) == [["positioning"]] as [Told])
        #expect(report.result.rank == 1)
        #expect(report.result.releasedOn == "2022-11")
        #expect(report.unitLabel == "Institute of Medical Robotics")
        #expect(report.year == 2021)
    }

    @Test func `results that are not released yet, and criteria without evidence, are gaps`() throws {
        var log = TestLog.programme()
        log.announce([])
        log.judge()
        let report = try TestViews(log).kept.reader.report("dossier", ["assessment": "A-1", "unit": "IMR"])
        #expect(report.missing.map(\.what) == ["criteria", "release"] as [Told])
        var unspecific = TestLog.programme()
        unspecific.record(
            Assessment.Announced(
                title: "A", organiser: "USST", year: 2021, ratingScale: ["Good"],
                criteria: [Assessment.Criterion(id: "C1", title: "Spirit")]), "A-1")
        let gaps = try TestViews(unspecific).kept.reader.report(
            "dossier", ["assessment": "A-1", "unit": "IMR"]
        ).missing
        #expect(
            gaps.rows.contains {
                $0.message == "C1 (Spirit) does not say which records speak for it." && $0.what == "evidence"
            })
    }

    @Test func `an assessment or a unit that is not there is not found`() throws {
        var log = TestLog.programme()
        log.announce([])
        let reader = try TestViews(log).kept.reader
        #expect(throws: QueryError.notFound("assessment/A-9")) {
            try reader.report("dossier", ["assessment": "A-9", "unit": "IMR"])
        }
        #expect(throws: QueryError.notFound("unit/U-9")) {
            try reader.report("dossier", ["assessment": "A-1", "unit": "U-9"])
        }
    }

    @Test func `of an assessment that is not known yet only what is there is shown`() throws {
        var log = TestLog.programme()
        log.record(Assessment.ResultDetermined(unit: "IMR", rating: "Good"), "A-1")
        let report = try TestViews(log).kept.reader.report("dossier", ["assessment": "A-1", "unit": "IMR"])
        #expect(report.label == "A-1")
        #expect(report.result.rating == "Good")
    }
}

extension TestLog {
    /// A criterion for each kind of evidence.
    fileprivate mutating func announce(_ kinds: [Assessment.EvidenceKind]) {
        let criteria = kinds.enumerated().compactMap { index, kind in
            LocalID("C\(index)").map {
                Assessment.Criterion(id: $0, title: "By \(kind.rawValue)", evidence: kind)
            }
        }
        record(
            Assessment.Announced(
                title: "Special assessment", organiser: "USST", year: 2021, ratingScale: ["Excellent"],
                criteria: criteria), "A-1", on: "2021-12")
    }

    fileprivate mutating func recordEvidence() {
        record(
            Unit.ObjectiveSet(
                objective: "O1", type: .objective, statement: "Ten devices", target: Decimal("10"),
                unit: "devices", due: "2025"), "IMR")
        record(Unit.ObjectiveProgressed(objective: "O1", value: Decimal("2.5"), text: "begun"), "IMR")
        record(Unit.ObjectiveSet(objective: "O2", type: .content, statement: "A laboratory"), "IMR")
        record(Unit.ObjectiveCompleted(objective: "O2"), "IMR", on: "2021-06")
        record(
            Unit.ContributionRecorded(
                type: .technologySpillover, mode: "licence", text: "A needle", recipient: "RENJI",
                amount: Money(minorUnits: 1_250_000, currency: "CNY")), "IMR", on: "2021")
        record(Project.KeyDesignated(ground: "best"), "PR-1")
        record(Instructor.Selected(person: "P-0001", school: "IMR", project: "PR-1"), "I-1", on: "2020")
    }

    fileprivate mutating func judge() {
        record(Assessment.UnitEntered(unit: "IMR"), "A-1", on: "2022-01")
        record(Assessment.ExpertAppointed(person: "P-0001"), "A-1")
        record(Assessment.MaterialsSubmitted(unit: "IMR", items: ["Report"]), "A-1")
        record(Assessment.Reviewed(unit: "IMR", type: .onSite, experts: ["P-0001"]), "A-1")
        record(
            Assessment.CriterionScored(
                unit: "IMR", criterion: "C0", expert: "P-0001", score: Decimal("9.5")), "A-1")
        record(
            Assessment.OpinionRecorded(
                unit: "IMR", unanimous: true, recommendation: .highlyRecommended, aspects: ["positioning"]),
            "A-1")
        record(Assessment.ResultDetermined(unit: "IMR", rating: "Excellent", rank: 1), "A-1")
    }
}
