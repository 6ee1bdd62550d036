package import SutureDomain

extension FieldShape {
    /// What a person may write for it, to go on after "is not" or in a help text.
    package var expectation: String {
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
        case .group(let fields): fields.form
        }
    }

    /// What is written in JSON, to go on after "is not".
    package var expectationInJSON: String {
        switch self {
        case .decimal: "a decimal number as a string, such as \"12.50\""
        case .money: "an amount such as {\"minorUnits\": 1250, \"currency\": \"CNY\"}"
        case .list: "a list"
        case .group(let fields): "an object of \(fields.map(\.name).joined(separator: ", "))"
        default: expectation
        }
    }

    /// Stands for a value in a usage text.
    package var placeholder: String {
        switch self {
        case .text, .prose, .sealed: "TEXT"
        case .currency: "CURRENCY"
        case .integer, .decimal: "NUMBER"
        case .boolean: "true|false"
        case .date: "DATE"
        case .instant: "INSTANT"
        case .timeOfDay: "TIME"
        case .money: "AMOUNT"
        case .localID: "ID"
        case .reference(let kinds) where kinds.count == 1: "ID"
        case .reference: "KIND/ID"
        case .enumeration(let values): values.joined(separator: "|")
        case .list(let element): element.placeholder
        case .group(let fields): fields.form
        }
    }
}

extension [Field] {
    /// How a group of these fields is written in one argument: `person=ID,role=TEXT`.
    package var form: String {
        isPair ? "NAME=VALUE" : map { "\($0.name)=\($0.shape.placeholder)" }.joined(separator: ",")
    }

    /// Whether it is made of a name and a value only, and written as just that: `home=USST`.
    package var isPair: Bool { map(\.name) == ["name", "value"] }
}
