import SutureDomain
import SutureJSON

/// A text that is no value of its field; the message says what would be.
struct MisspeltValue: Error, Equatable {
    let message: String
}

extension FieldShape {
    /// The value that a person wrote, as the interfaces have it.
    func value(of text: String) throws(MisspeltValue) -> JSONValue {
        guard let value = try read(text) else {
            throw MisspeltValue(message: "\"\(text)\" is not \(expectation).")
        }
        return value
    }

    /// What may be written, to go on after "is not" or in a help text.
    var expectation: String {
        switch self {
        case .text, .prose, .sealed: "a text"
        case .integer: "a whole number"
        case .boolean: "true or false"
        case .decimal: "a decimal number such as 12.50"
        case .date: "a date: \(PartialDate.forms)"
        case .instant: "an instant such as 2022-11-07T09:30:00Z"
        case .timeOfDay: TimeOfDay.form
        case .money: "an amount such as \"12.50 CNY\""
        case .currency: Currency.form
        case .localID: "an id within the record: \(Identifier.pattern)"
        case .reference(let kinds) where kinds.count == 1: "the id of a record of kind \(kinds[0])"
        case .reference(let kinds): kinds.map { "\($0)/ID" }.joined(separator: " or ")
        case .enumeration(let values): "one of \(values.joined(separator: ", "))"
        case .list(let element): element.expectation
        case .group(let fields): GroupText(fields: fields).form
        }
    }

    /// `nil` where only the form is wrong and ``expectation`` says all there is to say.
    private func read(_ text: String) throws(MisspeltValue) -> JSONValue? {
        switch self {
        case .text, .prose, .currency, .sealed: .string(text)
        case .integer: Int64(text).map { .integer($0) }
        case .boolean: text == "true" ? true : text == "false" ? false : nil
        case .decimal: Decimal(text).map { .string($0.text) }
        case .date: PartialDate(text).map { .string($0.text) }
        case .instant: Instant(text).map { .string($0.description) }
        case .timeOfDay: TimeOfDay(text).map { .string($0.text) }
        case .money: try MoneyText.read(text)
        case .localID: Identifier.isWellFormed(text) ? .string(text) : nil
        case .reference(let kinds):
            StreamName(text) != nil || (kinds.count == 1 && Identifier.isWellFormed(text))
                ? .string(text) : nil
        case .enumeration(let values): values.contains(text) ? .string(text) : nil
        case .list(let element): .array([try element.value(of: text)])
        case .group(let fields): .object(try GroupText(fields: fields).read(text))
        }
    }
}
