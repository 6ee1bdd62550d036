/// A time of day where something took place, by the clock on the wall there (`09:00`). No zone, as sources name none.
package struct TimeOfDay: Hashable, Sendable {
    package static let form = "a time of day such as 09:00"

    /// As it was written, which is also how it is stored.
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

extension TimeOfDay: ExpressibleByStringLiteral {
    package init(stringLiteral text: String) {
        guard let time = TimeOfDay(text) else {
            preconditionFailure("\"\(text)\" in the source code is no time of day")
        }
        self = time
    }
}

extension TimeOfDay: CustomStringConvertible {
    package var description: String { text }
}

extension TimeOfDay: FieldValue {
    package static let shape = FieldShape.timeOfDay
    package static let sample: TimeOfDay = "00:00"

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let time = TimeOfDay(text) else { throw decoder.invalid(TimeOfDay.form, got: text) }
        self = time
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
