import SutureJSON
import Testing

@testable import SutureDomain
@testable import SutureReadModels

@Suite struct ListTests {
    @Test func `a filter takes a value, several, or none`() throws {
        let views = try TestViews(.outcomes)
        #expect(
            try views.column("entry", of: "trial-outcome", where: #"{"result":"success"}"#) == ["1", "3"])
        #expect(
            try views.column("entry", of: "trial-outcome", where: #"{"result":["partial","failure"]}"#)
                == ["2", "4"])
        #expect(try views.column("entry", of: "trial-outcome", where: #"{"value":null}"#) == ["4"])
        #expect(
            try views.column("entry", of: "trial-outcome", where: #"{"result":"success","subject":"02"}"#)
                == ["3"])
        #expect(try views.column("entry", of: "trial-outcome", where: #"{"entry":[1,4]}"#) == ["1", "4"])
        #expect(try views.column("entry", of: "trial-outcome", where: #"{"result":[]}"#) == [])
    }

    @Test func `a list equals what is in it, a reference may have its kind, and names can be filtered by`()
        throws
    {
        let views = try TestViews(.programme())
        #expect(try views.column("id", of: "device", where: #"{"members":"D-2"}"#) == ["D-SET"])
        #expect(try views.column("id", of: "student", where: #"{"home":"institution/RENJI"}"#) == ["S-1"])
        #expect(try views.column("id", of: "student", where: #"{"personName":"Li Na"}"#) == ["S-1"])
        #expect(try views.column("id", of: "project", where: #"{"cooperative":true}"#) == ["PR-1"])
        #expect(try views.column("id", of: "project", where: #"{"cooperative":false}"#) == [])
        #expect(try views.column("id", of: "person", where: #"{"name":"Wu Tao"}"#) == ["P-0001"])
    }

    @Test func `rows are ordered by any column, decimals by their value`() throws {
        let views = try TestViews(.outcomes)
        #expect(
            try views.column("value", of: "trial-outcome", orderBy: "value") == ["-", "9.5", "10.25", "100"])
        #expect(
            try views.column("value", of: "trial-outcome", orderBy: "-value") == ["100", "10.25", "9.5", "-"])
        #expect(
            try views.column("subject", of: "trial-outcome", orderBy: "-subject") == ["03", "02", "02", "01"])
    }

    @Test(arguments: [nil, "value", "-value", "subject", "-subject", "note", "-deviceName"])
    func `pages of one row meet every row once`(orderBy: String?) throws {
        let views = try TestViews(.outcomes)
        var pages: [String] = []
        var after: String?
        repeat {
            let page = try views.page("trial-outcome", orderBy: orderBy, limit: 1, after: after)
            pages += page.lines
            after = page.next
        } while after != nil && pages.count < 10
        #expect(try pages == views.list("trial-outcome", orderBy: orderBy))
    }

    @Test func `rows that come in between are neither shown twice nor hide others`() throws {
        var log = TestLog()
        for number in stride(from: 10, to: 20, by: 2) {
            log.register(institution: "I-\(number)", name: "Number \(number)")
        }
        let views = try TestViews(log)
        let first = try views.page("institution", orderBy: "name", limit: 2)
        #expect(first.lines.count == 2)
        let seen = log.events.count
        log.register(institution: "I-11", name: "Number 11")
        log.register(institution: "I-15", name: "Number 15")
        try views.apply(log.events.dropFirst(seen))
        let rest = try views.page("institution", orderBy: "name", after: first.next)
        let names = try rest.lines.map { try JSONDocument(parsing: $0).root["name"]?.string }
        #expect(names == ["Number 14", "Number 15", "Number 16", "Number 18"])
        #expect(rest.next == nil)
        #expect(rest.position == log.head)
    }

    @Test func `what does not fit is refused by its name`() throws {
        let views = try TestViews(.outcomes)
        expectMisfit("view") { try views.list("colour") }
        expectMisfit("where.name") { try views.list("device", where: #"{"name":"N\u0000"}"#) }
        expectMisfit("where.name") { try views.list("device", where: #"{"name":["N\u0000","x"]}"#) }
        expectMisfit("view") { try views.list("search-term") }
        expectMisfit("where.colour") { try views.list("trial", where: #"{"colour":"red"}"#) }
        expectMisfit("where.result") { try views.list("trial-outcome", where: #"{"result":1}"#) }
        expectMisfit("where.result") { try views.list("trial-outcome", where: #"{"result":"sucess"}"#) }
        expectMisfit("where.result") {
            try views.list("trial-outcome", where: #"{"result":["success","sucess"]}"#)
        }
        expectMisfit("where.criteria") { try views.list("adverse-event", where: #"{"criteria":"grave"}"#) }
        expectMisfit("where.entry") { try views.list("trial-outcome", where: #"{"entry":["1"]}"#) }
        expectMisfit("where") { try views.list("trial", where: #""red""#) }
        expectMisfit("orderBy") { try views.list("trial", orderBy: "colour") }
        expectMisfit("limit") { try views.list("trial", limit: 0) }
        expectMisfit("limit") { try views.list("trial", limit: 1001) }
        expectMisfit("after") { try views.list("trial", after: "xyz") }
    }

    @Test func `a cursor fits the order that it was made for`() throws {
        let views = try TestViews(.outcomes)
        let next = try views.page("trial-outcome", orderBy: "value", limit: 1).next
        expectMisfit("after") { try views.list("trial-outcome", orderBy: "-value", after: next) }
        expectMisfit("after") { try views.list("trial-subject", after: next) }
    }

    @Test func `fifty rows come where no limit is given`() throws {
        var log = TestLog()
        for number in 100..<151 { log.register(institution: "I-\(number)", name: "Number \(number)") }
        let page = try TestViews(log).page("institution")
        #expect(page.lines.count == 50)
        #expect(page.next != nil)
    }

    @Test func `every view is described with the columns that its rows have`() throws {
        let trial = try #require(ViewCatalogue.descriptions.first { $0.name == "trial-outcome" })
        #expect(
            trial.columns.map(\.name) == [
                "trial", "trialName", "entry", "device", "deviceName", "result", "subject", "site",
                "endpoint",
                "value", "unitOfMeasure", "note", "occurredOn", "position",
            ])
        #expect(trial.columns[3].type == "reference")
        #expect(trial.columns[3].kind == "device")
        #expect(trial.columns[3].words == nil)
        #expect(trial.columns[5].words == ["success", "partial", "failure", "not_evaluable"])
        #expect(trial.columns[5].meaning == "success, partial, failure or not_evaluable.")
        for view in ViewCatalogue.descriptions {
            #expect(view.meaning.hasSuffix("."), "\(view.name)")
            #expect(view.columns.allSatisfy { $0.meaning.hasSuffix(".") }, "\(view.name)")
        }
    }

    /// The messages are for people.
    private func expectMisfit(
        _ parameter: String, sourceLocation: SourceLocation = #_sourceLocation, _ query: () throws -> [String]
    ) {
        let error = #expect(throws: QueryError.self, sourceLocation: sourceLocation) { try query() }
        guard case .invalidParameter(parameter, _)? = error else {
            Issue.record(
                "\(String(describing: error)) is not about \(parameter)", sourceLocation: sourceLocation)
            return
        }
    }
}

extension TestLog {
    fileprivate static var outcomes: TestLog {
        var log = TestLog()
        log.log(.success, of: "D-1", subject: "01", value: Decimal("9.5"))
        log.log(.partial, of: "D-2", subject: "02", value: Decimal("100"))
        log.log(.success, of: "D-1", subject: "02", value: Decimal("10.25"))
        log.log(.failure, of: "D-1", subject: "03")
        return log
    }
}
