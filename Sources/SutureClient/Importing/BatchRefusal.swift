import SutureJSON
import SutureVarlink

/// Why one command of a batch cannot be recorded.
struct BatchRefusal: Equatable {
    let index: Int
    let rule: String
    var field: String?
    let message: String

    /// All of them; `nil` if the error is another one.
    static func all(in error: VarlinkError) -> [BatchRefusal]? {
        guard error.name.hasSuffix(".BatchRefused"), let refusals = error.parameters["refusals"]?.array else {
            return nil
        }
        return refusals.compactMap { refusal in
            guard let index = refusal["index"]?.int64 else { return nil }
            return BatchRefusal(
                index: Int(index), rule: refusal["rule"]?.string ?? "unknown",
                field: refusal["field"]?.string,
                message: refusal["message"]?.string ?? "")
        }
    }

    /// As of a command on its own: `refused (already-exists) id: …`.
    var line: String { "refused (\(rule))\(field.map { " \($0)" } ?? ""): \(message)" }
}
