import SutureDomain
import SutureInterface
import SutureLog
import SutureReadModels

/// Looks whether an import can be undone, before anything of it is voided.
///
/// It has connections of its own, and looks at the log as it is at one moment: as far as the read models are.
/// So nobody waits for it; what is recorded meanwhile the recorder holds against the whole.
final class UndoCheck {
    private let log: LogReader
    private let store: RecordStore
    private let decider: Decider
    private let goOn: () throws -> Void

    /// - Parameter goOn: called now and then; throws if it is not to go on.
    init(
        log: LogReader, index: ViewIndex, keyring: Keyring, clock: Clock, goOn: @escaping () throws -> Void
    ) throws {
        self.log = log
        self.goOn = goOn
        store = RecordStore(beside: log, index)
        store.beginBatch()
        decider = Decider(
            circumstances: Circumstances(
                at: clock.now, clock, of: log.identity, lastRecordedAt: try log.head().recordedAt,
                keys: ProvisionalKeys(beside: keyring)),
            overlay: Overlay(on: store, behind: try index.position()))
    }

    /// How far the log was looked at.
    var through: Position { decider.overlay.head }

    func end() { try? store.endLookups() }

    func state(_ undoing: Undoing) throws(WireError) -> ImportUndo.State {
        try WireError.deciding { try undo(undoing).state() }
    }

    func events(of batch: Position) throws -> ImportEvents {
        try ImportEvents(
            of: batch, in: log, through: through, void: { try store.void(of: $0) },
            isErased: { try store.isErased($0) }, goOn: goOn)
    }

    /// Refuses the whole if anything stands in the way of one void.
    func requireUndoable(_ events: ImportEvents, _ undoing: Undoing) throws {
        let undo = undo(undoing)
        try WireError.deciding { try undo.requireOpen(events.revisions.streams) }
        let dependents = Reviser(decider: decider).dependents(on: events.revisions)
        var found: [EventMention] = []
        for stream in events.otherStreams {
            try goOn()
            found += try WireError.deciding { try dependents.all(in: stream) }
        }
        try WireError.deciding { try undo.requireNone(ofOthers: found) }
    }

    /// The same of what was recorded since.
    func requireUndoable(
        _ events: ImportEvents, _ undoing: Undoing, since checked: Position
    ) throws(WireError) {
        try WireError.deciding { try undo(undoing).requireNoDependents(on: events.revisions, since: checked) }
    }

    private func undo(_ undoing: Undoing) -> ImportUndo { ImportUndo(decider: decider, undoing: undoing) }
}
