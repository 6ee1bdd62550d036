import SutureDomain
import SutureInterface
import SutureLog

/// Imports: what a batch records of a sheet belongs to the import that the same account began.
extension Decider {
    /// Refuses more of an import that is none, is over, or is another account's.
    func requireOpenImport(
        _ batch: Position, of actor: EventMetadata.Actor, on layer: Layer
    ) throws(RecordingError) {
        let account = try account(ofImport: batch, on: layer)
        guard account == actor.uid else { throw Decider.notOwnImport(batch) }
        guard let id = installation?.id else { return }
        let standing = try unlessBroken { try layer.standing(Installation.self, id.stream) }
        do throws(Refusal) {
            try standing?.state.requireOpen(batch)
        } catch {
            throw .refused(error)
        }
    }

    /// Whoever began an import closes it, or a steward.
    func requireMayClose(
        _ command: any Command, _ actor: EventMetadata.Actor, on layer: Layer
    ) throws(RecordingError) {
        guard let closed = command as? Installation.ImportClosed else { return }
        let account = try account(ofImport: closed.batch, on: layer)
        guard account == actor.uid || actor.role >= .steward else {
            throw Decider.notOwnImport(closed.batch)
        }
    }

    /// The import that what follows in the batch belongs to.
    func begun(
        by decision: Decision, of actor: EventMetadata.Actor, on layer: Layer
    ) throws(RecordingError) -> Position {
        guard case .duplicate(let first) = decision else { return layer.head }
        try requireOpenImport(first, of: actor, on: layer)
        return first
    }

    /// An import that records nothing leaves no trace: what was decided of it is answered as a dry run's is.
    func withoutImport(_ decisions: [Decision], on layer: Layer) throws(RecordingError) -> [Decision] {
        try unlessBroken {
            try decisions.map { decision in
                guard case .recorded(let first) = decision else { return decision }
                let event = try layer.ownEvent(at: first)
                return .wouldBeRecorded(event.stream, event.version)
            }
        }
    }

    /// Who began the import.
    func account(ofImport batch: Position, on layer: Layer) throws(RecordingError) -> Int64 {
        let begun = try unlessBroken { try layer.pastEvent(at: batch) }
        guard let begun, begun.event is Installation.ImportBegun else {
            throw .refused(
                Refusal(.notFound, field: "batch", "The log has no import \(batch)."))
        }
        return try unlessBroken { try begun.metadata().actor.uid }
    }

    static func notOwnImport(_ batch: Position) -> RecordingError {
        .refused(Refusal(.notOwnImport, field: "batch", "Another account began import \(batch)."))
    }
}
