/// When something happened in the world, as exactly as it is known.
///
///     2022  2022-03  2022-03-14      a year, a month, a day
///     2020..2022-11-07               some day from the first to the last of these
///     ..2022-11-07                   on that day or before it
///     unknown
///
/// Two dates compare as intervals of days: only what holds for every possible day is said to hold.
package struct PartialDate: Hashable, Sendable {
    package let text: String
    /// The first day that is possible; `nil` where none is known.
    package let earliest: Day?
    /// The last day that is possible; `nil` where none is known.
    package let latest: Day?

    /// `nil` unless the text has one of the forms above.
    package init?(_ text: String) {
        guard let span = PartialDate.span(text.utf8) else { return nil }
        self.init(text: text, earliest: span.earliest, latest: span.latest)
    }

    /// The same of the text's bytes: every event that is read has a date.
    package init?(utf8 bytes: UnsafeRawBufferPointer) {
        guard let span = PartialDate.span(bytes) else { return nil }
        self.init(
            text: String(decoding: bytes, as: UTF8.self), earliest: span.earliest, latest: span.latest)
    }

    package init(_ day: Day) { self.init(text: day.description, earliest: day, latest: day) }

    package static let unknown = PartialDate(text: "unknown", earliest: nil, latest: nil)

    private init(text: String, earliest: Day?, latest: Day?) {
        self.text = text
        self.earliest = earliest
        self.latest = latest
    }

    /// Of two dates the one whose first possible day is earlier: provably before that is before both.
    package static func first(_ one: PartialDate?, _ other: PartialDate) -> PartialDate {
        guard let one, let earliest = other.earliest else { return other }
        guard let known = one.earliest else { return one }
        return earliest < known ? other : one
    }

    /// Whether a range ends before it begins; refused as `interval-reversed`.
    package var isReversed: Bool {
        guard let earliest, let latest else { return false }
        return latest < earliest
    }

    /// Whether every possible day of this date lies after every possible day of the other.
    package func isProvablyAfter(_ other: PartialDate) -> Bool {
        guard let earliest, let end = other.latest else { return false }
        return earliest > end
    }

    /// Whether every possible day of this date lies before every possible day of the other.
    package func isProvablyBefore(_ other: PartialDate) -> Bool { other.isProvablyAfter(self) }

    private static func span(_ text: some Collection<UInt8>) -> (earliest: Day?, latest: Day?)? {
        if let days = days(text) { return (days.lowerBound, days.upperBound) }
        if text.elementsEqual("unknown".utf8) { return (nil, nil) }
        let first = text.prefix { $0 != UInt8(ascii: ".") }
        let rest = text.dropFirst(first.count)
        guard rest.starts(with: "..".utf8), let last = days(rest.dropFirst(2)) else { return nil }
        guard !first.isEmpty else { return (nil, last.upperBound) }
        return days(first).map { ($0.lowerBound, last.upperBound) }
    }

    /// The days that `2022`, `2022-03` or `2022-03-14` may mean.
    private static func days(_ text: some Collection<UInt8>) -> ClosedRange<Day>? {
        switch text.count {
        case 4:
            guard let year = Day.digits(text, count: 4), let first = Day(year: year, month: 1, day: 1),
                let last = Day(year: year, month: 12, day: 31)
            else { return nil }
            return first...last
        case 7:
            let month = text.dropFirst(4)
            guard let year = Day.digits(text.prefix(4), count: 4), month.first == UInt8(ascii: "-"),
                let month = Day.digits(month.dropFirst(), count: 2),
                let first = Day(year: year, month: month, day: 1),
                let last = Day(year: year, month: month, day: Day.count(year: year, month: month))
            else { return nil }
            return first...last
        default:
            guard let day = Day(bytes: text) else { return nil }
            return day...day
        }
    }
}

extension PartialDate: TextValue, ExpressibleByStringLiteral {
    package static let shape = FieldShape.date
    package static let sample = PartialDate.unknown
    package static let form = "a date: \(forms)"

    /// What a client is told to write.
    package static let forms = "2022, 2022-03, 2022-03-14, 2020..2022-11-07, ..2022-11-07 or unknown"
}
