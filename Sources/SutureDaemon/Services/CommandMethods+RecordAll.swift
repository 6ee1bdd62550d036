import SutureDomain
import SutureInterface
import SutureJSON
import Varlink

/// `org.suture.Log.RecordAll`: a batch that is recorded whole or not at all.
extension CommandMethods {
    private struct BatchParameters: Decodable {
        var commands: [Proposed]
        var context: JSONView?
        var batch: Int64?
    }

    func recordAll(_ call: VarlinkCall, reply: VarlinkReply) -> VarlinkAdmission {
        queue.offer(call, reply, answers) { try batch(for: call, reply: reply) }
    }

    private func batch(for call: VarlinkCall, reply: VarlinkReply) throws -> Submission {
        let parameters = try QueryParameters.decode(BatchParameters.self, from: call)
        try QueryParameters.require(parameters.commands.count <= WireLimits.commandCountMax, "commands")
        try QueryParameters.require(parameters.batch ?? 1 >= 1, "batch")
        // The others belong to single commands.
        let outer = try CommandDecoding.context(
            from: parameters.context, refusing: ["expectedVersion", "occurredOn", "correlation"])
        let objection = try CommandDecoding.objection(
            CommandDecoding.objection(to: outer), named: outer.commandId)
        let actor = try access.caller(call.peer).actor(needing: .recorder, onBehalfOf: outer.onBehalfOf)
        let (proposals, unsayable) = try self.proposals(
            parameters.commands, outer: outer, role: actor.role, isImported: parameters.batch != nil)
        let answers = answers
        return Submission(
            proposals: proposals, form: .batch(commandID: outer.commandId), isDryRun: outer.dryRun ?? false,
            batch: parameters.batch.map(Position.init), objection: objection, actor: actor
        ) { result in
            switch result {
            case .success(let receipts): reply.succeed(CommandMethods.parameters(of: receipts))
            case .failure(let error):
                reply.fail(answers.answer(to: call, failing: error.replacing(unsayable)))
            }
        }
    }

    /// All that can be decided, or one error that says all that is wrong with what cannot be understood.
    /// - Returns: beside the proposals, by its place, what is told of one that says what may not be said,
    ///   unless it was said before: that only the recorder knows.
    private func proposals(
        _ commands: [Proposed], outer: Context, role: Role, isImported: Bool
    ) throws -> ([Proposal], unsayable: [Int: WireError]) {
        var isImported = isImported
        var proposals: [Proposal] = []
        var unsayable: [Int: WireError] = [:]
        var refused: [(index: Int, error: WireError)] = []
        for (index, proposed) in commands.enumerated() {
            do throws(WireError) {
                let proposal = try proposed.proposal(outer: outer, role: role, isImported: isImported)
                if type(of: proposal.command) == Installation.ImportBegun.self { isImported = true }
                if let objection = proposal.objection { unsayable[index] = proposed.misunderstood(objection) }
                proposals.append(proposal)
            } catch {
                refused.append((index, error))
            }
        }
        guard refused.isEmpty else { throw WireError.batchMisunderstood(refused) }
        return (proposals, unsayable)
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

extension WireError {
    /// A batch that was refused, with all that is wrong with its commands that say what may not be said.
    /// - Parameter unsayable: what is told of these, by their places.
    fileprivate func replacing(_ unsayable: [Int: WireError]) -> WireError {
        guard case .batchRefused(let refusals) = self else { return self }
        return .batchRefused(
            refusals.map { index, error in
                guard case .notToBeSaid = error else { return (index, error) }
                return (index, unsayable[index] ?? error)
            })
    }
}
