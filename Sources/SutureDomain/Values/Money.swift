/// An amount of money.
package struct Money: Hashable, Sendable {
    /// In the minor unit of the currency: cents, fen.
    package var minorUnits: Int64
    /// A code of ISO 4217, such as CNY.
    ///
    /// What a log holds may be any three capital letters.
    package var currency: String

    /// Whether it has a code's form: what a log holds is read by it.
    package static func isCurrency(_ code: String) -> Bool {
        code.utf8.count == 3 && code.utf8.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    }
}

// MARK: As people write it

extension Money {
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

    /// How many digits of an amount stand behind its point.
    package static func decimalCount(of currency: String) -> Int { decimalCounts[currency] ?? 2 }

    /// `12.50 CNY`
    package static func text(minorUnits: some BinaryInteger, currency: String) -> String {
        let count = decimalCount(of: currency)
        let digits = String(minorUnits.magnitude)
        let padded = String(repeating: "0", count: max(0, count + 1 - digits.utf8.count)) + digits
        let sign = minorUnits < 0 ? "-" : ""
        let point = count > 0 ? "." : ""
        return "\(sign)\(padded.dropLast(count))\(point)\(padded.suffix(count)) \(currency)"
    }
}

extension Money: FieldValue {
    package static let shape = FieldShape.money
    package static let sample = Money(minorUnits: 0, currency: "XXX")

    /// What stands in the object that is stored.
    package static let fields = [
        Field(name: "minorUnits", shape: .integer, isOptional: false),
        Field(name: "currency", shape: .currency, isOptional: false),
    ]

    private enum CodingKeys: String, CodingKey { case minorUnits, currency }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        minorUnits = try container.decode(Int64.self, forKey: .minorUnits)
        currency = try container.decode(String.self, forKey: .currency)
        guard Money.isCurrency(currency) else {
            throw decoder.invalid(Currency.form, got: currency)
        }
    }
}
