import ArgumentParser
import SutureDomain
import SutureInterface

/// The id of the record that a command is about; persons get one assigned if it is left out.
struct RecordArgument<Subject: Command>: RuntimeArguments {
    /// As it was written.
    private var text: String?
    /// What is wrong with it.
    private(set) var problems: [ShapeProblem] = []

    init() {}

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: ArgumentKey.self)
        do {
            text = try RecordArgument.argument.words(container).first
        } catch {
            // Told with all else that is wrong.
            problems = [problem("Missing expected argument '<id>'")]
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

    static var arguments: [RuntimeArgument] { [argument] }

    private static var argument: RuntimeArgument {
        let kind = Subject.Subject.kind
        guard Subject.createsRecord, kind == Person.kind else {
            return RuntimeArgument("id", Argument<String>(help: "The id of the \(kind).")) {
                [$0.wrappedValue]
            }
        }
        let argument = Argument<String?>(help: "The id of the \(kind); the next free one if left out.")
        return RuntimeArgument("id", argument) { $0.wrappedValue.map { [$0] } ?? [] }
    }
}
