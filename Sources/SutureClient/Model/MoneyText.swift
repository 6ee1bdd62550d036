import SutureDomain
import SutureJSON

/// An amount as people write it, `12.50 CNY`, in minor units as the interfaces have it.
enum MoneyText {
    /// Currencies of ISO 4217 whose minor unit is not a hundredth.
    private static let decimalCounts: [String: Int] = {
        let none = [
            "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV",
            "XAF", "XOF", "XPF",
        ]
        let three = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"]
        let four = ["CLF", "UYW"]
        let groups = [(none, 0), (three, 3), (four, 4)]
        return Dictionary(
            uniqueKeysWithValues: groups.flatMap { codes, count in codes.map { ($0, count) } })
    }()

    static func decimalCount(of currency: String) -> Int { decimalCounts[currency] ?? 2 }

    /// `nil` unless the text is a decimal number, a space and a currency's code.
    static func read(_ text: String) throws(MisspeltValue) -> JSONValue? {
        let parts = text.split(separator: " ")
        guard parts.count == 2, let amount = Decimal(String(parts[0])) else { return nil }
        let currency = String(parts[1])
        guard Money.isCurrency(currency) else {
            throw MisspeltValue(message: "\"\(currency)\" is no currency code of ISO 4217, such as CNY.")
        }
        let count = decimalCount(of: currency)
        let digits = amount.text.split(separator: ".")
        let fraction = digits.count == 2 ? digits[1] : ""
        guard fraction.utf8.count <= count else {
            throw MisspeltValue(message: "\(currency) has \(count) decimals, \(amount) has more.")
        }
        let padding = String(repeating: "0", count: count - fraction.utf8.count)
        guard let minorUnits = Int64("\(digits[0])\(fraction)\(padding)") else {
            throw MisspeltValue(message: "\(text) is too much.")
        }
        return ["minorUnits": .integer(minorUnits), "currency": .string(currency)]
    }

    /// The other way round.
    static func write(minorUnits: Int64, currency: String) -> String {
        let count = decimalCount(of: currency)
        let digits = String(minorUnits.magnitude)
        let padded = String(repeating: "0", count: max(0, count + 1 - digits.utf8.count)) + digits
        let sign = minorUnits < 0 ? "-" : ""
        let point = count > 0 ? "." : ""
        return "\(sign)\(padded.dropLast(count))\(point)\(padded.suffix(count)) \(currency)"
    }
}
