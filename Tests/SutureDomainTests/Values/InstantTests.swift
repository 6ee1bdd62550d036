import SutureTestSupport
import Testing

@testable import SutureDomain

@Suite struct InstantTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("1970-01-01T00:00:00.000001Z", 1), ("1969-12-31T23:59:59.999999Z", -1),
        ("2022-11-07T09:30:00Z", 1_667_813_400_000_000), ("2022-11-07T17:30:00+08:00", 1_667_813_400_000_000),
        ("2022-11-07T06:00:00-03:30", 1_667_813_400_000_000), ("2022-11-07t09:30:00z", 1_667_813_400_000_000),
        ("2022-11-07T09:30:00.5Z", 1_667_813_400_500_000), ("2024-02-29T23:59:59Z", 1_709_251_199_000_000),
    ])
    func `a moment is counted in microseconds`(text: String, microseconds: Int64) throws {
        #expect(try #require(Instant(text)).microseconds == microseconds)
    }

    @Test(arguments: [
        "", "2022-11-07", "2022-11-07T09:30:00", "2022-11-07 09:30:00Z", "2022-11-07T24:00:00Z",
        "2022-11-07T09:60:00Z", "2022-11-07T09:30:60Z", "2022-11-07T09:30Z", "2022-11-07T09:30:00.Z",
        "2022-11-07T09:30:00.1234567Z", "2022-11-07T09:30:00+08", "2022-11-07T09:30:00+24:00",
        "2022-11-07T09:30:00+08:60", "2022-02-29T09:30:00Z", "2022-11-07T09:30:00ZZ", "2022-11-07T0９:30:00Z",
        // In UTC they lie in the years 10000 and 0.
        "9999-12-31T23:59:59-00:01", "9999-12-31T00:01:00-23:59", "0001-01-01T00:00:00+00:01",
        "0000-12-31T23:59:59Z",
    ])
    func `what is no moment is not taken`(text: String) {
        #expect(Instant(text) == nil)
    }

    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00.000000Z"), (-1, "1969-12-31T23:59:59.999999Z"),
            (1_667_813_400_500_000, "2022-11-07T09:30:00.500000Z"),
            (.min, "-9223372036854775808"), (.max, "9223372036854775807"),
        ] as [(Int64, String)])
    func `a moment is written in UTC with microseconds`(microseconds: Int64, text: String) {
        #expect(Instant(microseconds: microseconds).description == text)
    }

    @Test func `a moment lies on a day of UTC`() throws {
        #expect(try #require(Instant("2022-11-08T07:59:59+08:00")).day == day("2022-11-07"))
        #expect(Instant(microseconds: -1).day == day("1969-12-31"))
        #expect(Instant(microseconds: -1) < Instant(microseconds: 0))
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func `a moment survives being written and read`(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        for _ in 0..<500 {
            // From the year 1 to the end of 9999.
            let range: ClosedRange<Int64> = -62_135_596_800_000_000...253_402_300_799_999_999
            let instant = Instant(microseconds: .random(in: range, using: &random))
            try #require(Instant(instant.description) == instant)
        }
    }
}
