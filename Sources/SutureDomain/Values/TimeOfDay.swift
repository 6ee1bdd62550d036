/// A time of day where something took place, by the clock on the wall there (`09:00`), without a zone.
package struct TimeOfDay: Hashable, Sendable {
    package let text: String

    /// `nil` unless the text is hour and minute, two digits each, from `00:00` to `23:59`.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 5, bytes[2] == UInt8(ascii: ":"),
            let hour = Day.digits(bytes[..<2], count: 2), hour <= 23,
            let minute = Day.digits(bytes[3...], count: 2), minute <= 59
        else { return nil }
        self.text = text
    }
}

extension TimeOfDay: TextValue, ExpressibleByStringLiteral {
    package static let shape = FieldShape.timeOfDay
    package static let sample: TimeOfDay = "00:00"
    package static let form = "a time of day such as 09:00"
}
