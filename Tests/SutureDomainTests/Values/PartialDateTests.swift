import Testing

@testable import SutureDomain

@Suite struct PartialDateTests {
    @Test(arguments: [
        ("2022", "2022-01-01", "2022-12-31"), ("2022-02", "2022-02-01", "2022-02-28"),
        ("2024-02", "2024-02-01", "2024-02-29"), ("2022-11-07", "2022-11-07", "2022-11-07"),
        ("2020..2022-11-07", "2020-01-01", "2022-11-07"), ("2020-05..2020-06", "2020-05-01", "2020-06-30"),
        ("2020..2020", "2020-01-01", "2020-12-31"), ("..2022-11-07", nil, "2022-11-07"),
        ("..2022", nil, "2022-12-31"), ("unknown", nil, nil),
    ])
    func `a date is an interval of days`(text: String, earliest: String?, latest: String?) throws {
        let date = try #require(PartialDate(from(text)))
        #expect(date.earliest?.description == earliest)
        #expect(date.latest?.description == latest)
        #expect(date.description == text)
        #expect(!date.isReversed)
    }

    @Test(arguments: [
        "", "..", "2020..", "2022-2", "2022-13", "2022-02-30", "22", "20222", "0000", "976", "10000",
        "Unknown",
        "2020...2021",
        "2020..2021..2022", "..unknown", "unknown..2022", "2022-", "-2022", " 2022", "2022-11-07T09:00:00Z",
    ])
    func `what is no date is not taken`(text: String) {
        #expect(PartialDate(from(text)) == nil)
    }

    @Test(arguments: ["2022..2021", "2022-11-07..2022-11-06", "2022-03..2022-02"])
    func `a range that ends before it begins is told apart`(text: String) throws {
        #expect(try #require(PartialDate(from(text))).isReversed)
    }

    @Test(arguments: [
        ("2022", "2021", true), ("2022", "2022", false), ("2022", "2021-12-31", true),
        ("2022-01-01", "2021", true),
        ("2022-06", "2022", false), ("2022-06", "2022-05-31", true), ("2022-06", "2022-06-01", false),
        ("2022", "..2021", true), ("2022", "..2022", false), ("..2023", "2021", false),
        ("2022..2023", "2020..2021", true), ("2022..2023", "2020..2022", false), ("unknown", "2021", false),
        ("2022", "unknown", false), ("unknown", "unknown", false), ("..2022", "..2021", false),
    ])
    func `only what holds for every possible day is provable`(late: String, early: String, holds: Bool) throws
    {
        let late = try #require(PartialDate(from(late)))
        let early = try #require(PartialDate(from(early)))
        #expect(late.isProvablyAfter(early) == holds)
        #expect(early.isProvablyBefore(late) == holds)
        #expect(!early.isProvablyAfter(late))
    }

    /// Keeps a literal from being taken for a date in the source code, which traps if it is none.
    private func from(_ text: String) -> String { text }
}
