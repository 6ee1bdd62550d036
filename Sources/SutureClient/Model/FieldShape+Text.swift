import SutureDomain
import SutureInterface
import SutureJSON

extension FieldShape {
    /// The value that a person wrote, as the interfaces have it.
    func value(of text: String) throws(UsageError) -> JSONValue {
        guard let value = try read(text) else {
            throw UsageError("\"\(text)\" is not \(expectation).")
        }
        return value
    }

    /// `nil` where only the form is wrong and ``expectation`` says all there is to say.
    private func read(_ text: String) throws(UsageError) -> JSONValue? {
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
