import SutureDomain
import SutureInterface
import Varlink

/// What a command and its fields mean, in the words of the published interface.
struct Meaning {
    /// Its first sentences, without the role and the refusals that follow them there.
    let summary: String
    /// The role that it needs, and the rules that may refuse it.
    let conditions: String
    /// By the field's name; a field that speaks for itself has none.
    let fields: [String: String]

    static func of(kind: any Record.Type) -> String {
        VarlinkInterface.of(kind).documentation.split(separator: "\n").joined(separator: " ")
    }

    static func of<Request: Command>(_: Request.Type) -> Meaning {
        let method = VarlinkInterface.of(Request.Subject.self).method(Request.command.pascalCase)
        let lines = method?.documentation.split(separator: "\n").map(String.init) ?? []
        let summary = lines.prefix { !$0.hasPrefix("Role: ") && !$0.hasPrefix("Refused: ") }
        let documented = method?.input.filter { !$0.documentation.isEmpty } ?? []
        return Meaning(
            summary: summary.joined(separator: " "),
            conditions: sentences(lines.dropFirst(summary.count)).joined(separator: "\n"),
            fields: Dictionary(documented.map { ($0.name, $0.documentation) }) { first, _ in first })
    }

    /// Lines that continue one that was broken at the width of the interface's text are joined with it.
    private static func sentences(_ lines: ArraySlice<String>) -> [String] {
        lines.reduce(into: []) { sentences, line in
            if let last = sentences.indices.last, !line.hasPrefix("Role: "), !line.hasPrefix("Refused: ") {
                sentences[last] += " " + line
            } else {
                sentences.append(line)
            }
        }
    }
}
