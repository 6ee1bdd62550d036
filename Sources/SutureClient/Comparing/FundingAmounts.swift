import SutureJSON

/// The report of a fund gives every amount as a number in the minor unit of the one currency that it names: beside each
/// other people are shown them as amounts.
enum FundingAmounts {
    /// Numbers that are no amounts: where the report comes from.
    private static let places: Set<String> = ["position", "knownAt"]

    /// The report with an amount of money in place of each number.
    static func named(in report: JSONObject) -> JSONObject {
        guard let currency = report["currency"]?.string else { return report }
        return named(in: report, currency)
    }

    private static func named(in object: JSONObject, _ currency: String) -> JSONObject {
        JSONObject(object.map { ($0.key, places.contains($0.key) ? $0.value : named($0.value, currency)) })
    }

    private static func named(_ value: JSONValue, _ currency: String) -> JSONValue {
        switch value {
        case .integer: .object(["minorUnits": value, "currency": .string(currency)])
        case .array(let elements): .array(elements.map { named($0, currency) })
        case .object(let object): .object(named(in: object, currency))
        default: value
        }
    }
}
