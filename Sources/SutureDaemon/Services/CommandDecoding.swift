import SutureCodec
import SutureDomain
import SutureInterface
import SutureJSON
import SutureLog
import Varlink

/// Turns what came over the wire into proposals, or into `InvalidParameter` with the path of what is wrong.
struct CommandDecoding {
    /// - Parameters:
    ///   - parameters: the object that has the fields, and beside them what `ignoring` names.
    ///   - correcting: the position of the event that it is to replace.
    ///   - outer: the context of the batch, which gives reason and sources to commands without their own.
    static func proposal(
        _ command: any Command.Type, id: String?, fields: JSONView, ignoring: [String], context: Context,
        outer: Context? = nil, correcting: Position? = nil, line: Int64? = nil
    ) throws -> Proposal {
        let declared = CommandFields.of(command)
        let reading = declared.read(fields, ignoring: ignoring)
        let stored = stored(command, reading)
        let decoded = try stored ?? decode(command, from: fields)
        let survey = reading.survey
        if let field = reading.unknownKey ?? survey.alreadySealed.first ?? survey.blankTexts.first {
            throw VarlinkError.invalidParameter(field)
        }
        let inContext = self.objection(to: context)
        // Of a correction only what it changes is looked at, which the recorder can tell.
        let objection = try self.objection(
            correcting == nil ? reading.objection ?? inContext : inContext,
            named: context.commandId ?? outer?.commandId)
        return Proposal(
            decoded, declared, reading, target: try target(of: command, id: id),
            occurredOn: try occurredOn(context), context: context, outer: outer,
            correcting: correcting, line: line, isReadBack: stored != nil,
            objection: objection, isDoubtful: correcting != nil && reading.objection != nil)
    }

    /// What of the context may not be said.
    static func objection(to context: Context) -> Objection? {
        let lines =
            [("commandId", context.commandId), ("correlation", context.correlation)]
            + (context.sources ?? []).map { ("sources", $0) }
        for (name, text) in lines {
            guard let text, let fault = TextForm.line.fault(in: text) else { continue }
            return Objection(field: "context.\(name)", .text(fault))
        }
        return context.reason.flatMap { TextForm.prose.fault(in: $0) }
            .map { Objection(field: "context.reason", .text($0)) }
    }

    /// Only the recorder can tell whether it was said before, and by an id: else it is refused at once.
    static func objection(_ objection: Objection?, named commandID: String?) throws -> Objection? {
        guard let objection, commandID == nil else { return objection }
        throw WireError.notToBeSaid(objection)
    }

    /// Checks a context's own limits.
    /// - Parameter misplaced: its members that mean nothing there.
    static func context(
        from view: JSONView?, path: String = "context", refusing misplaced: [String] = []
    ) throws -> Context {
        guard let view, !view.isNull else { return Context() }
        guard view.kind == .object else { throw VarlinkError.invalidParameter(path) }
        var context = Context()
        for (name, value) in view.members where !value.isNull {
            guard !misplaced.contains(name), set(name, of: &context, to: value) else {
                throw VarlinkError.invalidParameter("\(path).\(name)")
            }
        }
        try require(context.commandId, "commandId", within: Context.textByteCountMax, path)
        try require(context.correlation, "correlation", within: Context.textByteCountMax, path)
        try require(context.onBehalfOf, "onBehalfOf", within: Context.textByteCountMax, path)
        try require(context.reason, "reason", within: Context.reasonByteCountMax, path)
        let sources = context.sources ?? []
        guard sources.count <= Context.sourceCountMax,
            sources.allSatisfy({ says($0, within: Context.textByteCountMax) })
        else { throw VarlinkError.invalidParameter("\(path).sources") }
        return context
    }

    private static func require(_ text: String?, _ name: String, within byteCountMax: Int, _ path: String)
        throws
    {
        guard let text, !says(text, within: byteCountMax) else { return }
        throw VarlinkError.invalidParameter("\(path).\(name)")
    }

    /// Whether a text is more than white space, and not too long.
    private static func says(_ text: String, within byteCountMax: Int) -> Bool {
        // Nearly every text begins with a character that says no.
        let beginsWell = text.utf8.first.map { (0x21..<0x7F).contains($0) } ?? false
        return text.utf8.count <= byteCountMax && (beginsWell || !text.allSatisfy(\.isWhitespace))
    }

    /// Without a decoder: a context comes with every command.
    /// - Returns: whether there is such a key and the value fits.
    private static func set(_ name: String, of context: inout Context, to value: JSONView) -> Bool {
        switch name {
        case "commandId": context.commandId = value.string
        case "occurredOn": context.occurredOn = value.string
        case "reason": context.reason = value.string
        case "correlation": context.correlation = value.string
        case "onBehalfOf": context.onBehalfOf = value.string
        case "expectedVersion":
            context.expectedVersion = value.int64
            return value.kind == .integer
        case "dryRun":
            context.dryRun = value.bool
            return value.kind == .bool
        case "sources":
            context.sources = value.elements.compactMap(\.string)
            return value.kind == .array && value.elements.allSatisfy { $0.kind == .string }
        default: return false
        }
        return value.kind == .string
    }

    /// The event that a command is, read from the very bytes that are to be stored, as every reader of the
    /// log will read them; `nil` for other commands, for what does not fit, and where personal data is to be
    /// sealed first.
    private static func stored(_ command: any Command.Type, _ reading: CommandFields.Reading) -> (
        any Command
    )? {
        guard reading.isWhole, !reading.survey.hasPersonalData,
            let event = command as? any RecordableEvent.Type
        else { return nil }
        return try? StoredEvents.known.event(
            event, schema: event.schema, data: reading.data, rejectsUnknownKeys: false)
    }

    private static func decode<Asked: Command>(
        _ command: Asked.Type, from fields: JSONView
    ) throws -> any Command {
        do {
            return try JSONDecoding(rejectsUnknownKeys: false).decode(command, from: fields)
        } catch let error as DecodingError {
            throw VarlinkError.invalidParameter(error.path)
        }
    }

    private static func target<Asked: Command>(of command: Asked.Type, id: String?) throws -> Proposal.Target
    {
        guard let id else {
            guard command == Person.Registered.self else { throw VarlinkError.invalidParameter("id") }
            return .next(.persons)
        }
        if command.createsRecord, let ids = NumberedIDs(asked: id, of: Asked.Subject.self) {
            return .next(ids)
        }
        guard let reference = RecordID<Asked.Subject>(id), reference.isOfOwnKind else {
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
