import SutureCodec
import SutureDomain
import SutureInterface
import SutureJSON
import Varlink

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
    ///   - isImported: whether it belongs to an import.
    /// - Throws: each thing that is wrong with it.
    func proposal(outer: Context, role: Role, isImported: Bool) throws(WireError) -> Proposal {
        guard let type = Catalogue.command(command) else { throw misunderstood(at: "command") }
        guard role >= type.requiredRole else { throw .notPermitted(needs: .role(type.requiredRole)) }
        try requirePlace(for: type, isImported: isImported)
        do {
            let context = try CommandDecoding.context(from: context)
            try requirePlace(for: context, outer: outer)
            return try CommandDecoding.proposal(
                type, id: id.isEmpty ? nil : id, fields: fields, ignoring: [], context: context, outer: outer,
                correcting: correcting.map(Position.init), line: line)
        } catch WireError.notToBeSaid(let objection) {
            throw misunderstood(objection)
        } catch let error as WireError {
            throw error
        } catch {
            let path = (error as? VarlinkError)?.parameters["parameter"]?.string ?? "fields"
            throw ["id", "context"].contains(path) && fields[path] != nil
                ? misplaced(path, "stands beside fields, not among them") : misunderstood(at: path)
        }
    }

    private func requirePlace(for type: any Command.Type, isImported: Bool) throws(WireError) {
        guard fields.kind == .object else {
            let message = "fields is an object of the command's fields"
            throw .misunderstood([ShapeProblem(path: "fields", message: message)])
        }
        if let correcting, correcting < 1 || !CommandFields.of(type).isEvent {
            throw misplaced("correcting", "is the position of an event, from 1, that such a command records")
        }
        if let line, line < 1 || !isImported {
            throw misplaced(
                "line",
                "is that of a row, from 1, and only of an import: batch says which, or begin-import before it"
            )
        }
    }

    private func requirePlace(for context: Context, outer: Context) throws(WireError) {
        for (name, isPresent) in [
            ("dryRun", context.dryRun != nil), ("onBehalfOf", context.onBehalfOf != nil),
            ("commandId", context.commandId != nil && outer.commandId != nil),
        ] where isPresent {
            throw misplaced("context.\(name)", "is said of the whole, and not of one of its commands too")
        }
    }
}

// MARK: What is wrong with it

extension Proposed {
    /// What may not be said, and what else is wrong.
    func misunderstood(_ objection: Objection) -> WireError {
        // Of a correction it is named as in the parameters of Correct.
        let path = String(objection.field.trimmingPrefix("fields."))
        guard objection.fault == .eventTooLong else { return misunderstood(at: path) }
        return misunderstood(
            besides: ShapeProblem(path: path, message: "\(Objection(field: path, .eventTooLong))"))
    }

    private func misunderstood(at path: String) -> WireError {
        .misunderstood(explanation.problems(including: path, isCorrection: correcting != nil))
    }

    /// Something is wrong that the command's own shape does not tell.
    private func misplaced(_ path: String, _ rule: String) -> WireError {
        misunderstood(besides: ShapeProblem(path: path, message: "\(path) \(rule)"))
    }

    private func misunderstood(besides problem: ShapeProblem) -> WireError {
        let others = explanation.problems(isCorrection: correcting != nil)
        return .misunderstood([problem] + others.filter { $0.path != problem.path })
    }

    private var explanation: ShapeExplanation {
        ShapeExplanation(
            ofCommand: command, id: id, fields: JSONValue(fields).object ?? [:],
            context: context.map { JSONValue($0) })
    }
}
