import Testing

@testable import SutureReadModels

@Suite struct WilsonIntervalTests {
    /// The first four are those of R. G. Newcombe, Statistics in Medicine 17 (1998), 857–872, table I.
    @Test(
        arguments: [
            (81, 263, "0.2553", "0.3662"), (15, 148, "0.0624", "0.1605"), (0, 20, "0.0000", "0.1611"),
            (1, 29, "0.0061", "0.1718"), (0, 1, "0.0000", "0.7935"), (1, 1, "0.2065", "1.0000"),
            (3, 5, "0.2307", "0.8824"), (8, 10, "0.4902", "0.9433"), (500, 1000, "0.4691", "0.5309"),
        ] as [(Int64, Int64, String, String)])
    func `known bounds come out`(successes: Int64, count: Int64, lower: String, upper: String) {
        let interval = WilsonInterval(successCount: successes, count: count)
        #expect(FourDecimals(irrational: interval.lower).description == lower)
        #expect(FourDecimals(irrational: interval.upper).description == upper)
    }

    /// A bound x of s successes among n solves (s - n x)² = z² n x (1 - x): the last decimal that is shown is
    /// held against that equation at the halves beside it, by integers.
    @Test func `no bound is rounded to the wrong side`() throws {
        for count in Int64(1)...300 {
            for successes in 0...count {
                let interval = WilsonInterval(successCount: successes, count: count)
                for bound in [interval.lower, interval.upper] {
                    let text = FourDecimals(irrational: bound).description
                    let shown = try #require(Int64(text.filter { $0 != "." }))
                    let isUpper = bound == interval.upper
                    let halves = (below: 2 * shown - 1, above: 2 * shown + 1)
                    let fits =
                        isUpper
                        ? WilsonIntervalTests.reaches(halves.below, successes, count, isUpper)
                            && !WilsonIntervalTests.reaches(halves.above, successes, count, isUpper)
                        : !WilsonIntervalTests.reaches(halves.below, successes, count, isUpper)
                            && WilsonIntervalTests.reaches(halves.above, successes, count, isUpper)
                    #expect(fits, "\(text) of \(successes) among \(count)")
                }
            }
        }
    }

    /// Whether the number of twenty-thousandths lies within the interval, or beyond the bound that is not
    /// looked at.
    private static func reaches(_ number: Int64, _ successes: Int64, _ count: Int64, _ isUpper: Bool) -> Bool
    {
        let distance = Int128(20_000 * successes - count * number)
        if isUpper, distance >= 0 { return true }
        if !isUpper, distance <= 0 { return true }
        // The square of the percentile is 3.841458820694125958…; no half is so near a bound that more of it
        // is needed.
        let square: Int128 = 3_841_458_820_694_125_958
        let spread = Int128(count) * Int128(number) * Int128(20_000 - number)
        return distance * distance * 1_000_000_000_000_000_000 <= square * spread
    }
}
