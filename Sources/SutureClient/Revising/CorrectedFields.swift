import SutureDomain
import SutureJSON

/// The fields of an event that is to be corrected.
struct CorrectedFields {
    private let type: String
    private let declared: [Field]
    private var values: JSONObject

    /// - Parameter event: as the daemon shows it.
    init(of event: JSONView) {
        type = event["type"]?.string ?? ""
        declared = Catalogue.event(EventType(type)).map { fields(of: $0) } ?? []
        values = event["data"].flatMap { JSONValue($0).object } ?? [:]
    }

    /// All fields, some with other values.
    /// - Parameter settings: `field=value`; several for one field make a list.
    /// - Throws: ``UsageError`` with all that is wrong.
    func setting(_ settings: [String]) throws -> JSONObject {
        var words: [(name: String, words: [String])] = []
        var problems: [String] = []
        for setting in settings {
            guard let equals = setting.firstIndex(of: "=") else {
                problems.append("--set \(setting): the form is field=value")
                continue
            }
            let name = String(setting[..<equals])
            let word = String(setting[equals...].dropFirst())
            if let known = words.firstIndex(where: { $0.name == name }) {
                words[known].words.append(word)
            } else {
                words.append((name, [word]))
            }
        }
        var result = values
        for (name, words) in words { result[name] = value(of: words, for: name, &problems) }
        guard problems.isEmpty else { throw UsageError(problems) }
        return result
    }

    /// `nil` for an empty value, which takes the field away.
    private func value(of words: [String], for name: String, _ problems: inout [String]) -> JSONValue? {
        guard let field = declared.first(where: { $0.name == name }) else {
            let names = declared.map(\.name).joined(separator: ", ")
            problems.append("\(type) has no field \(name); it has \(names.isEmpty ? "none" : names)")
            return nil
        }
        guard case .list(let element) = field.shape else {
            if words.count > 1 { problems.append("--set \(name): it takes one value.") }
            return words.first.flatMap { $0.isEmpty ? nil : value(of: $0, field.shape, name, &problems) }
        }
        return .array(words.filter { !$0.isEmpty }.compactMap { value(of: $0, element, name, &problems) })
    }

    private func value(
        of word: String, _ shape: FieldShape, _ name: String, _ problems: inout [String]
    ) -> JSONValue? {
        do throws(UsageError) {
            return try shape.value(of: word)
        } catch {
            problems.append("--set \(name): \(error.message)")
            return nil
        }
    }
}
