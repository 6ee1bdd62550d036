import Testing

@testable import SutureDomain

@Suite struct DecimalTests {
    @Test(arguments: ["0", "-0", "12.50", "-12.5", "007", "0.000", String(repeating: "9", count: 38)])
    func `a number is kept as it was written`(text: String) throws {
        #expect(try #require(Decimal(text)).description == text)
    }

    @Test(arguments: [
        "", "-", ".", "1.", ".5", "+1", "1e3", "1,5", "--1", "1.2.3", " 1", "１", "NaN",
        String(repeating: "9", count: 39),
    ])
    func `what is no number is not taken`(text: String) {
        #expect(Decimal(text) == nil)
    }

    @Test func `no digit that was typed is lost`() {
        #expect(Decimal("12.50") != Decimal("12.5"))
        #expect(Decimal(integer: -7) == Decimal("-7"))
    }
}
