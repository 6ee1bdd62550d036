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
        var batch: Int64?
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
        if let batch = parameters.batch, batch < 1 { throw VarlinkError.invalidParameter("batch") }
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
        let proposals = try self.proposals(
            parameters.commands, outer: outer, role: actor.role, isImported: parameters.batch != nil)
        let interface = call.interfaceName
        return Submission(
            proposals: proposals, form: .batch(commandID: outer.commandId), isDryRun: outer.dryRun ?? false,
            batch: parameters.batch.map(Position.init), objection: objection, actor: actor
        ) { result in
            switch result {
            case .success(let receipts): reply.succeed(RecordAllMethod.parameters(of: receipts))
            case .failure(let error): reply.fail(VarlinkError(error, interface: interface))
            }
        }
    }

    /// All that can be decided, or one error that names every command that cannot even be understood.
    private func proposals(
        _ commands: [Proposed], outer: Context, role: Role, isImported: Bool
    ) throws -> [Proposal] {
        var isImported = isImported
        var proposals: [Proposal] = []
        var refusals: [JSONValue] = []
        for (index, proposed) in commands.enumerated() {
            do {
                let proposal = try proposed.proposal(outer: outer, role: role, isImported: isImported)
                if type(of: proposal.command) == Installation.ImportBegun.self { isImported = true }
                proposals.append(proposal)
            } catch let error as VarlinkError {
                refusals.append(.object(proposed.refusal(at: index, error)))
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
