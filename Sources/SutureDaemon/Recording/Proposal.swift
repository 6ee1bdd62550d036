import SutureDomain
import SutureLog

/// One command about one record, decoded and ready to be decided.
struct Proposal: Sendable {
    /// Which record is meant.
    enum Target: Sendable {
        case stream(StreamName)
        /// A new person whose id the recorder assigns.
        case nextPerson
    }

    let command: any Command
    /// The data of the event that the command is, encoded on the way in so that the recorder need not; `nil` where there
    /// is personal data to be sealed, and for commands that are no event.
    let data: [UInt8]?
    let target: Target
    let survey: FieldSurvey
    /// The client's id of the command; `nil` also where the whole batch has one.
    let commandID: String?
    let expectedVersion: StreamVersion?
    /// `nil`: today.
    let occurredOn: PartialDate?
    let reason: String?
    let sources: [String]
    let correlation: String?

    /// What makes the command the same when it is repeated.
    func content(onBehalfOf principal: String?) -> CommandContent {
        CommandContent(
            command, fields: data, id: target.id, occurredOn: occurredOn, reason: reason, sources: sources,
            onBehalfOf: principal)
    }
}

extension Proposal.Target {
    /// Whether a command about this record can have led to an event of that stream.
    func mayHaveBeen(_ recorded: StreamName) -> Bool {
        switch self {
        case .stream(let stream): stream == recorded
        case .nextPerson: AssignedPerson.number(of: recorded) != nil
        }
    }

    /// As the client gave it: empty for an id that is to be assigned.
    fileprivate var id: String {
        switch self {
        case .stream(let stream): String(stream.id)
        case .nextPerson: ""
        }
    }
}
