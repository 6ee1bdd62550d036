/// How a sheet writes its numbers, as its map declares it: `numbers: {decimal: ",", thousands: "."}`.
struct NumberForm: Equatable {
    /// Stands before the fraction.
    var decimal: Character = "."
    /// Stands between groups of three digits; `nil`: nothing does.
    var thousands: Character?

    /// The number as Suture writes it; `nil` if the text is none in this form.
    ///
    /// A group of other than three digits is a mistake: `1.5` with points between thousands is not 15.
    func number(_ text: String) -> String? {
        let sign = text.hasPrefix("-") ? "-" : ""
        let parts = text.dropFirst(sign.count).split(separator: decimal, omittingEmptySubsequences: false)
        guard let whole = parts.first, parts.count <= 2, let digits = withoutThousands(whole),
            parts.dropFirst().allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isDigit) })
        else { return nil }
        return sign + ([digits] + parts.dropFirst().map(String.init)).joined(separator: ".")
    }

    /// An amount of money: a number and what follows it.
    func amount(_ text: String) -> String? {
        guard let space = text.lastIndex(where: \.isWhitespace),
            let number = number(String(text[..<space]).trimmed)
        else { return nil }
        return "\(number) \(text[text.index(after: space)...])"
    }

    private func withoutThousands(_ whole: Substring) -> String? {
        let groups =
            thousands == nil
            ? [whole] : whole.split(omittingEmptySubsequences: false, whereSeparator: isBetweenThousands)
        guard let first = groups.first, !first.isEmpty, groups.allSatisfy({ $0.allSatisfy(\.isDigit) }),
            groups.count == 1 || first.count <= 3 && groups.dropFirst().allSatisfy({ $0.count == 3 })
        else { return nil }
        return groups.joined()
    }

    /// A space may be one that does not break.
    private func isBetweenThousands(_ character: Character) -> Bool {
        character == thousands || thousands == " " && (character == "\u{A0}" || character == "\u{202F}")
    }

    /// As the map has it.
    var name: String {
        "decimal: \"\(decimal)\"" + (thousands.map { ", thousands: \"\($0)\"" } ?? "")
    }
}

extension Character {
    fileprivate var isDigit: Bool { isASCII && isNumber }
}
