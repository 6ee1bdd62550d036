import SutureDomain
import SutureInterface
import SutureJSON
import SutureVarlink

/// A command ready to be sent.
struct CommandEntry {
    let method: String
    /// The bytes of the method's parameters.
    let parameters: [UInt8]

    init(_ call: CommandCall) throws {
        method = call.method
        parameters = try call.parameters
    }

    /// One line of `suture record`: `{"command":"trial.log-outcome","id":"T-001","fields":{…},"context":{…}}`.
    ///
    /// - Throws: ``UsageError`` with what is wrong with the line.
    init(parsing line: [UInt8]) throws {
        let entry = try CommandEntry.object(parsing: line)
        for member in entry.members where !CommandEntry.keys.contains(member.key) {
            throw UsageError(
                message:
                    "unknown member \(member.key); known are \(CommandEntry.keys.joined(separator: ", "))")
        }
        guard let name = entry["command"]?.string else { throw UsageError(message: "command is missing") }
        guard let command = Catalogue.command(name) else {
            throw UsageError(message: "there is no command \(name)")
        }
        method = VarlinkInterface.methodName(of: command)
        parameters = try CommandEntry.parameters(of: entry)
    }

    private static let keys = ["command", "id", "fields", "context"]

    private static func object(parsing line: [UInt8]) throws -> JSONView {
        do throws(JSONError) {
            let view = try JSONDocument(parsing: line).root
            if view.kind == .object { return view }
        } catch {
            throw UsageError(message: "not JSON: \(error)")
        }
        throw UsageError(message: "a command is a JSON object")
    }

    private static func parameters(of entry: JSONView) throws -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        if let id = entry["id"] {
            writer.key("id")
            writer.raw(id.rawBytes)
        }
        if let fields = entry["fields"], !fields.isNull {
            guard fields.kind == .object else { throw UsageError(message: "fields is no JSON object") }
            for field in fields.members {
                guard field.key != "id", field.key != "context" else {
                    throw UsageError(message: "\(field.key) stands beside fields, not among them")
                }
                writer.key(field.key)
                writer.raw(field.value.rawBytes)
            }
        }
        if let context = entry["context"] {
            writer.key("context")
            writer.raw(context.rawBytes)
        }
        writer.endObject()
        return writer.bytes
    }
}
