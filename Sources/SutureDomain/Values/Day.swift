/// A day of the (proleptic) Gregorian calendar, counted from 1970-01-01.
package struct Day: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01; negative before it.
    package let number: Int

    package init(number: Int) { self.number = number }

    /// The years that can be written: four digits, and no year before the first.
    package static let years = 1...9999

    /// `nil` unless there is such a day; in one of the ``years``.
    package init?(year: Int, month: Int, day: Int) {
        guard Day.years.contains(year), (1...12).contains(month), day >= 1,
            day <= Day.count(year: year, month: month)
        else { return nil }
        number = Day.number(year: year, month: month, day: day)
    }

    /// `nil` unless the text is `YYYY-MM-DD` and there is such a day.
    package init?(_ text: some StringProtocol) { self.init(bytes: text.utf8) }

    /// The same of the text's bytes. Dates are in every command, and characters are dear.
    init?(bytes text: some Collection<UInt8>) {
        let month = text.dropFirst(4)
        let day = month.dropFirst(3)
        guard text.count == 10, month.first == UInt8(ascii: "-"), day.first == UInt8(ascii: "-"),
            let year = Day.digits(text.prefix(4), count: 4),
            let month = Day.digits(month.dropFirst().prefix(2), count: 2),
            let day = Day.digits(day.dropFirst(), count: 2)
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    package static func < (lhs: Day, rhs: Day) -> Bool { lhs.number < rhs.number }

    /// Whether its year is one that can be written.
    package var isWritable: Bool { Day.years.contains(components.year) }

    package func adding(days: Int) -> Day { Day(number: number + days) }

    /// How many days the month has.
    static func count(year: Int, month: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// A number of exactly this many decimal digits, else `nil`.
    static func digits(_ text: some Collection<UInt8>, count: Int) -> Int? {
        guard text.count == count else { return nil }
        var number = 0
        for byte in text {
            guard (0x30...0x39).contains(byte) else { return nil }
            number = number * 10 + Int(byte - 0x30)
        }
        return number
    }

    /// Years are counted from March, so that the leap day is the last of its year.
    private static func number(year: Int, month: Int, day: Int) -> Int {
        let shifted = month > 2 ? year : year - 1
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    package var components: (year: Int, month: Int, day: Int) {
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }
}

extension Day: CustomStringConvertible {
    package var description: String {
        let (year, month, day) = components
        guard Day.years.contains(year) else { return "\(year)-\(month)-\(day)" }
        return String(unsafeUninitializedCapacity: 10) { text in
            writeDate(to: text)
            return 10
        }
    }

    /// `YYYY-MM-DD`. Times are written for every event and receipt, so it is done without strings for the
    /// parts.
    /// - Parameter text: has room for ten digits; the year has four.
    func writeDate(to text: UnsafeMutableBufferPointer<UInt8>) {
        let (year, month, day) = components
        text.write(year, width: 4, at: 0)
        text[4] = UInt8(ascii: "-")
        text.write(month, width: 2, at: 5)
        text[7] = UInt8(ascii: "-")
        text.write(day, width: 2, at: 8)
    }
}

extension UnsafeMutableBufferPointer<UInt8> {
    /// Writes the last `width` digits of the number, which is not negative.
    func write(_ number: Int, width: Int, at start: Int) {
        var rest = number
        for index in stride(from: start + width - 1, through: start, by: -1) {
            self[index] = UInt8(truncatingIfNeeded: 0x30 + rest % 10)
            rest /= 10
        }
    }
}
