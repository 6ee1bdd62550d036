import SutureDomain
import SutureInterface
import SutureJSON
import SutureVarlink

/// Turns what came over the wire into proposals, or into `InvalidParameter` with the path of what is wrong.
struct CommandDecoding {
    /// - Parameters:
    ///   - command: what is asked for.
    ///   - parameters: the object that has the fields, and beside them what `ignoring` names.
    ///   - outer: the context of the whole batch, which gives reason and sources to commands without their own.
    static func proposal(
        _ command: any Command.Type, id: String?, fields: JSONView, ignoring: Set<String>, context: Context,
        outer: Context? = nil
    ) throws -> Proposal {
        let decoded = try decode(command, from: fields, ignoring: ignoring)
        let survey = FieldSurvey(of: decoded)
        if let field = survey.alreadySealed.first { throw VarlinkError.invalidParameter(field) }
        if let field = survey.blankTexts.first { throw VarlinkError.invalidParameter(field) }
        return Proposal(
            command: decoded, target: try target(of: command, id: id), survey: survey,
            commandID: context.commandId, expectedVersion: context.expectedVersion.map(StreamVersion.init),
            occurredOn: try occurredOn(context), reason: context.reason ?? outer?.reason,
            sources: context.sources ?? outer?.sources ?? [], correlation: context.correlation)
    }

    /// Checks a context's own limits.
    static func context(from view: JSONView?, path: String = "context") throws -> Context {
        guard let view, !view.isNull else { return Context() }
        let context: Context
        do {
            context = try JSONDecoding().decode(Context.self, from: view)
        } catch let error as DecodingError {
            throw VarlinkError.invalidParameter(error.path.isEmpty ? path : "\(path).\(error.path)")
        } catch let error as UnknownKey {
            throw VarlinkError.invalidParameter("\(path).\(error.path)")
        }
        let texts = [
            ("commandId", context.commandId), ("correlation", context.correlation),
            ("onBehalfOf", context.onBehalfOf),
        ]
        for (name, text) in texts {
            guard let text else { continue }
            guard (1...Context.textByteCountMax).contains(text.utf8.count) else {
                throw VarlinkError.invalidParameter("\(path).\(name)")
            }
        }
        if let reason = context.reason, !(1...Context.reasonByteCountMax).contains(reason.utf8.count) {
            throw VarlinkError.invalidParameter("\(path).reason")
        }
        let sources = context.sources ?? []
        guard sources.count <= Context.sourceCountMax,
            sources.allSatisfy({ (1...Context.textByteCountMax).contains($0.utf8.count) })
        else { throw VarlinkError.invalidParameter("\(path).sources") }
        return context
    }

    private static func decode<Asked: Command>(
        _ command: Asked.Type, from fields: JSONView, ignoring: Set<String>
    ) throws -> any Command {
        do {
            return try JSONDecoding().decode(command, from: fields, ignoring: ignoring)
        } catch let error as DecodingError {
            throw VarlinkError.invalidParameter(error.path)
        } catch let error as UnknownKey {
            throw VarlinkError.invalidParameter(error.path)
        }
    }

    private static func target<Asked: Command>(of command: Asked.Type, id: String?) throws -> Proposal.Target
    {
        guard let id else {
            guard command == Person.Registered.self else { throw VarlinkError.invalidParameter("id") }
            return .nextPerson
        }
        guard let reference = RecordID<Asked.Subject>(id), reference.stream.kind == Asked.Subject.kind else {
            throw VarlinkError.invalidParameter("id")
        }
        return .stream(reference.stream)
    }

    private static func occurredOn(_ context: Context) throws -> PartialDate? {
        guard let text = context.occurredOn else { return nil }
        guard let date = PartialDate(text) else { throw VarlinkError.invalidParameter("context.occurredOn") }
        return date
    }
}
