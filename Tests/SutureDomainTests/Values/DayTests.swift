import SutureTestSupport
import Testing

@testable import SutureDomain

@Suite struct DayTests {
    @Test(arguments: [
        ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2022-11-07", 19_303),
        ("0001-01-01", -719_162), ("0976-12-31", -362_686), ("1000-01-01", -354_285),
        ("9999-12-31", 2_932_896),
    ])
    func `a day is counted from 1970`(text: String, number: Int) throws {
        #expect(try #require(Day(text)).number == number)
        #expect(Day(number: number).description == text)
    }

    @Test(arguments: ["2024-02-29", "2000-02-29", "1600-02-29", "2023-02-28"])
    func `leap years are those of Gregory`(text: String) {
        #expect(Day(text)?.description == text)
    }

    @Test(arguments: [
        "2023-02-29", "1900-02-29", "2100-02-29", "2022-04-31", "2022-13-01", "2022-00-10", "2022-01-00",
        "0000-12-31", "2022-1-01", "2022-01-1", "22-01-01", "2022-01", "2022/01/01", "2022-01-01 ",
        "-2022-01-01",
        "2022-01-01-01", "２０２２-01-01", "",
    ])
    func `what is no day is not taken`(text: String) {
        #expect(Day(text) == nil)
    }

    @Test func `days follow one another`() {
        #expect(day("2023-12-31").adding(days: 1) == day("2024-01-01"))
        #expect(day("2024-03-01").adding(days: -1) == day("2024-02-29"))
        #expect(day("2024-02-29") < day("2024-03-01"))
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `a day survives being written and read`(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        for _ in 0..<500 {
            let day = Day(number: Int.random(in: -719_162...2_932_896, using: &random))
            let (year, month, dayOfMonth) = day.components
            try #require(Day(day.description) == day)
            try #require(Day(year: year, month: month, day: dayOfMonth) == day)
        }
    }
}
