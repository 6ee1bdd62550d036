import ArgumentParser
import SutureDomain
import SutureInterface

/// The id of the record that a command is about; persons get one assigned if it is left out.
struct RecordArgument<Subject: Command>: ParsableArguments {
    /// As it was written.
    private var text: String?
    /// What is wrong with it.
    private(set) var problems: [ShapeProblem] = []

    private static var isOptional: Bool { Subject.createsRecord && Subject.Subject.self == Person.self }
    private static var key: ArgumentKey { ArgumentKey("id") }

    init() {}

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: ArgumentKey.self)
        if Self.isOptional {
            text = try container.decode(Argument<String?>.self, forKey: Self.key).wrappedValue
        } else {
            // Told with all else that is wrong.
            text = try? container.decode(Argument<String>.self, forKey: Self.key).wrappedValue
            if text == nil { problems = [problem("Missing expected argument '<id>'")] }
        }
        if let id, !Identifier.isWellFormed(id) {
            problems = [
                problem(
                    "\"\(id)\" is no id of a record of kind \(Subject.Subject.kind): \(Identifier.pattern).")
            ]
        }
    }

    private func problem(_ message: String) -> ShapeProblem { ShapeProblem(path: "id", message: message) }

    /// Without the kind, which may stand before it here as it does elsewhere (`trial/T-001`).
    var id: String? {
        guard let text, let stream = StreamName(text), stream.isOf(Subject.Subject.kind) else {
            return text
        }
        return String(stream.id)
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
