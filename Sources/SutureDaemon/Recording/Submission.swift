import SutureDomain
import SutureInterface

/// What waits to be decided: a single command, a batch that is recorded whole, or a piece of an undo.
///
/// A class for the reason that ``Proposal`` is one.
final class Submission: Sendable {
    enum Form: Sendable {
        case single
        /// With the id of the whole batch, if the client gave it one.
        case batch(commandID: String?)
        /// No commands: the piece says which events are voided.
        indirect case undo(UndoPiece)
    }

    let proposals: [Proposal]
    let form: Form
    let isDryRun: Bool
    /// The import that the commands of a batch belong to, if it was begun before.
    let batch: Position?
    /// What of the whole batch's context may not be said.
    let objection: Objection?
    let actor: EventMetadata.Actor
    /// Called once, on the recorder's thread; must not block.
    let reply: @Sendable (Result<[Receipt], WireError>) -> Void

    init(
        proposals: [Proposal], form: Form, isDryRun: Bool, batch: Position? = nil,
        objection: Objection? = nil, actor: EventMetadata.Actor,
        reply: @escaping @Sendable (Result<[Receipt], WireError>) -> Void
    ) {
        self.proposals = proposals
        self.form = form
        self.isDryRun = isDryRun
        self.batch = batch
        self.objection = objection
        self.actor = actor
        self.reply = reply
    }
}

extension Submission {
    /// How much the recorder has to do for it.
    var commandCount: Int {
        guard case .undo(let piece) = form else { return proposals.count }
        return piece.events.count
    }

    /// Whether it says that the clock is right, and nothing else.
    var acceptsClock: Bool {
        guard case .undo = form else {
            return proposals.allSatisfy { $0.command is Installation.ClockAccepted }
        }
        return false
    }

    /// Whether it asks for the data of a person to be erased.
    var erases: Bool { proposals.contains { $0.command is Person.Erased } }

    /// Whether it begins an import.
    var beginsImport: Bool { proposals.contains { $0.command is Installation.ImportBegun } }

    /// The event that it voids, if that is all it asks for.
    var voids: Position? {
        guard case .single = form, case .void(let command)? = proposals[0].revising else { return nil }
        return command.position
    }
}
