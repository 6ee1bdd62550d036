import SutureDomain
import SutureLog

/// Decides who may go on with an import: what a batch records of a sheet belongs to one of the same account.
struct Imports {
    let overlay: Overlay
    let installation: Installation.ID?

    /// Refuses more of an import that is none, is over, or is another account's.
    func requireOpen(_ batch: Position, for actor: EventMetadata.Actor) throws {
        guard try account(of: batch) == actor.uid else { throw Imports.notOwn(batch) }
        guard let installation else { return }
        try overlay.standing(Installation.self, installation.stream)?.state.requireOpen(batch)
    }

    /// Whoever began an import closes it, or a steward.
    func requireMayClose(_ command: any Command, _ actor: EventMetadata.Actor) throws {
        guard let closed = command as? Installation.ImportClosed else { return }
        guard try account(of: closed.batch) == actor.uid || actor.role >= .steward else {
            throw Imports.notOwn(closed.batch)
        }
    }

    /// The import that what follows in the batch belongs to.
    func begun(by decision: Decision, for actor: EventMetadata.Actor) throws -> Position {
        guard case .duplicate(let first) = decision else { return overlay.head }
        try requireOpen(first, for: actor)
        return first
    }

    /// Who began the import.
    func account(of batch: Position) throws -> Int64 {
        guard let begun = try overlay.pastEvent(at: batch), begun.event is Installation.ImportBegun else {
            throw Refusal(.notFound, field: "batch", "The log has no import \(batch).")
        }
        return try begun.metadata().actor.uid
    }

    private static func notOwn(_ batch: Position) -> Refusal {
        Refusal(.notOwnImport, field: "batch", "Another account began import \(batch).")
    }
}
