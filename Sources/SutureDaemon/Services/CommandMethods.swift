import SutureDomain
import SutureInterface
import SutureJSON
import Varlink

/// One method per command of every kind of record, made from the catalogue.
struct CommandMethods: Sendable {
    let access: Access
    let answers: Answers
    let queue: SubmissionQueue

    /// The handlers of a kind's interface, by method name.
    func handlers(of kind: any Record.Type) -> [String: VarlinkHandler] {
        var handlers: [String: VarlinkHandler] = [:]
        for command in Catalogue.commands(of: kind) {
            handlers[command.command.pascalCase] = .pipelined { call, reply in
                queue.offer(call, reply, answers) { try submission(for: call, command, reply: reply) }
            }
        }
        return handlers
    }

    private func submission(
        for call: VarlinkCall, _ command: any Command.Type, reply: VarlinkReply
    ) throws -> Submission {
        let parameters = call.parameters
        let context = try CommandDecoding.context(from: parameters["context"])
        let actor = try access.caller(call.peer).actor(
            needing: command.requiredRole, onBehalfOf: context.onBehalfOf)
        let proposal = try CommandDecoding.proposal(
            command, id: try id(in: parameters), fields: parameters, ignoring: ["id", "context"],
            context: context)
        // So that no more than it is kept for each command.
        let answers = answers
        return Submission(
            proposals: [proposal], form: .single, isDryRun: context.dryRun ?? false, actor: actor
        ) { result in
            switch result {
            case .success(let receipts): reply.succeed(receipts[0].reply)
            case .failure(let error): reply.fail(answers.answer(to: call, failing: error))
            }
        }
    }

    private func id(in parameters: JSONView) throws -> String? {
        guard let view = parameters["id"], !view.isNull else { return nil }
        guard let id = view.string else { throw VarlinkError.invalidParameter("id") }
        return id
    }
}
