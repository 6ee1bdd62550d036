import SutureDomain
import SutureInterface
import SutureLog
import SutureReadModels

/// Looks whether an import can be undone, before anything of it is voided.
///
/// It has connections of its own, beside the recorder's, and looks at the log as it is at one moment: as far as the read models
/// have come. So nobody waits for it but who asked; what is recorded meanwhile the recorder holds against the whole.
final class UndoCheck {
    private static let cachedRecordCountMax = 10_000

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
        store = RecordStore(
            log: log, index: index, projected: Progress(at: .zero),
            cachedRecordCountMax: UndoCheck.cachedRecordCountMax,
            // Who only looks is no witness: the recorder will find it as well.
            stop: { _ in })
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

    func state(of batch: Position, for context: UndoContext) throws(WireError) -> ImportUndo.State {
        try WireError.deciding { try undo(for: context).state(of: batch) }
    }

    func events(of batch: Position) throws -> ImportEvents {
        try ImportEvents(
            of: batch, in: log, through: through, void: { try store.void(of: $0) },
            isErased: { try store.isErased($0) }, goOn: goOn)
    }

    /// Refuses the whole if anything stands in the way of one void.
    func requireUndoable(_ events: ImportEvents, _ whole: Revisions, _ context: UndoContext) throws {
        try WireError.deciding { try undo(for: context).requireOpen(whole.streams) }
        let dependents = Reviser(decider: decider).dependents(on: whole)
        var found: [EventMention] = []
        for stream in events.otherStreams {
            try goOn()
            found += try WireError.deciding { try dependents.all(in: stream) }
        }
        try WireError.deciding { try ImportUndo.requireNone(ofOthers: found, than: events.batch) }
    }

    /// The same of what was recorded since.
    func requireUndoable(
        _ events: ImportEvents, _ whole: Revisions, _ context: UndoContext, since checked: Position
    ) throws(WireError) {
        try WireError.deciding {
            try undo(for: context).requireNoDependents(on: whole, of: events.batch, since: checked)
        }
    }

    private func undo(for context: UndoContext) -> ImportUndo {
        ImportUndo(decider: decider, context: context)
    }
}
