import SutureDomain

/// A form in which a sheet's dates stand, as its map declares it.
///
///     dates: M/d/yyyy            3/14/2018; dd/MM/yyyy, d. MMM yyyy: other characters stand for themselves
///     dates: yyyy年M月           a month; yyyy年 a year
///     dates: excel               43173, the days of a spreadsheet; excel-1904 of an old Mac's
///     dates: iso                 2018-03-14 and what else Suture writes, and 2018-03-14T09:30
///
/// A time behind the day is passed over (`M/d/yyyy H:mm`).
enum DateForm: Equatable {
    case iso
    /// - Parameter first: the day 0.
    case serial(first: Int, name: String)
    case pattern([Part], text: String)

    enum Part: Equatable {
        case text(String)
        /// Of `yyyy`, `M` or `MM`, `d` or `dd`, and of a time that is passed over `H`, `HH`, `mm` and `ss`.
        case number(letter: Character, isPadded: Bool)
        /// `MMM` and `MMMM`: Mar, March.
        case monthName
    }

    init(_ text: String) throws(UsageError) {
        switch text {
        case "iso": self = .iso
        // Counted as if 1900 had been a leap year, so one day less from 1 March 1900 on.
        case "excel": self = .serial(first: -25_569, name: text)
        case "excel-1904": self = .serial(first: -24_107, name: text)
        default: self = .pattern(try DateForm.parts(of: text), text: text)
        }
    }

    /// As the map has it.
    var name: String {
        switch self {
        case .iso: "iso"
        case .serial(_, let name): name
        case .pattern(_, let text): text
        }
    }

    /// The date that a cell says in this form, as Suture writes it; `nil` if it says none.
    func date(_ text: String) -> String? {
        switch self {
        case .iso: DateForm.isoDate(text)
        case .serial(let first, _): DateForm.serialDate(text, first: first)
        case .pattern(let parts, _): DateForm.date(text[...], parts)
        }
    }
}

// MARK: ISO 8601 and serial numbers

extension DateForm {
    /// The day where it was written: a time and what it says of its zone are passed over.
    private static func isoDate(_ text: String) -> String? {
        if let date = PartialDate(text) { return date.text }
        guard text.utf8.count > 11, let day = Day(text.prefix(10)),
            "T ".contains(text.dropFirst(10).prefix(1))
        else { return nil }
        let time =
            /([01][0-9]|2[0-4])(:[0-5][0-9](:[0-6][0-9]([.,][0-9]+)?)?)? ?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?/
        return text.dropFirst(11).wholeMatch(of: time) == nil ? nil : day.description
    }

    /// Up to 9999-12-31. Before 1 March 1900 spreadsheets disagree on what a number means.
    private static func serialDate(_ text: String, first: Int) -> String? {
        guard let match = text.wholeMatch(of: /([0-9]{1,7})(\.[0-9]+)?/), let number = Int(match.1) else {
            return nil
        }
        let day = Day(number: number + first)
        guard let earliest = Day(year: 1900, month: 3, day: 1),
            let latest = Day(year: 9999, month: 12, day: 31),
            (earliest...latest).contains(day)
        else { return nil }
        return day.description
    }
}

// MARK: Patterns

extension DateForm {
    private static func parts(of text: String) throws(UsageError) -> [Part] {
        var parts: [Part] = []
        var rest = text[...]
        while let letter = rest.first {
            let run = rest.prefix { $0 == letter }
            switch (letter, run.count) {
            case ("y", 4), ("M", 1), ("M", 2), ("d", 1), ("d", 2), ("H", 1), ("H", 2), ("m", 2), ("s", 2):
                parts.append(.number(letter: letter, isPadded: letter == "y" || run.count == 2))
            case ("M", 3), ("M", 4): parts.append(.monthName)
            case ("y", _): throw UsageError("a year is yyyy: two digits do not say which century")
            case let (letter, _) where letter.isASCII && letter.isLetter:
                throw UsageError(
                    "\"\(run)\" means nothing here; a form has yyyy, M or MM or MMM, d or dd, such as "
                        + "dd/MM/yyyy; others are iso, excel and excel-1904")
            default: parts.append(.text(String(run)))
            }
            rest = rest[run.endIndex...]
        }
        try check(parts)
        return parts
    }

    private static func check(_ parts: [Part]) throws(UsageError) {
        let count = { (letter: Character) in
            parts.count {
                if case .number(letter, _) = $0 { true } else { $0 == .monthName && letter == "M" }
            }
        }
        guard count("y") == 1, count("M") <= 1, count("d") <= count("M") else {
            throw UsageError("a form has a year (yyyy), and may have a month and a day, each once")
        }
        for (part, next) in zip(parts, parts.dropFirst()) {
            if case .number(_, false) = part, case .number = next {
                throw UsageError("where no character stands between numbers, months and days are MM and dd")
            }
        }
    }

    private static let monthNames = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
        "november", "december",
    ]

    private static func date(_ text: Substring, _ parts: [Part]) -> String? {
        var rest = text
        var numbers: [Character: Int] = [:]
        for part in parts {
            switch part {
            case .text(let text):
                guard rest.hasPrefix(text) else { return nil }
                rest = rest.dropFirst(text.count)
            case .monthName:
                let word = rest.prefix { $0.isLetter }
                guard let month = month(named: word) else { return nil }
                numbers["M"] = month
                rest = rest[word.endIndex...]
            case .number(let letter, let isPadded):
                let width = letter == "y" ? 4 : 2
                let digits = rest.prefix(width).prefix { $0.isASCII && $0.isNumber }
                guard let number = Int(digits), !isPadded || digits.count == width else { return nil }
                numbers[letter] = number
                rest = rest[digits.endIndex...]
            }
        }
        return rest.isEmpty ? date(numbers) : nil
    }

    private static func month(named word: Substring) -> Int? {
        let word = word.lowercased()
        let index = monthNames.firstIndex { $0 == word || (word.count == 3 && $0.hasPrefix(word)) }
        return index.map { $0 + 1 }
    }

    private static func date(_ numbers: [Character: Int]) -> String? {
        let padded = { (number: Int, width: Int) in
            String(repeating: "0", count: max(0, width - String(number).count)) + String(number)
        }
        guard (numbers["H"] ?? 0) <= 24, (numbers["m"] ?? 0) < 60, (numbers["s"] ?? 0) <= 60,
            let year = numbers["y"]
        else { return nil }
        let parts = [padded(year, 4)] + ["M", "d"].compactMap { numbers[$0].map { padded($0, 2) } }
        return PartialDate(parts.joined(separator: "-"))?.text
    }
}
