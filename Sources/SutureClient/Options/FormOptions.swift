import ArgumentParser
import SutureOutput

/// The form in which a document is wanted; text if none is named.
struct FormOptions: RuntimeArguments {
    private var wanted: [any DocumentForm.Type] = []

    /// Whether it is to be text.
    var isText: Bool { wanted.isEmpty }

    init() {}

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: ArgumentKey.self)
        wanted = try zip(DocumentForms.all, FormOptions.arguments).filter { _, argument in
            try !argument.words(container).isEmpty
        }.map(\.0)
    }

    static var arguments: [RuntimeArgument] {
        DocumentForms.all.map { form in
            let flag = Flag<Bool>(
                wrappedValue: false, name: .customLong(form.name), help: ArgumentHelp("\(form.help)"))
            return RuntimeArgument(form.name, flag) { $0.wrappedValue ? [form.name] : [] }
        }
    }

    /// Throws for two forms at once.
    func check(csv: Bool, json: Bool) throws {
        let names = wanted.map { $0.name } + (csv ? ["csv"] : []) + (json ? ["json"] : [])
        guard names.count > 1 else { return }
        throw ValidationError("--\(names[0]) and --\(names[1]) exclude each other.")
    }

    func write(_ document: Document) throws {
        try Output.standard.write(
            wanted.first?.of(document) ?? DocumentText.of(document, width: Output.standard.width))
    }
}
