import SutureJSON
import Testing

@testable import SutureDomain
@testable import SutureReadModels

@Suite struct SourceViewTests {
    @Test func `a source shows what it says`() throws {
        var log = TestLog.programme()
        log.record(
            Source.Registered(
                title: "Progress", type: .news, publishedOn: "2019-11-06", publisher: "USST",
                contributors: [.init(person: "P-0001", role: .author)], section: "Banner"), "NEWS")
        log.record(
            Source.ClaimRecorded(
                claim: "C1", quote: "more than 200", metric: "students.graduate.entered-projects",
                parameters: [MetricArgument(name: "home", value: "USST")], comparator: .moreThan,
                value: "200", asOf: "2019-11", attribution: .reported), "NEWS", on: "2019-11-06")
        log.record(Source.ClaimWithdrawn(claim: "C1"), "NEWS", on: "2020")
        log.record(
            Source.StatementRecorded(speaker: "P-0001", type: .goal, text: "A model"), "NEWS",
            on: "2019-09-26")
        let views = try TestViews(log)
        #expect(
            try views.list("source") == [
                #"{"id":"NEWS","title":"Progress","type":"news","publishedOn":"2019-11-06","publisher":"USST","#
                    + #""section":"Banner","position":20}"#
            ])
        #expect(try views.column("personName", of: "source-contributor") == ["Wu Tao"])
        #expect(try views.column("parameters", of: "source-claim") == [#"["home=USST"]"#])
        #expect(try views.column("withdrawnOn", of: "source-claim") == ["2020"])
        #expect(try views.column("text", of: "source-statement") == ["A model"])
    }

    @Test func `claims and statements are found by their words`() throws {
        var log = TestLog()
        log.record(
            Source.Registered(title: "进展", type: .news, publishedOn: "2019", contributors: []), "NEWS")
        log.record(
            Source.StatementRecorded(type: .appraisal, text: "广泛好评 in trials"), "NEWS")
        let views = try TestViews(log)
        for text in ["进展", "好评"] {
            let page = try views.reader.search(SearchQuery(text: text))
            #expect(page.lines.count == 1, "\(text)")
        }
    }
}
