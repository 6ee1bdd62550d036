import ArgumentParser
import SutureOutput

/// A form that a document may take instead of text.
protocol DocumentForm: SendableMetatype {
    /// The flag that asks for it.
    static var name: String { get }
    static var help: String { get }

    static func of(_ document: Document) -> String
}

/// The form in which a document is wanted; text if none is named.
struct FormOptions: ParsableArguments {
    static let forms: [any DocumentForm.Type] = [DocumentPage.self]

    private var wanted: [any DocumentForm.Type] = []

    /// Whether it is to be text.
    var isText: Bool { wanted.isEmpty }

    init() {}

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: ArgumentKey.self)
        wanted = try FormOptions.forms.filter {
            try container.decode(Flag<Bool>.self, forKey: ArgumentKey($0.name)).wrappedValue
        }
    }

    /// Throws for two forms at once.
    func check(csv: Bool, json: Bool) throws {
        let names = wanted.map { $0.name } + (csv ? ["csv"] : []) + (json ? ["json"] : [])
        guard !isText, names.count > 1 else { return }
        throw ValidationError("--\(names[0]) and --\(names[1]) exclude each other.")
    }

    func write(_ document: Document) throws {
        try Output.standard.write(
            wanted.first?.of(document) ?? DocumentText.of(document, width: Output.standard.width))
    }
}

extension FormOptions: CustomReflectable {
    var customMirror: Mirror {
        Mirror(
            self,
            children: FormOptions.forms.map { form in
                let flag = Flag<Bool>(
                    wrappedValue: false, name: .customLong(form.name), help: ArgumentHelp("\(form.help)"))
                return ("_\(form.name)", flag as Any)
            })
    }
}
