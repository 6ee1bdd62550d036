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
        // The others belong to single commands.
        let outer = try CommandDecoding.context(
            from: parameters.context, refusing: ["expectedVersion", "occurredOn", "correlation"])
        let objection = try CommandDecoding.objection(
            CommandDecoding.objection(to: outer), named: outer.commandId)
        let actor = try access.actor(call.peer, needing: .recorder, onBehalfOf: outer.onBehalfOf)
        let (proposals, unsayable) = try self.proposals(
            parameters.commands, outer: outer, role: actor.role, isImported: parameters.batch != nil)
        let interface = call.interfaceName
        return Submission(
            proposals: proposals, form: .batch(commandID: outer.commandId), isDryRun: outer.dryRun ?? false,
            batch: parameters.batch.map(Position.init), objection: objection, actor: actor
        ) { result in
            switch result {
            case .success(let receipts): reply.succeed(RecordAllMethod.parameters(of: receipts))
            case .failure(.batchRefused(let refusals)):
                reply.fail(
                    RefusedBatch(refusals, unsayable: unsayable).error("cannot be recorded, so none was"))
            case .failure(let error): reply.fail(VarlinkError(error, interface: interface))
            }
        }
    }

    /// All that can be decided, or one error that says everything that is wrong with the commands that cannot even be
    /// understood.
    /// - Returns: beside the proposals, by its place, what is told of one that says what may not be said, unless it was said
    ///   before: that only the recorder knows.
    private func proposals(
        _ commands: [Proposed], outer: Context, role: Role, isImported: Bool
    ) throws -> ([Proposal], unsayable: [Int: Misunderstood]) {
        var isImported = isImported
        var proposals: [Proposal] = []
        var unsayable: [Int: Misunderstood] = [:]
        var refused = RefusedBatch()
        for (index, proposed) in commands.enumerated() {
            do throws(Misunderstood) {
                let proposal = try proposed.proposal(outer: outer, role: role, isImported: isImported)
                if type(of: proposal.command) == Installation.ImportBegun.self { isImported = true }
                if let objection = proposal.objection { unsayable[index] = proposed.misunderstood(objection) }
                proposals.append(proposal)
            } catch {
                refused.add(error.refusals(at: index))
            }
        }
        guard refused.isEmpty else { throw refused.error("cannot be understood, so none was recorded") }
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
