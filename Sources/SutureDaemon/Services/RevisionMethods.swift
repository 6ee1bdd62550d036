import SutureDomain
import SutureInterface
import SutureJSON
import SutureLog
import SutureReadModels
import Varlink

/// `org.suture.Log.Void` and `Correct`: what an event is, and so which command is meant, is read off the log.
struct RevisionMethods: Sendable {
    let access: Access
    let queue: SubmissionQueue
    let readers: ReaderPool<ViewsAtMoment.Readers>

    func void(_ call: VarlinkCall) async throws -> [UInt8] {
        let context = try CommandDecoding.context(from: call.parameters["context"])
        let actor = try access.caller(call.peer).actor(needing: .recorder, onBehalfOf: context.onBehalfOf)
        let event = try await event(call)
        guard let kind = Catalogue.kind(named: event.stream.kind) else {
            throw RevisionMethods.unknown(event)
        }
        let proposal = try CommandDecoding.proposal(
            RevisionMethods.voiding(of: kind), id: String(event.stream.id), fields: call.parameters,
            ignoring: ["context"], context: context)
        return try await record(proposal, context, actor)
    }

    func correct(_ call: VarlinkCall) async throws -> [UInt8] {
        let parameters = call.parameters
        let context = try CommandDecoding.context(from: parameters["context"])
        guard let fields = parameters["fields"], fields.kind == .object else {
            throw VarlinkError.invalidParameter("fields")
        }
        let known: Set = ["position", "fields", "context"]
        if let unknown = parameters.members.first(where: { !known.contains($0.key) }) {
            throw VarlinkError.invalidParameter(unknown.key)
        }
        let caller = access.caller(call.peer)
        _ = try caller.actor(needing: .recorder, onBehalfOf: context.onBehalfOf)
        let event = try await event(call)
        guard let command = Catalogue.event(event.type) as? any Command.Type else {
            throw RevisionMethods.unknown(event)
        }
        let actor = try caller.actor(
            needing: max(.recorder, command.requiredRole), onBehalfOf: context.onBehalfOf)
        let proposal: Proposal
        do {
            proposal = try CommandDecoding.proposal(
                command, id: String(event.stream.id), fields: fields, ignoring: [], context: context,
                correcting: event.position)
        } catch let error as VarlinkError {
            throw RevisionMethods.insideFields(error)
        }
        return try await record(proposal, context, actor)
    }

    private func event(_ call: VarlinkCall) async throws -> RecordedEvent {
        guard let number = call.parameters["position"]?.int64, number >= 1 else {
            throw VarlinkError.invalidParameter("position")
        }
        guard let event = try await readers.read({ try $0.log.event(at: Position(number)) }) else {
            throw WireError.refused(
                Refusal(.notFound, field: "position", "The log has no event at position \(number)."))
        }
        return event
    }

    private static func voiding<Subject: Record>(of kind: Subject.Type) -> any Command.Type {
        Voiding<Subject>.self
    }

    /// No command records such an event, so that there are no fields that it could be corrected by.
    private static func unknown(_ event: RecordedEvent) -> WireError {
        let isConsequence = Catalogue.event(event.type).map { $0.isVoidable } ?? false
        let why =
            isConsequence
            ? "follows from another event: void that one, and record it anew."
            : "stands for ever: it cannot be voided or corrected."
        return .refused(
            Refusal(
                .notVoidable, field: "position",
                "\(event.position) (\(event.type) of \(event.stream)) \(why)"))
    }

    /// What is wrong with a field is a matter of `fields`.
    private static func insideFields(_ error: VarlinkError) -> VarlinkError {
        guard let field = error.parameters["parameter"]?.string, !field.hasPrefix("context.") else {
            return error
        }
        return VarlinkError.invalidParameter("fields.\(field)")
    }

    private func record(
        _ proposal: Proposal, _ context: Context, _ actor: EventMetadata.Actor
    ) async throws -> [UInt8] {
        let isDryRun = context.dryRun ?? false
        guard let result = await queue.record([proposal], .single, isDryRun: isDryRun, by: actor) else {
            throw WireError.busy("Too many commands wait to be recorded.", retryAfterMilliseconds: 100)
        }
        return try result.get()[0].reply
    }
}
