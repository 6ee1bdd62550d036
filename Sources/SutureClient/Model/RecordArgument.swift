import ArgumentParser
import SutureDomain

/// The id of the record that a command is about; persons get one assigned if it is left out.
struct RecordArgument<Subject: Command>: ParsableArguments {
    /// As it was written.
    private var text: String?

    private static var isOptional: Bool { Subject.createsRecord && Subject.Subject.self == Person.self }
    private static var key: ArgumentKey { ArgumentKey("id") }

    init() {}

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: ArgumentKey.self)
        text =
            Self.isOptional
            ? try container.decode(Argument<String?>.self, forKey: Self.key).wrappedValue
            : try container.decode(Argument<String>.self, forKey: Self.key).wrappedValue
    }

    /// Without the kind, which may stand before it here as it does elsewhere (`trial/T-001`).
    var id: String? {
        guard let text, let stream = StreamName(text), stream.isOf(Subject.Subject.kind) else {
            return text
        }
        return String(stream.id)
    }

    func validate() throws {
        if let id, !Identifier.isWellFormed(id) {
            throw ValidationError(
                "\"\(id)\" is no id of a record of kind \(Subject.Subject.kind): \(Identifier.pattern).")
        }
    }
}

extension RecordArgument: CustomReflectable {
    var customMirror: Mirror {
        let kind = Subject.Subject.kind
        let definition: Any =
            Self.isOptional
            ? Argument<String?>(help: "The id of the \(kind); the next free one if left out.")
            : Argument<String>(help: "The id of the \(kind).")
        return Mirror(self, children: [("_id", definition)])
    }
}
