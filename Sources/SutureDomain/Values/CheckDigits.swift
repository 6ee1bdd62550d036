/// Identifiers that carry a digit to find typing errors by.
package enum CheckDigits {
    /// A GTIN of 8, 12, 13 or 14 digits (GS1 General Specifications 7.9), as a UDI-DI is one.
    static func requireGTIN(_ text: String, field: String) throws(Refusal) {
        let digits = text.utf8.map { Int($0) - 0x30 }
        guard [8, 12, 13, 14].contains(digits.count), digits.allSatisfy({ (0...9).contains($0) }) else {
            throw Refusal(
                .badIdentifier, field: field, "A GTIN has 8, 12, 13 or 14 digits; \"\(text)\" has not.")
        }
        let sum = digits.reversed().enumerated().reduce(0) { $0 + $1.element * ($1.offset % 2 == 0 ? 1 : 3) }
        guard sum % 10 == 0 else {
            throw Refusal(.badIdentifier, field: field, "The check digit of the GTIN \(text) does not fit.")
        }
    }
}
