import SutureDomain
import SutureInterface
import SutureJSON
import SutureVarlink

/// One command of a batch, or of a piece of a check, as it came over the wire.
struct Proposed: Decodable {
    var command: String
    var id: String
    var fields: JSONView
    var context: JSONView?
    /// The position of the event that the command's own is to stand in the place of.
    var correcting: Int64?
    /// The line of the sheet that says so, if an import is made of it.
    var line: Int64?

    /// What can be decided.
    /// - Parameters:
    ///   - outer: the context of the whole.
    ///   - role: of the caller.
    ///   - isImported: whether it belongs to an import.
    /// - Throws: a `VarlinkError` that says what cannot be understood.
    func proposal(outer: Context, role: Role, isImported: Bool) throws -> Proposal {
        guard let type = Catalogue.command(command) else { throw VarlinkError.invalidParameter("command") }
        guard role >= type.requiredRole else { throw VarlinkError.permissionDenied }
        guard fields.kind == .object else { throw VarlinkError.invalidParameter("fields") }
        if let correcting, correcting < 1 || !CommandFields.of(type).isEvent {
            throw VarlinkError.invalidParameter("correcting")
        }
        if let line, line < 1 || !isImported { throw VarlinkError.invalidParameter("line") }
        let context = try CommandDecoding.context(from: context)
        for (name, isPresent) in [
            ("dryRun", context.dryRun != nil), ("onBehalfOf", context.onBehalfOf != nil),
            ("commandId", context.commandId != nil && outer.commandId != nil),
        ] where isPresent {
            // They are the whole batch's, or are given twice.
            throw VarlinkError.invalidParameter("context.\(name)")
        }
        return try CommandDecoding.proposal(
            type, id: id.isEmpty ? nil : id, fields: fields, ignoring: [], context: context, outer: outer,
            correcting: correcting.map(Position.init), line: line)
    }

    /// What is told of one that cannot be understood.
    func refusal(at index: Int, _ error: VarlinkError) -> JSONObject {
        var entry: JSONObject = ["index": .integer(Int64(index))]
        if let field = error.parameters["parameter"]?.string {
            entry["rule"] = "invalid-parameter"
            entry["field"] = .string(field)
            entry["message"] = .string("\(field == "line" ? lineRule : explanation(of: field)).")
        } else {
            entry["rule"] = "permission-denied"
            entry["message"] = "This command needs another role."
        }
        return entry
    }

    private var lineRule: String {
        "line is that of a row, from 1, and only of an import: batch says which, or begin-import before it"
    }

    private func explanation(of field: String) -> String {
        ShapeExplanation(
            ofCommand: command, id: id, fields: JSONValue(fields).object ?? [:],
            context: context.map { JSONValue($0) }
        ).message(field)
    }
}
