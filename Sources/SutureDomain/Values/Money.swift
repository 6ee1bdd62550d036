/// An amount of money in the minor unit of its currency (cents, fen).
package struct Money: Hashable, Sendable {
    package var minorUnits: Int64
    /// ISO 4217, three capital letters.
    package var currency: String

    package init(minorUnits: Int64, currency: String) {
        self.minorUnits = minorUnits
        self.currency = currency
    }

    package static func isCurrency(_ code: String) -> Bool {
        code.utf8.count == 3 && code.utf8.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    }
}

extension Money: FieldValue {
    package static let shape = FieldShape.money
    package static let sample = Money(minorUnits: 0, currency: "XXX")

    /// What stands in the object that is stored.
    package static let fields = [
        Field(name: "minorUnits", shape: .integer, isOptional: false),
        Field(name: "currency", shape: .text, isOptional: false),
    ]

    private enum CodingKeys: String, CodingKey { case minorUnits, currency }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        minorUnits = try container.decode(Int64.self, forKey: .minorUnits)
        currency = try container.decode(String.self, forKey: .currency)
        guard Money.isCurrency(currency) else {
            throw decoder.invalid("a currency code of ISO 4217, such as CNY", got: currency)
        }
    }
}
