import SutureJSON

/// The fields of a command in declared order; what is `nil` is left out.
typealias GeneratedFields = KeyValuePairs<String, (any FieldContent)?>

/// What a field of a generated command says.
protocol FieldContent {
    func write(to writer: inout FieldWriter)
}

extension String: FieldContent {
    func write(to writer: inout FieldWriter) { writer.json.string(self) }
}

extension Int: FieldContent {
    func write(to writer: inout FieldWriter) { writer.json.integer(self) }
}

extension Bool: FieldContent {
    func write(to writer: inout FieldWriter) { writer.json.bool(self) }
}

extension Array: FieldContent where Element: FieldContent {
    func write(to writer: inout FieldWriter) {
        writer.json.beginArray()
        for element in self { element.write(to: &writer) }
        writer.json.endArray()
    }
}

extension GeneratedFields: FieldContent {
    func write(to writer: inout FieldWriter) {
        writer.json.beginObject()
        for case (let name, let content?) in self {
            writer.json.key(name)
            content.write(to: &writer)
        }
        writer.json.endObject()
    }
}

/// An amount of money, in the one currency of generated funds.
struct Yuan: FieldContent {
    static let currency = "CNY"

    /// Hundredths.
    let fen: Int

    func write(to writer: inout FieldWriter) {
        let fields: GeneratedFields = ["minorUnits": fen, "currency": Yuan.currency]
        fields.write(to: &writer)
    }
}

/// What is sealed in the log.
struct PersonalData: FieldContent {
    let text: String

    func write(to writer: inout FieldWriter) { writer.seal(text) }
}
