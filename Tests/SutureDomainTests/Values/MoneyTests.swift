import SutureDomain
import Testing

@Suite struct MoneyTests {
    @Test(arguments: [
        (Int64(1250), "CNY", "12.50 CNY"), (5, "CNY", "0.05 CNY"), (-5, "KWD", "-0.005 KWD"),
        (7, "JPY", "7 JPY"),
    ])
    func `an amount is written as people read it`(minorUnits: Int64, currency: String, text: String) {
        #expect(Money.text(minorUnits: minorUnits, currency: currency) == text)
    }
}
