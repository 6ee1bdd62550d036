import ArgumentParser
import SutureDomain
import SutureInterface
import SutureJSON

/// A field of a command as an option of the command line: `occurredOn` is `--occurred-on`.
struct FieldOption {
    let field: Field
    let meaning: String
    /// The first one is shown; a list may be named in the plural too, as its field is.
    let names: [String]

    private var key: ArgumentKey { ArgumentKey(field.name) }

    /// What ArgumentParser is told about the field: one of its property wrappers, not yet filled.
    var definition: any Sendable {
        let names = NameSpecification(self.names.map { .customLong($0) })
        switch field.shape {
        case .boolean where field.isOptional:
            return Flag<Bool?>(name: names, inversion: .prefixedNo, help: help)
        case .boolean: return Flag<Bool>(name: names, inversion: .prefixedNo, help: help)
        case .list(let element):
            return Option<[String]>(
                wrappedValue: [], name: names, help: help, completion: element.completion)
        default:
            let completion = field.shape.completion
            return field.isOptional
                ? Option<String?>(name: names, help: help, completion: completion)
                : Option<String>(name: names, help: help, completion: completion)
        }
    }

    /// What was given for the field, in the words that were typed; empty if nothing was.
    func words(in container: KeyedDecodingContainer<ArgumentKey>) throws -> [String] {
        switch field.shape {
        case .boolean where field.isOptional:
            let given = try container.decode(Flag<Bool?>.self, forKey: key).wrappedValue
            return given.map { ["\($0)"] } ?? []
        case .boolean: return ["\(try container.decode(Flag<Bool>.self, forKey: key).wrappedValue)"]
        case .list: return try container.decode(Option<[String]>.self, forKey: key).wrappedValue
        default:
            guard field.isOptional else {
                return [try container.decode(Option<String>.self, forKey: key).wrappedValue]
            }
            return try container.decode(Option<String?>.self, forKey: key).wrappedValue.map { [$0] } ?? []
        }
    }

    /// The value of the field; `nil` if nothing was given.
    func value(of words: [String]) throws -> JSONValue? {
        do throws(MisspeltValue) {
            guard case .list(let element) = field.shape else {
                return try words.first.map { (word) throws(MisspeltValue) in try field.shape.value(of: word) }
            }
            // What a list that may be left out is to be without anything, as nothing given leaves it as it is.
            if field.isOptional, words == [""] { return .array([]) }
            return words.isEmpty
                ? nil : .array(try words.map { (word) throws(MisspeltValue) in try element.value(of: word) })
        } catch {
            throw ValidationError("--\(names[0]): \(error.message)")
        }
    }

    private var help: ArgumentHelp {
        let form = meaning.isEmpty || field.shape.isOfSpecialForm ? field.shape.helpText : ""
        let repeats =
            if case .list = field.shape {
                field.isOptional ? "May be repeated; \"\" for none." : "May be repeated."
            } else { "" }
        let text = [meaning, form, repeats].filter { !$0.isEmpty }.joined(separator: " ")
        return ArgumentHelp("\(text)", valueName: field.shape.valueName)
    }
}

extension FieldShape {
    fileprivate var completion: CompletionKind? {
        if case .enumeration(let values) = self { .list(values) } else { nil }
    }

    fileprivate var valueName: String {
        switch self {
        case .enumeration: "value"
        case .group(let fields): fields.isPair ? "name=value" : "name=value,..."
        case .list(let element): element.valueName
        default: placeholder.lowercased()
        }
    }

    /// Whether the meaning alone leaves it open what to write.
    fileprivate var isOfSpecialForm: Bool {
        switch self {
        case .enumeration, .money, .group: true
        case .list(let element): element.isOfSpecialForm
        default: false
        }
    }

    /// What may be written, where that is not plain text.
    fileprivate var helpText: String {
        switch self {
        case .text, .prose, .sealed, .boolean, .localID: ""
        case .list(let element): element.helpText
        // The names in it are written as they stand.
        case .group: "As \(expectation)."
        default: "\(expectation.prefix(1).uppercased())\(expectation.dropFirst())."
        }
    }
}
