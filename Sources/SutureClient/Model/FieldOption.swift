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

    /// What ArgumentParser is told about the field.
    var argument: RuntimeArgument {
        let names = NameSpecification(self.names.map { .customLong($0) })
        switch field.shape {
        case .boolean where field.isOptional:
            let flag = Flag<Bool?>(name: names, inversion: .prefixedNo, help: help)
            return RuntimeArgument(field.name, flag) { $0.wrappedValue.map { ["\($0)"] } ?? [] }
        case .boolean:
            let flag = Flag<Bool>(name: names, inversion: .prefixedNo, help: help)
            return RuntimeArgument(field.name, flag) { ["\($0.wrappedValue)"] }
        case .list(let element):
            let option = Option<[String]>(
                wrappedValue: [], name: names, help: help, completion: element.completion)
            return RuntimeArgument(field.name, option, words: \.wrappedValue)
        default:
            let completion = field.shape.completion
            return field.isOptional
                ? RuntimeArgument(
                    field.name, Option<String?>(name: names, help: help, completion: completion))
                : RuntimeArgument(
                    field.name, Option<String>(name: names, help: help, completion: completion))
        }
    }

    /// The value of the field; `nil` if nothing was given.
    /// - Parameter problems: takes what is wrong with the words.
    func value(of words: [String], _ problems: inout [ShapeProblem]) -> JSONValue? {
        guard case .list(let element) = field.shape else {
            return words.first.flatMap { value(of: $0, field.shape, &problems) }
        }
        // What a list that may be left out is to be without anything, as nothing given leaves it as it is.
        if field.isOptional, words == [""] { return .array([]) }
        return words.isEmpty ? nil : .array(words.compactMap { value(of: $0, element, &problems) })
    }

    private func value(
        of word: String, _ shape: FieldShape, _ problems: inout [ShapeProblem]
    ) -> JSONValue? {
        do throws(UsageError) {
            return try shape.value(of: word)
        } catch {
            problems.append(ShapeProblem(path: field.name, message: "--\(names[0]): \(error.message)"))
            return nil
        }
    }

    /// What is said where the option has to be given and was not.
    var absence: ShapeProblem {
        ShapeProblem(
            path: field.name,
            message: "Missing expected argument '--\(names[0]) <\(field.shape.valueName)>'")
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
