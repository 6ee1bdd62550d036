import SutureJSON
import Testing

@testable import SutureDomain
@testable import SutureReadModels

@Suite struct SearchTests {
    @Test func `two Chinese characters find a person`() throws {
        let found = try TestViews(.programme()).reader.search(SearchQuery(text: "吴涛"))
        #expect(
            found.lines == [
                #"{"record":"person/P-0001","kind":"person","label":"Wu Tao","type":"name","term":"吴涛"}"#
            ])
    }

    @Test func `a part of a name finds its record once, under whatever name`() throws {
        var log = TestLog.programme()
        log.record(Institution.AliasAdded(alias: "Shanghai Tech", type: .short), "USST")
        log.record(Institution.Renamed(name: "USST of Shanghai"), "USST")
        let found = try records(TestViews(log), "shanghai")
        #expect(found == ["institution/USST"])
    }

    @Test func `titles and statements are searched, within the kinds that are asked for`() throws {
        var log = TestLog.programme()
        log.record(Unit.GoalDeclared(text: "Close deep wounds", policyContext: []), "IMR")
        let views = try TestViews(log)
        #expect(try records(views, "deep wounds") == ["project/PR-1", "trial/T-1", "unit/IMR"])
        #expect(try records(views, "deep wounds", kinds: ["trial", "unit"]) == ["trial/T-1", "unit/IMR"])
    }

    @Test func `the signs of a pattern are taken as they are`() throws {
        var log = TestLog()
        log.register(institution: "A", name: "100% cotton")
        log.register(institution: "B", name: "100 cotton")
        let views = try TestViews(log)
        #expect(try records(views, "0%") == ["institution/A"])
        #expect(try records(views, "_00") == [])
    }

    @Test func `a letter is found however its accent was typed`() throws {
        var log = TestLog()
        log.register(institution: "A", name: "Caf\u{E9} Royal")
        log.register(institution: "B", name: "Cafe\u{301} Central")
        let views = try TestViews(log)
        #expect(try records(views, "Caf\u{E9}") == ["institution/A", "institution/B"])
        #expect(try records(views, "Cafe\u{301}") == ["institution/A", "institution/B"])
    }

    @Test func `nobody is found by having been erased`() throws {
        let views = try TestViews(
            .programme(), unseal: TestSealer.unsealing(erased: ["person/P-0001"]))
        #expect(try records(views, "erased") == [])
        #expect(try records(views, "Wu") == [])
        #expect(try records(views, "Li Na") == ["person/P-0002"])
    }

    @Test func `search goes on where the page before ended`() throws {
        let views = try TestViews(.programme())
        let first = try views.reader.search(SearchQuery(text: "e", limit: 2))
        #expect(first.lines.count == 2)
        let rest = try views.reader.search(SearchQuery(text: "e", after: first.next))
        #expect(rest.next == nil)
        #expect(try first.lines + rest.lines == views.reader.search(SearchQuery(text: "e")).lines)
    }

    @Test func `an unknown kind and an empty text are refused`() throws {
        let reader = try TestViews().reader
        #expect(throws: QueryError.self) { try reader.search(SearchQuery(text: "x", kinds: ["colour"])) }
        #expect(throws: QueryError.self) { try reader.search(SearchQuery(text: "")) }
    }

    /// SQLite takes it for the end of a text: then everything is found, or what begins as the text does.
    @Test(arguments: ["\0", "e\0", "\0e", "ee\0dle"])
    func `a text with a character that none has is refused`(text: String) throws {
        let reader = try TestViews(.programme()).reader
        let error = #expect(throws: QueryError.self) { try reader.search(SearchQuery(text: text)) }
        #expect(
            error
                == .invalidParameter("text", message: "text holds the character U+0000, which no text has."))
    }

    private func records(_ views: TestViews, _ text: String, kinds: [String] = []) throws -> [String] {
        try views.reader.search(SearchQuery(text: text, kinds: kinds)).lines.compactMap {
            try JSONDocument(parsing: $0).root["record"]?.string
        }
    }
}
