/// A moment, in microseconds since 1970-01-01T00:00:00Z; written as RFC 3339 in UTC with microseconds.
package struct Instant: Hashable, Comparable, Sendable {
    package let microseconds: Int64

    package init(microseconds: Int64) { self.microseconds = microseconds }

    /// `nil` unless the text is RFC 3339: `2022-11-07T09:30:00Z`, up to six decimals of a second, `Z` or an
    /// offset; and in one of the years that can be written, in UTC too.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: "t"),
            let day = Day(bytes: bytes[..<10]),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let hour = Instant.number(bytes[11..<13], upTo: 23),
            let minute = Instant.number(bytes[14..<16], upTo: 59),
            let second = Instant.number(bytes[17..<19], upTo: 59)
        else { return nil }
        var rest = bytes[19...]
        var fraction: Int64 = 0
        if rest.first == UInt8(ascii: ".") {
            let digits = rest.dropFirst().prefix { (0x30...0x39).contains($0) }
            guard (1...6).contains(digits.count) else { return nil }
            fraction = digits.reduce(0) { $0 * 10 + Int64($1 - 0x30) }
            for _ in digits.count..<6 { fraction *= 10 }
            rest = rest.dropFirst(1 + digits.count)
        }
        guard let offset = Instant.offsetInSeconds(rest) else { return nil }
        let seconds = Int64(day.number) * 86_400 + Int64(hour * 3600 + minute * 60 + second - offset)
        microseconds = seconds * 1_000_000 + fraction
        // Where the clock is ahead or behind, the year may be another one.
        guard self.day.isWritable else { return nil }
    }

    package static func < (lhs: Instant, rhs: Instant) -> Bool { lhs.microseconds < rhs.microseconds }

    /// So many microseconds later; earlier if they are negative.
    package func adding(microseconds count: Int64) -> Instant {
        Instant(microseconds: microseconds.addingClamped(count))
    }

    /// How many microseconds later it is than the other; negative if it is earlier.
    package func microseconds(since other: Instant) -> Int64 {
        microseconds.subtractingClamped(other.microseconds)
    }

    /// The day of this moment in UTC.
    package var day: Day { Day(number: Int(dayAndRest.day)) }

    /// The day of this moment where clocks are furthest behind UTC, by 12 hours.
    package var earliestDay: Day { adding(microseconds: -12 * 3_600_000_000).day }

    /// The day of this moment where clocks are furthest ahead of UTC, by 14 hours.
    package var latestDay: Day { adding(microseconds: 14 * 3_600_000_000).day }

    /// The day, and the microseconds since it began.
    private var dayAndRest: (day: Int64, rest: Int64) {
        let length: Int64 = 86_400_000_000
        let (day, rest) = microseconds.quotientAndRemainder(dividingBy: length)
        return rest < 0 ? (day - 1, rest + length) : (day, rest)
    }

    private static func number(_ digits: ArraySlice<UInt8>, upTo most: Int) -> Int? {
        Day.digits(digits, count: 2).flatMap { $0 <= most ? $0 : nil }
    }

    private static func offsetInSeconds(_ text: ArraySlice<UInt8>) -> Int? {
        let bytes = Array(text)
        if bytes == [UInt8(ascii: "Z")] || bytes == [UInt8(ascii: "z")] { return 0 }
        guard bytes.count == 6, bytes[0] == UInt8(ascii: "+") || bytes[0] == UInt8(ascii: "-"),
            bytes[3] == UInt8(ascii: ":"), let hours = number(bytes[1..<3], upTo: 23),
            let minutes = number(bytes[4..<6], upTo: 59)
        else { return nil }
        let seconds = hours * 3600 + minutes * 60
        return bytes[0] == UInt8(ascii: "-") ? -seconds : seconds
    }
}

extension Instant: CustomStringConvertible {
    /// A moment whose year cannot be written, which no clock tells, is shown by its microseconds.
    package var description: String {
        let (day, rest) = dayAndRest
        guard self.day.isWritable else { return "\(microseconds)" }
        return String(unsafeUninitializedCapacity: 27) { text in
            Day(number: Int(day)).writeDate(to: text)
            let (seconds, fraction) = Int(rest).quotientAndRemainder(dividingBy: 1_000_000)
            text[10] = UInt8(ascii: "T")
            text.write(seconds / 3600, width: 2, at: 11)
            text[13] = UInt8(ascii: ":")
            text.write(seconds / 60 % 60, width: 2, at: 14)
            text[16] = UInt8(ascii: ":")
            text.write(seconds % 60, width: 2, at: 17)
            text[19] = UInt8(ascii: ".")
            text.write(fraction, width: 6, at: 20)
            text[26] = UInt8(ascii: "Z")
            return 27
        }
    }
}

extension Instant: TextValue {
    package static let shape = FieldShape.instant
    package static let sample = Instant(microseconds: 0)
    package static let form = "an instant such as 2022-11-07T09:30:00Z"

    package var text: String { description }
}
