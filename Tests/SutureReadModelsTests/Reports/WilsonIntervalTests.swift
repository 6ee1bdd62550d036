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
        #expect(fourDecimals(interval.lower) == lower)
        #expect(fourDecimals(interval.upper) == upper)
    }

    @Test func `four decimals are rounded to the nearest, halves up`() {
        #expect(fourDecimals(0) == "0.0000")
        #expect(fourDecimals(1) == "1.0000")
        #expect(fourDecimals(2.0 / 3) == "0.6667")
        #expect(fourDecimals(0.00005) == "0.0001")
        #expect(fourDecimals(0.03124) == "0.0312")
        #expect(fourDecimals(0.99996) == "1.0000")
    }
}
