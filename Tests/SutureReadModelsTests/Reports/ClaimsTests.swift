import SutureJSON
import Testing

@testable import SutureDomain
@testable import SutureReadModels
@testable import SutureReports

@Suite struct ClaimsTests {
    @Test(
        arguments: [
            ("exactly", "3", "supported"), ("exactly", "2", "contradicted"),
            ("more_than", "2", "supported"), ("more_than", "3", "contradicted"),
            ("at_least", "3", "supported"), ("at_least", "4", "contradicted"),
            ("less_than", "4", "supported"), ("less_than", "3", "contradicted"),
            ("some", nil, "not_checkable"), ("some", "quite a number", "not_checkable"),
            ("exactly", nil, "not_checkable"), ("exactly", "many", "not_checkable"),
            ("nearly", "3", "not_checkable"),
        ] as [(String, String?, String)])
    func `a number is compared exactly`(comparator: String, value: String?, verdict: String) {
        #expect(judgement(comparator, value, number: 3).verdict.rawValue == verdict)
    }

    @Test(arguments: [
        (90 as Int64, "100", "supported"), (110, "100", "supported"), (89, "100", "contradicted"),
        (111, "100", "contradicted"), (1_147, "1,274", "supported"), (1_146, "1,274", "contradicted"),
        (0, "9", "contradicted"), (9, "9", "supported"), (0, "0", "supported"), (1, "0", "contradicted"),
        (.max, "9223372036854775807", "supported"), (0, "9223372036854775807", "contradicted"),
    ])
    func `about is within ten per cent`(found: Int64, value: String, verdict: String) {
        #expect(judgement("about", value, number: found).verdict.rawValue == verdict)
    }

    @Test func `some is contradicted by none`() {
        #expect(
            judgement("some", nil, number: 0) == Judgement(.contradicted, "The records have none."))
        #expect(
            judgement("some", nil, number: 3).why == "The records have 3; how many are claimed is not said.")
    }

    @Test func `a word is the same or it is not`() {
        func rating(_ comparator: String, _ value: String?) -> Judgement {
            let claim = claim("assessment.rating", comparator, value)
            return Judgement(of: claim, MetricReading(text: "Excellent"))
        }
        #expect(
            rating("exactly", "Excellent")
                == Judgement(.supported, "The records say Excellent; claimed is exactly Excellent."))
        #expect(rating("exactly", "Good").verdict == .contradicted)
        #expect(rating("some", nil).verdict == .notCheckable)
    }

    @Test func `what the records cannot say is not checked`() {
        let unsaid = MetricReading(why: "There are several.")
        #expect(
            Judgement(of: claim("units.inaugurated", "exactly", "1"), unsaid)
                == Judgement(.notCheckable, "There are several."))
    }

    // MARK: Of the records

    @Test func `claims that stand are listed by document, and held against the views`() throws {
        var log = TestLog.programme()
        log.recordClaims()
        let reader = try TestViews(log).kept.reader
        let (head, recorded) = try reader.claims()
        #expect(recorded.map { "\($0.source) \($0.claim)" } == ["NEWS C1", "NEWS C2", "REPORT C1"])
        #expect(head.position == log.head)
        #expect(
            recorded.placesByDay.map { "\($0.day) \($0.places)" } == ["2019-12-31 [0]", "2022-11-07 [2]"])
        #expect(try reader.claims(of: "REPORT").recorded.map(\.source) == ["REPORT"])
        #expect(throws: QueryError.notFound("source/X")) { try reader.claims(of: "X") }
        let checked = try reader.check(recorded, explain: true)
        #expect(
            checked.map { "\($0.verdict.rawValue): \($0.why)" } == [
                "contradicted: The records have 1; claimed is more than 200.",
                "supported: The records have 1; claimed is exactly 1.",
                "not_checkable: The records have 1; how many are claimed is not said.",
            ])
        #expect(checked[0].figure?.counted?.map(\.label) == ["Li Na"])
        #expect(checked[0].recorded.parameters == ["home": "RENJI"])
        #expect(checked[0].recorded.label == "Progress")
    }

    @Test func `a claim without a day, or about a figure that is unknown, is not checked`() throws {
        var log = TestLog.programme()
        log.recordClaims()
        let claims = try TestViews(log).kept.reader.claims().recorded
        #expect(claims[1].day == nil)
        #expect(claims[1].unchecked.why == "It is not known for which day it is claimed.")
        #expect(claims[1].unchecked.verdict == .notCheckable)
        let unknown = claim("students.happy", "exactly", "1")
        #expect(unknown.unchecked.why == "There is no figure students.happy in this version.")
        let checked = try TestViews(log).kept.reader.check([unknown], explain: false)
        #expect(checked == [unknown.unchecked])
    }

    private func judgement(_ comparator: String, _ value: String?, number: Int64) -> Judgement {
        Judgement(of: claim("units.inaugurated", comparator, value), MetricReading(number: number))
    }

    private func claim(_ metric: String, _ comparator: String, _ value: String?) -> RecordedClaim {
        RecordedClaim(
            source: "S", label: "S", claim: "C", quote: "", metric: metric, parameters: [:],
            comparator: comparator, value: value, asOf: "2022", attribution: nil)
    }
}

extension ViewReader {
    fileprivate func claims(of source: String? = nil) throws -> (head: ReportHead, recorded: [RecordedClaim])
    {
        let question = try question(to: ClaimsReport.self, source.map { ["source": .string($0)] } ?? [:])
        let (head, recorded) = try gather(ClaimsReport.self, question, asOf: nil)
        return (head, recorded)
    }

    fileprivate func check(_ claims: [RecordedClaim], explain: Bool) throws -> [CheckedClaim] {
        try ask { source in try claims.map { try $0.checked(in: source, explain: explain) } }
    }
}

extension TestLog {
    /// Four claims of two documents, one of which was withdrawn and one of which has no day.
    fileprivate mutating func recordClaims() {
        for (id, title) in [("NEWS", "Progress"), ("REPORT", "A report")] {
            record(
                Source.Registered(
                    title: title, type: .news, publishedOn: "2019-11-06", publisher: nil, contributors: [],
                    section: nil, sha256: nil), id)
        }
        claim("NEWS", "C1", "students.graduate.entered-projects", .moreThan, "200", "2019", home: "RENJI")
        claim("NEWS", "C2", "students.graduate.entered-projects", .exactly, "1", "unknown")
        claim("NEWS", "C3", "units.inaugurated", .exactly, "2", "2019")
        record(Source.ClaimWithdrawn(claim: "C3"), "NEWS")
        claim("REPORT", "C1", "students.participated", .some, nil, "2022-11-07")
    }

    private mutating func claim(
        _ source: String, _ id: LocalID, _ metric: String, _ comparator: Source.ClaimRecorded.Comparator,
        _ value: String?, _ asOf: PartialDate, home: String? = nil
    ) {
        record(
            Source.ClaimRecorded(
                claim: id, quote: "as it says", metric: metric,
                parameters: home.map { [MetricArgument(name: "home", value: $0)] } ?? [],
                comparator: comparator, value: value, asOf: asOf, attribution: nil), source)
    }
}
