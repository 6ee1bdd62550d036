import SutureCodec
import SutureDomain
import SutureInterface
import SutureLog

/// One command about one record, decoded and ready to be decided.
///
/// A class, since it goes from thread to thread: of a structure each step would count many references.
final class Proposal: Sendable {
    /// Which record is meant.
    enum Target: Sendable {
        case stream(StreamName)
        /// A new record whose id the recorder assigns.
        case next(NumberedIDs)
    }

    enum Content: Sendable {
        /// Nobody named the command, or the batch that it belongs to.
        case unnamed
        /// The digest, made on the way in so that the recorder need not.
        case digested(String)
        /// There is personal data in it, which is digested under the person's key.
        case personal([UInt8])
    }

    /// What a command does to an event that is recorded already.
    enum Revising: Sendable {
        case void(any VoidingCommand)
        /// The command is the event that is to stand in the place of the one at this position.
        case correct(Position)
    }

    let command: any Command
    /// `nil` for a command that records something new, as nearly all do.
    let revising: Revising?
    let survey: FieldSurvey
    let target: Target
    /// The client's id of the command; `nil` also where the whole batch has one.
    let commandID: String?
    let expectedVersion: StreamVersion?
    /// `nil`: today.
    let occurredOn: PartialDate?
    let reason: String?
    let sources: [String]
    let correlation: String?
    /// The line of an import's sheet that says so: no part, as the import, of what makes a command the same.
    let line: Int64?
    /// The command's fields in the form in which they are stored, personal data in plain.
    let fields: [UInt8]
    /// The data of the event that the command is; `nil` if it is none, or has personal data to seal.
    let data: [UInt8]?
    /// Whether the command was read from ``data``, as readers of the log will read it.
    let isReadBack: Bool
    /// What makes the command the same when it is repeated.
    let content: Content
    /// What of it may not be said. One that was recorded before, when it could be, is known again by its id.
    let objection: Objection?
    /// Whether a correction's fields say what may not be said, unless the corrected event says so already.
    let isDoubtful: Bool

    /// - Parameters:
    ///   - declared: the command's fields as they are declared.
    ///   - reading: what was found in them.
    ///   - outer: the context of its batch, which gives reason and sources to commands without their own.
    ///   - correcting: the position of the event that the command corrects.
    init(
        _ command: any Command, _ declared: CommandFields, _ reading: CommandFields.Reading, target: Target,
        occurredOn: PartialDate?, context: Context, outer: Context?, correcting: Position? = nil,
        line: Int64? = nil, isReadBack: Bool = false, objection: Objection? = nil,
        isDoubtful: Bool = false
    ) {
        self.objection = objection
        self.isDoubtful = isDoubtful
        self.isReadBack = isReadBack
        self.command = command
        revising =
            correcting.map { .correct($0) }
            ?? (declared.isEvent ? nil : (command as? any VoidingCommand).map { .void($0) })
        survey = reading.survey
        self.target = target
        self.occurredOn = occurredOn
        commandID = context.commandId
        expectedVersion = context.expectedVersion.map(StreamVersion.init)
        reason = context.reason ?? outer?.reason
        sources = context.sources ?? outer?.sources ?? []
        correlation = context.correlation
        self.line = line
        fields = reading.data
        data = declared.isEvent && !survey.hasPersonalData ? reading.data : nil
        guard context.commandId != nil || outer?.commandId != nil else {
            content = .unnamed
            return
        }
        let bytes = CommandContent(
            correcting.map { "\(declared.commandName) in place of \($0)" } ?? declared.commandName,
            fields: reading.data, id: target.id, occurredOn: occurredOn, reason: reason,
            sources: sources, onBehalfOf: context.onBehalfOf ?? outer?.onBehalfOf
        ).canonicalBytes()
        content = survey.hasPersonalData ? .personal(bytes) : .digested(CommandContent.digest(bytes))
    }
}

extension Proposal.Target {
    /// Whether a command about this record can have led to an event of that stream.
    func mayHaveBeen(_ recorded: StreamName) -> Bool {
        switch self {
        case .stream(let stream): stream == recorded
        case .next(let ids): ids.number(of: recorded) != nil
        }
    }

    /// As the client gave it; empty for that of a person that is to be assigned.
    fileprivate var id: String {
        switch self {
        case .stream(let stream): String(stream.id)
        case .next(.persons): ""
        case .next(let ids): ids.prefix + NumberedIDs.placeholder
        }
    }
}
