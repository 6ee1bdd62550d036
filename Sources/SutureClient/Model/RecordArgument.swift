import ArgumentParser
import SutureDomain

/// The id of the record that a command is about; persons get one assigned if it is left out.
struct RecordArgument<Subject: Command>: ParsableArguments {
    private(set) var id: String?

    private static var isOptional: Bool { Subject.createsRecord && Subject.Subject.self == Person.self }
    private static var key: ArgumentKey { ArgumentKey("id") }

    init() {}

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: ArgumentKey.self)
        id =
            Self.isOptional
            ? try container.decode(Argument<String?>.self, forKey: Self.key).wrappedValue
            : try container.decode(Argument<String>.self, forKey: Self.key).wrappedValue
    }

    func validate() throws {
        guard let id else { return }
        guard Identifier.isWellFormed(id) || StreamName(id)?.kind == Subject.Subject.kind[...] else {
            throw ValidationError("\"\(id)\" is no id of a record: \(Identifier.pattern).")
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
