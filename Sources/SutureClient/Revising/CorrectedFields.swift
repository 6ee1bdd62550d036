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
    func setting(_ settings: [String]) throws -> JSONObject {
        var words: [(name: String, words: [String])] = []
        for setting in settings {
            guard let equals = setting.firstIndex(of: "=") else {
                throw UsageError(message: "--set \(setting): the form is field=value")
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
        for (name, words) in words { result[name] = try value(of: words, for: name) }
        return result
    }

    /// `nil` for an empty value, which takes the field away.
    private func value(of words: [String], for name: String) throws -> JSONValue? {
        guard let field = declared.first(where: { $0.name == name }) else {
            let names = declared.map(\.name).joined(separator: ", ")
            throw UsageError(
                message: "\(type) has no field \(name); it has \(names.isEmpty ? "none" : names)")
        }
        do throws(MisspeltValue) {
            if case .list(let element) = field.shape {
                var values: [JSONValue] = []
                for word in words where !word.isEmpty { values.append(try element.value(of: word)) }
                return .array(values)
            }
            guard words.count == 1 else {
                throw MisspeltValue(message: "it takes one value.")
            }
            return words[0].isEmpty ? nil : try field.shape.value(of: words[0])
        } catch {
            throw UsageError(message: "--set \(name): \(error.message)")
        }
    }
}
