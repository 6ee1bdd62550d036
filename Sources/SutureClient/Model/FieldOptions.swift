import ArgumentParser
import SutureDomain
import SutureInterface
import SutureJSON

/// The fields of a command as options, read off the command's type.
struct FieldOptions<Subject: Command>: RuntimeArguments {
    /// What was given, as the command's method takes it; without what is wrong.
    private(set) var parameters: JSONObject = [:]
    /// All that is wrong with what was given, and with what was not.
    private(set) var problems: [ShapeProblem] = []

    init() {}

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: ArgumentKey.self)
        for option in FieldOptions.options {
            guard let words = try? option.argument.words(container) else {
                // ArgumentParser would tell the first only.
                problems.append(option.absence)
                continue
            }
            parameters[option.field.name] = option.value(of: words, &problems)
        }
    }

    static var arguments: [RuntimeArgument] { options.map(\.argument) }

    static var options: [FieldOption] {
        let fields = SutureDomain.fields(of: Subject.self)
        let names = OptionNames.of(fields, kind: Subject.Subject.kind)
        let meaning = Meaning.of(Subject.self)
        return zip(fields, names).map { field, names in
            FieldOption(field: field, meaning: meaning.fields[field.name] ?? "", names: names)
        }
    }
}
