import SutureDomain
import SutureInterface
import SutureJSON
import Varlink

/// A command ready to be sent.
struct CommandEntry {
    let method: String
    /// The bytes of the method's parameters.
    let parameters: [UInt8]
    /// What stands before the name of a field where a person reads it.
    let fieldsPath: String

    init(_ call: CommandCall) throws {
        method = call.method
        parameters = try call.parameters
        fieldsPath = ""
    }

    /// A line of `suture record`: `{"command":"trial.log-outcome","id":"T-001","fields":{…},"context":{…}}`.
    ///
    /// - Throws: ``UsageError`` with all that is wrong with the line.
    init(parsing line: [UInt8]) throws {
        let entry = try CommandEntry.object(parsing: line)
        let known = CommandEntry.keys.joined(separator: ", ")
        var problems = entry.members.filter { !CommandEntry.keys.contains($0.key) }.map {
            "there is no \($0.key) here; there are \(known)"
        }
        let command = CommandEntry.command(entry, &problems)
        let fields = CommandEntry.fields(entry, &problems)
        guard problems.isEmpty, let command else {
            if let command, let fields {
                problems += CommandEntry.explanation(command, entry, fields).problems().map(\.message)
            }
            throw UsageError(problems)
        }
        method = Method.of(command)
        parameters = CommandEntry.parameters(of: entry, fields ?? [])
        fieldsPath = CommandEntry.fieldsPath
    }

    private static let keys = ["command", "id", "fields", "context"]
    private static let fieldsPath = "fields."

    private static func object(parsing line: [UInt8]) throws -> JSONView {
        do throws(JSONError) {
            let view = try JSONDocument(parsing: line).root
            if view.kind == .object { return view }
        } catch {
            throw UsageError("not JSON: \(error)")
        }
        throw UsageError("a command is a JSON object")
    }

    private static func command(_ entry: JSONView, _ problems: inout [String]) -> (any Command.Type)? {
        guard let value = entry["command"], !value.isNull else {
            problems.append("command is missing")
            return nil
        }
        guard let command = value.string.flatMap({ Catalogue.command($0) }) else {
            problems.append("there is no command \(value.string ?? value.rawText)")
            return nil
        }
        return command
    }

    /// `nil` if they are none that have names.
    private static func fields(_ entry: JSONView, _ problems: inout [String]) -> [(String, JSONView)]? {
        guard let fields = entry["fields"], !fields.isNull else { return [] }
        guard fields.kind == .object else {
            problems.append("fields is no JSON object")
            return nil
        }
        var own: [(String, JSONView)] = []
        for field in fields.members {
            if field.key == "id" || field.key == "context" {
                problems.append("\(field.key) stands beside fields, not among them")
            } else {
                own.append((field.key, field.value))
            }
        }
        return own
    }

    private static func explanation(
        _ command: any Command.Type, _ entry: JSONView, _ fields: [(String, JSONView)]
    ) -> ShapeExplanation {
        let sent = try? JSONValue(parsing: String(decoding: parameters(of: entry, fields), as: UTF8.self))
        return ShapeExplanation(
            of: Method.of(command), sent ?? [:], fieldsPath: fieldsPath)
    }

    private static func parameters(of entry: JSONView, _ fields: [(String, JSONView)]) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        if let id = entry["id"] {
            writer.key("id")
            writer.raw(id.rawBytes)
        }
        for (name, value) in fields {
            writer.key(name)
            writer.raw(value.rawBytes)
        }
        if let context = entry["context"] {
            writer.key("context")
            writer.raw(context.rawBytes)
        }
        writer.endObject()
        return writer.bytes
    }
}
