import SutureDomain
import SutureInterface
import SutureJSON
import SutureVarlink

/// `org.suture.Log.RecordAll`: a batch that is recorded whole or not at all.
struct RecordAllMethod: Sendable {
    /// The most commands of one batch.
    static let commandCountMax = 10_000

    let access: Access
    let queue: SubmissionQueue

    private struct Parameters: Decodable {
        var commands: [Proposed]
        var context: JSONView?
    }

    private struct Proposed: Decodable {
        var command: String
        var id: String
        var fields: JSONView
        var context: JSONView?
    }

    func handle(_ call: VarlinkCall, reply: VarlinkReply) -> VarlinkAdmission {
        let submission: Submission
        do {
            submission = try self.submission(for: call, reply: reply)
        } catch {
            reply.fail(
                VarlinkError.answer(
                    to: error, interface: call.interfaceName, hint: RecordingError.nothingRecordedHint))
            return .accepted
        }
        return queue.offer(submission) ? .accepted : .full
    }

    private func submission(for call: VarlinkCall, reply: VarlinkReply) throws -> Submission {
        let parameters = try QueryParameters.decode(Parameters.self, from: call)
        guard parameters.commands.count <= RecordAllMethod.commandCountMax else {
            throw VarlinkError.invalidParameter("commands")
        }
        let outer = try CommandDecoding.context(from: parameters.context)
        for (name, isPresent) in [
            ("expectedVersion", outer.expectedVersion != nil), ("occurredOn", outer.occurredOn != nil),
            ("correlation", outer.correlation != nil),
        ] where isPresent {
            // They belong to single commands.
            throw VarlinkError.invalidParameter("context.\(name)")
        }
        let objection = try CommandDecoding.objection(
            CommandDecoding.objection(to: outer), named: outer.commandId)
        let actor = try access.actor(call.peer, needing: .recorder, onBehalfOf: outer.onBehalfOf)
        let proposals = try self.proposals(parameters.commands, outer: outer, role: actor.role)
        let interface = call.interfaceName
        return Submission(
            proposals: proposals, form: .batch(commandID: outer.commandId), isDryRun: outer.dryRun ?? false,
            objection: objection, actor: actor
        ) { result in
            switch result {
            case .success(let receipts): reply.succeed(RecordAllMethod.parameters(of: receipts))
            case .failure(let error): reply.fail(VarlinkError(error, interface: interface))
            }
        }
    }

    /// All that can be decided, or one error that names every command that cannot even be understood.
    private func proposals(_ commands: [Proposed], outer: Context, role: Role) throws -> [Proposal] {
        var proposals: [Proposal] = []
        var refusals: [JSONValue] = []
        for (index, proposed) in commands.enumerated() {
            do {
                proposals.append(try proposal(proposed, at: index, outer: outer, role: role))
            } catch let error as VarlinkError {
                refusals.append(.object(RecordAllMethod.refusal(at: index, of: proposed, error)))
            } catch let error as RecordingError {
                refusals.append(.object(VarlinkError.batchRefusal(index, error)))
            }
        }
        guard refusals.isEmpty else {
            throw VarlinkError(
                "org.suture.Log.BatchRefused",
                [
                    "message":
                        "\(refusals.count) of the batch's commands cannot be understood, so none was recorded.",
                    "refusals": .array(refusals),
                ])
        }
        return proposals
    }

    private func proposal(_ proposed: Proposed, at index: Int, outer: Context, role: Role) throws -> Proposal
    {
        guard let command = Catalogue.command(proposed.command) else {
            throw VarlinkError.invalidParameter("command")
        }
        guard role >= command.requiredRole else { throw VarlinkError.permissionDenied }
        guard proposed.fields.kind == .object else { throw VarlinkError.invalidParameter("fields") }
        let context = try CommandDecoding.context(from: proposed.context)
        for (name, isPresent) in [
            ("dryRun", context.dryRun != nil), ("onBehalfOf", context.onBehalfOf != nil),
            ("commandId", context.commandId != nil && outer.commandId != nil),
        ] where isPresent {
            // They are the whole batch's, or are given twice.
            throw VarlinkError.invalidParameter("context.\(name)")
        }
        return try CommandDecoding.proposal(
            command, id: proposed.id.isEmpty ? nil : proposed.id, fields: proposed.fields, ignoring: [],
            context: context, outer: outer)
    }

    private static func refusal(
        at index: Int, of proposed: Proposed, _ error: VarlinkError
    ) -> JSONObject {
        var entry: JSONObject = ["index": .integer(Int64(index))]
        if let field = error.parameters["parameter"]?.string {
            entry["rule"] = "invalid-parameter"
            entry["field"] = .string(field)
            let explanation = ShapeExplanation(
                ofCommand: proposed.command, id: proposed.id,
                fields: JSONValue(proposed.fields).object ?? [:],
                context: proposed.context.map { JSONValue($0) })
            entry["message"] = .string("\(explanation.message(field)).")
        } else {
            entry["rule"] = "permission-denied"
            entry["message"] = "This command needs another role."
        }
        return entry
    }

    private static func parameters(of receipts: [Receipt]) -> [UInt8] {
        var writer = JSONWriter(byteCapacity: 160 * receipts.count)
        writer.beginObject()
        writer.key("receipts")
        writer.beginArray()
        for receipt in receipts { receipt.write(into: &writer) }
        writer.endArray()
        writer.endObject()
        return writer.bytes
    }
}
