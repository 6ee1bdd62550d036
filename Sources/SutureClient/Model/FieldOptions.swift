import ArgumentParser
import SutureDomain
import SutureJSON

/// The fields of a command as options, read off the command's type.
///
/// ArgumentParser learns what a command takes by reflecting on its property wrappers; this type shows it wrappers made
/// at run time, and reads them back by the same names.
struct FieldOptions<Subject: Command>: ParsableArguments {
    private var words: [[String]] = []

    init() {}

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: ArgumentKey.self)
        words = try Self.options.map { try $0.words(in: container) }
    }

    func validate() throws { _ = try parameters }

    /// What was given, as the command's method takes it.
    var parameters: JSONObject {
        get throws {
            var parameters: JSONObject = [:]
            for (option, given) in zip(Self.options, words) {
                parameters[option.field.name] = try option.value(of: given)
            }
            return parameters
        }
    }

    static var options: [FieldOption] {
        let fields = SutureDomain.fields(of: Subject.self)
        let names = OptionNames.of(fields, kind: Subject.Subject.kind)
        let meaning = Meaning.of(Subject.self)
        return zip(fields, names).map { field, names in
            FieldOption(field: field, meaning: meaning.fields[field.name] ?? "", names: names)
        }
    }
}

extension FieldOptions: CustomReflectable {
    var customMirror: Mirror {
        Mirror(self, children: Self.options.map { ("_\($0.field.name)", $0.definition as Any) })
    }
}
