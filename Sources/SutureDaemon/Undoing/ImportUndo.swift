import SutureDomain
import SutureInterface
import SutureLog
import SutureReadModels

/// Decides how an import is undone: it is voided piece by piece, after the whole was held against the log.
struct ImportUndo {
    /// What is to be known of an import before it is undone.
    enum State {
        case open
        case closed
        case undone
    }

    /// Of the records that cannot be changed so many are named.
    private static let namedRecordCountMax = 20

    let decider: Decider
    let undoing: Undoing

    private var overlay: Overlay { decider.overlay }
    private var installation: Installation.ID? { decider.circumstances.installation?.id }
    private var today: Day { decider.circumstances.today }
    private var reviser: Reviser { Reviser(decider: decider) }

    /// Refuses what nobody may undo, and tells how it stands. Who began an import undoes it, or a steward.
    func state() throws -> State {
        let (batch, actor, context) = (undoing.batch, undoing.actor, undoing.context)
        try CommandContext(
            occurredOn: PartialDate(today), today: today, reason: context.reason, role: actor.role
        ).requireReason("To undo an import")
        let account = try decider.imports.account(of: batch)
        guard account == actor.uid || actor.role >= .steward else {
            throw Refusal(
                .notOwnImport, field: "batch",
                "Another account began import \(batch): to undo it needs a steward.")
        }
        try decider.requireMentioned(context.sources ?? [], by: actor)
        guard let installation else { return .closed }
        let record = try overlay.standing(Installation.self, installation.stream)?.state
        if record?.isUndone(batch) ?? false { return .undone }
        return record?.isClosed(batch) ?? false ? .closed : .open
    }

    /// Voids the events of a piece that still count, and after the last piece says so of the import.
    func undo(_ piece: UndoPiece) throws -> [Decision] {
        guard try state() != .undone else { return [] }
        try requireNoDependents(on: piece.whole, since: piece.checked)
        let due = try piece.events.filter { try overlay.void(of: $0.position) == nil }
        let revisions = Revisions(due.map { Revision(position: $0.position, stream: $0.stream) })
        try requireOpen(revisions.streams)
        let own = Overlay(on: overlay)
        var decisions = try void(due, on: own).map { Decision.recorded(first: $0) }
        let records = PastRecords(overlay, with: revisions)
        for stream in revisions.streams {
            decider.circumstances.alive()
            try own.settle(stream, as: records)
        }
        if let voided = piece.voidedInAll, let installation {
            let undone = Installation.ImportUndone(batch: undoing.batch, voided: Int64(voided))
            try own.append(undone, to: installation.stream, on: PartialDate(today), undoing.metadata)
            decisions.append(.recorded(first: own.head))
        }
        overlay.merge(own)
        return decisions
    }

    /// - Returns: the positions of the voids, without those of what follows from another event.
    private func void(_ events: [ImportEvents.Member], on overlay: Overlay) throws -> [Position] {
        var firsts: [Position] = []
        for event in events {
            decider.circumstances.alive()
            var metadata = undoing.metadata
            if event.follows { metadata.causation = firsts.last.map { "\($0)" } }
            let revision = Revision(position: event.position, stream: event.stream)
            try overlay.void(revision, replacedBy: nil, on: PartialDate(today), metadata)
            if metadata.causation == nil { firsts.append(overlay.head) }
        }
        return firsts
    }

    // MARK: What stands in the way

    /// Refuses what the gate refuses of any void, as of a locked record.
    func requireOpen(_ streams: Set<StreamName>) throws {
        var refused: [(stream: StreamName, refusal: Refusal)] = []
        for stream in streams.sorted(by: { $0.text < $1.text }) {
            decider.circumstances.alive()
            do {
                try requireOpen(stream)
            } catch Rejection.refused(let refusal) {
                refused.append((stream, refusal))
            }
        }
        guard let (stream, first) = refused.first else { return }
        var refusal = first
        refusal.record = refusal.record ?? stream
        let others = refused.dropFirst()
        if !others.isEmpty {
            let named = others.prefix(ImportUndo.namedRecordCountMax).map(\.stream.text)
            let rest = others.count - named.count
            refusal.message +=
                " Nor can these be changed: " + named.joined(separator: ", ")
                + (rest > 0 ? " and \(rest) more." : ".")
        }
        throw refusal
    }

    private func requireOpen(_ stream: StreamName) throws {
        guard let kind = Catalogue.kind(named: stream.kind) else { return }
        func pass<Subject: Record>(_ kind: Subject.Type) throws {
            // Of a record whose creation was voided before there is nothing that could be closed to change.
            guard try overlay.standing(kind, stream) != nil else { return }
            try reviser.pass(
                Voiding<Subject>(position: .zero), in: stream, on: PartialDate(today), FieldSurvey(),
                undoing.metadata)
        }
        try pass(kind)
    }

    /// Refuses what was recorded behind a position and depends on what is voided.
    ///
    /// - Throws: ``WireError/conflict(_:expected:actual:)`` if others voided or corrected something since:
    ///   then what depends on what is to be looked at anew.
    func requireNoDependents(on whole: Revisions, since checked: Position) throws {
        guard checked < overlay.head else { return }
        let streams = try streamsOfOthers(than: whole, after: checked)
        guard !streams.isEmpty else { return }
        let dependents = reviser.dependents(on: whole)
        try requireNone(ofOthers: streams.flatMap { try dependents.all(in: $0, after: checked) })
    }

    /// Refuses what others recorded that depends on what is voided.
    func requireNone(ofOthers found: [EventMention]) throws {
        try Reviser.requireNone(
            of: found.sorted { $0.position < $1.position }, field: "batch",
            "Later events depend on what import \(undoing.batch) recorded, and are not of it")
    }

    /// The records of which others recorded something behind that position.
    private func streamsOfOthers(than whole: Revisions, after checked: Position) throws -> Set<StreamName> {
        var streams: Set<StreamName> = []
        var position = checked
        while let past = try overlay.pastEvent(after: position), past.position <= overlay.head {
            decider.circumstances.alive()
            position = past.position
            guard let void = past.event as? any VoidingEvent else {
                streams.insert(past.stream)
                continue
            }
            guard whole.contains(void.position) else {
                let version = try overlay.head(of: past.stream)?.version ?? .zero
                throw WireError.conflict(past.stream, expected: .zero, actual: version)
            }
        }
        return streams
    }
}
