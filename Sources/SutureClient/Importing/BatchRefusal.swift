import SutureDomain
import SutureInterface
import SutureJSON
import Varlink

/// Why one command of a batch cannot be recorded.
struct BatchRefusal: Equatable {
    /// The place of the command.
    let index: Int
    let rule: String
    var field: String?
    let message: String

    /// Whether the command was not understood, so that no other one was looked at by the rules.
    var isOfShape: Bool { rule == "invalid-parameter" || rule == "permission-denied" }

    /// Those that the message names, as `device/D-1` in "device/D-1 does not exist."
    var records: [StreamName] {
        // A sentence ends in a point, and so may an id within it.
        let sentence = message.hasSuffix(".") ? message.dropLast() : message[...]
        return sentence.split(separator: " ").compactMap { StreamName(String($0)) }
    }

    /// As of a lone command, with the columns of the field: `refused (already-exists) id (column no): …`.
    func line(for command: ProposedCommand) -> String {
        if rule == "command-reused" {
            return
                "refused (\(rule)): what the row is known by, its key or what it says in its sheet, stands for something else. "
                + message
        }
        if isOfShape { return message + columns(of: command).parenthesis }
        return
            "refused (\(rule))\(field.map { " \($0)\(columns(of: command).parenthesis)" } ?? ""): \(message)"
    }

    private func columns(of command: ProposedCommand) -> [String] {
        field.map { command.columns(of: $0) } ?? []
    }
}

extension BatchRefusal {
    /// - Parameter leadingCount: so many commands stood before those that are counted.
    /// - Returns: `nil` if it names no command.
    init?(_ refusal: JSONValue, after leadingCount: Int = 0) {
        guard let index = refusal["index"]?.int64 else { return nil }
        self.init(
            index: Int(index) - leadingCount, rule: refusal["rule"]?.string ?? "unknown",
            field: refusal["field"]?.string, message: refusal["message"]?.string ?? "")
    }

    /// All of them; `nil` if the error is another one.
    static func all(in error: VarlinkError, after leadingCount: Int) -> [BatchRefusal]? {
        guard error.kind == .batchRefused else { return nil }
        return error.parameters["refusals"]?.array?.compactMap { BatchRefusal($0, after: leadingCount) }
    }
}
