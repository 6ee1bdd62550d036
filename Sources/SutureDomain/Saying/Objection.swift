/// What stands in a command and may not be said, though it would be read.
///
/// It is no matter of shape: what was recorded once is known again by its id, whatever the rule is now.
package struct Objection: Hashable, Sendable {
    /// The path of the field.
    package var field: String
    package let fault: Fault

    package enum Fault: Hashable, Sendable {
        case text(TextFault)
        case currency(String)
        /// Where the daemon is, the moment lies in a year that cannot be written.
        case unwritableDay
        /// The event, of which this field is the largest, would have more than
        /// ``Objection/eventByteCountMax``.
        case eventTooLong
    }

    package init(field: String, _ fault: Fault) {
        self.field = field
        self.fault = fault
    }

    /// The most bytes of an event, of its data and metadata together.
    package static let eventByteCountMax = 1_048_576
    /// How many of them are left to the metadata, which have bounds of their own.
    package static let metadataByteCountMax = 65_536
    /// The most bytes of an event's data.
    package static let dataByteCountMax = eventByteCountMax - metadataByteCountMax
}

extension Objection: CustomStringConvertible {
    package var description: String {
        switch fault {
        case .text(let fault): "\(field) \(fault)"
        case .currency(let code): "\(field): \"\(code)\" is not \(Currency.form)"
        case .unwritableDay:
            "\(field) lies before the year 1 or after the year 9999 in the daemon's time zone"
        case .eventTooLong:
            "\(field) is too much for one event, which may have \(Objection.eventByteCountMax) bytes"
        }
    }
}
