/// Identifiers with digits to find typing errors by. Each is refused as `bad-identifier` with its field.
package enum CheckDigits {
    /// A GTIN of 8, 12, 13 or 14 digits (GS1 General Specifications 7.9), as a UDI-DI is one.
    static func requireGTIN(_ text: String, field: String) throws(Refusal) {
        let digits = text.utf8.map { Int($0) - 0x30 }
        try require(
            [8, 12, 13, 14].contains(digits.count) && digits.allSatisfy { (0...9).contains($0) }, field,
            "A GTIN has 8, 12, 13 or 14 digits; \"\(text)\" has not.")
        let sum = digits.reversed().enumerated().reduce(0) { $0 + $1.element * ($1.offset % 2 == 0 ? 1 : 3) }
        try require(sum % 10 == 0, field, "The check digit of the GTIN \(text) does not fit.")
    }

    /// A ROR id (`00ay9v204`, or with `https://ror.org/` before it): a zero, six characters of Crockford's
    /// base 32, and two check digits (ISO/IEC 7064, MOD 97-10).
    static func requireROR(_ text: String, field: String) throws(Refusal) {
        let address = "https://ror.org/"
        let id = text.hasPrefix(address) ? text.dropFirst(address.count) : text[...]
        let values = id.dropLast(2).utf8.compactMap { "0123456789abcdefghjkmnpqrstvwxyz".place(of: $0) }
        let check = Day.digits(id.suffix(2).utf8, count: 2)
        try require(
            id.utf8.count == 9 && values.count == 7 && values[0] == 0 && check != nil, field,
            "A ROR id is a zero, six letters or digits (not i, l, o or u) and two digits; \"\(text)\" is not."
        )
        let number = values.reduce(0) { $0 * 32 + $1 }
        try require(
            98 - number * 100 % 97 == check, field, "The check digits of the ROR id \(text) do not fit.")
    }

    /// A unified social credit code of 18 characters (GB 32100-2015).
    static func requireUSCC(_ text: String, field: String) throws(Refusal) {
        let values = text.utf8.compactMap { "0123456789ABCDEFGHJKLMNPQRTUWXY".place(of: $0) }
        try require(
            text.utf8.count == 18 && values.count == 18, field,
            "A unified social credit code has 18 digits or capitals (not I, O, S, V or Z); \"\(text)\" has not."
        )
        var weight = 1
        var sum = 0
        for value in values.dropLast() {
            sum += value * weight
            weight = weight * 3 % 31
        }
        try require(
            (31 - sum % 31) % 31 == values[17], field,
            "The check character of the unified social credit code \(text) does not fit.")
    }

    /// An ISNI of 16 characters, in groups of four or without spaces.
    static func requireISNI(_ text: String, field: String) throws(Refusal) {
        try require(
            hasFittingMod11(text.utf8.filter { $0 != UInt8(ascii: " ") }), field,
            "An ISNI has 15 digits and a check character that fits; \"\(text)\" has not.")
    }

    /// An ORCID iD (`0000-0002-1825-0097`, or as an address). No refusal repeats it: it is personal data.
    static func requireORCID(_ text: String, field: String) throws(Refusal) {
        let address = "https://orcid.org/"
        let groups = (text.hasPrefix(address) ? text.dropFirst(address.count) : text[...])
            .split(separator: "-", omittingEmptySubsequences: false)
        try require(
            groups.count == 4 && groups.allSatisfy { $0.utf8.count == 4 }
                && hasFittingMod11(groups.flatMap { Array($0.utf8) }), field,
            "An ORCID iD has four groups of four digits with hyphens between them; its check digit must fit.")
    }

    private static func require(_ fits: Bool, _ field: String, _ rule: String) throws(Refusal) {
        guard fits else { throw Refusal(.badIdentifier, field: field, rule) }
    }

    /// 15 digits and a check character, a digit or X (ISO/IEC 7064, MOD 11-2).
    private static func hasFittingMod11(_ bytes: [UInt8]) -> Bool {
        let values = bytes.compactMap { "0123456789X".place(of: $0) }
        guard bytes.count == 16, values.count == 16, values.dropLast().allSatisfy({ $0 < 10 }) else {
            return false
        }
        let sum = values.dropLast().reduce(0) { ($0 + $1) * 2 % 11 }
        return (12 - sum) % 11 == values[15]
    }
}

extension String {
    /// Where the character stands in an alphabet of ASCII characters.
    fileprivate func place(of byte: UInt8) -> Int? {
        utf8.firstIndex(of: byte).map { utf8.distance(from: utf8.startIndex, to: $0) }
    }
}
