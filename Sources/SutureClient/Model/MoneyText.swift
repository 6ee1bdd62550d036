import SutureDomain
import SutureJSON

/// An amount as people write it, `12.50 CNY`, in minor units as the interfaces have it.
enum MoneyText {
    /// `nil` unless the text is a decimal number, a space and a currency's code.
    static func read(_ text: String) throws(UsageError) -> JSONValue? {
        let parts = text.split(separator: " ")
        guard parts.count == 2, let amount = Decimal(String(parts[0])) else { return nil }
        let currency = String(parts[1])
        guard Money.isCurrency(currency) else {
            throw UsageError("\"\(currency)\" is no currency code of ISO 4217, such as CNY.")
        }
        let count = Money.decimalCount(of: currency)
        let digits = amount.text.split(separator: ".")
        let fraction = digits.count == 2 ? digits[1] : ""
        guard fraction.utf8.count <= count else {
            throw UsageError("\(currency) has \(count) decimals, \(amount) has more.")
        }
        let padding = String(repeating: "0", count: count - fraction.utf8.count)
        guard let minorUnits = Int64("\(digits[0])\(fraction)\(padding)") else {
            throw UsageError("\(text) is too much.")
        }
        return ["minorUnits": .integer(minorUnits), "currency": .string(currency)]
    }
}
