import SutureDomain
import SutureInterface
import SutureLog
import SutureReadModels

/// Imports that are undone: what an import recorded is voided piece by piece, after the whole was held against the log.
extension Decider {
    /// Of the records that cannot be changed so many are named.
    private static let namedRecordCountMax = 20

    /// What is to be known of an import before it is undone.
    enum ImportState {
        case open
        case closed
        case undone
    }

    /// Refuses what nobody may undo, and tells how it stands with the rest. Whoever began an import undoes it, or a steward.
    func stateOfImport(
        _ batch: Position, for context: UndoContext, on layer: Layer
    ) throws(RecordingError) -> ImportState {
        do throws(Refusal) {
            try CommandContext(
                occurredOn: PartialDate(today), today: today, reason: context.reason, role: context.actor.role
            ).requireReason("To undo an import")
        } catch {
            throw .refused(error)
        }
        let account = try account(ofImport: batch, on: layer)
        guard account == context.actor.uid || context.actor.role >= .steward else {
            throw .refused(
                Refusal(
                    .notOwnImport, field: "batch",
                    "Another account began import \(batch): to undo it needs a steward."))
        }
        try checkMentions(context.sources, of: context.actor, on: layer)
        guard let id = installation?.id else { return .closed }
        let record = try unlessBroken { try layer.standing(Installation.self, id.stream) }?.state
        if record?.isUndone(batch) ?? false { return .undone }
        return record?.isClosed(batch) ?? false ? .closed : .open
    }

    /// Voids the events of a piece that still count, and after the last piece says so of the import.
    func undo(_ piece: UndoPiece, on layer: Layer) throws(RecordingError) -> [Decision] {
        guard try stateOfImport(piece.batch, for: piece.context, on: layer) != .undone else { return [] }
        try requireNoDependents(on: piece.whole, of: piece.batch, since: piece.checked, on: layer)
        let due = try unlessBroken { try piece.events.filter { try layer.void(of: $0.position) == nil } }
        let revisions = Revisions(due.map { Revision($0.position, of: $0.stream) })
        try requireOpen(revisions.streams, piece.context, on: layer)
        return try unlessBroken {
            let own = Layer(on: layer)
            let firsts = try void(due, piece.context, on: own)
            let records = PastRecords(layer, with: revisions)
            for stream in revisions.streams {
                alive()
                try settle(stream, records, own)
            }
            var decisions = firsts.map { Decision.recorded(first: $0) }
            if let voided = piece.voidedInAll, let id = installation?.id {
                let undone: [any Event<Installation>] = [
                    Installation.ImportUndone(batch: piece.batch, voided: Int64(voided))
                ]
                try own.append(
                    undone, to: id.stream, on: PartialDate(today), commandID: nil,
                    metadata: EventCodec.metadata(piece.context.metadata), sealer: nil, data: nil)
                decisions.append(.recorded(first: own.head))
            }
            layer.merge(own)
            return decisions
        }
    }

    /// - Returns: the positions of the voids, without those of what follows from another event.
    private func void(
        _ events: [ImportEvents.Member], _ context: UndoContext, on layer: Layer
    ) throws -> [Position] {
        var firsts: [Position] = []
        for event in events {
            alive()
            var metadata = context.metadata
            if event.follows { metadata.causation = firsts.last.map { "\($0)" } }
            try append(
                voidOf: Revision(event.position, of: event.stream), replacedBy: nil,
                on: PartialDate(today), metadata, layer)
            if metadata.causation == nil { firsts.append(layer.head) }
        }
        return firsts
    }

    // MARK: What stands in the way

    /// Refuses what the gate refuses of any void, as of a locked record.
    func requireOpen(
        _ streams: Set<StreamName>, _ context: UndoContext, on layer: Layer
    ) throws(RecordingError) {
        var refused: [(stream: StreamName, refusal: Refusal)] = []
        for stream in streams.sorted(by: { $0.text < $1.text }) {
            alive()
            do throws(RecordingError) {
                try requireOpen(stream, context, on: layer)
            } catch {
                guard case .refused(let refusal) = error else { throw error }
                refused.append((stream, refusal))
            }
        }
        guard let (stream, first) = refused.first else { return }
        var refusal = first
        refusal.record = refusal.record ?? stream
        let others = refused.dropFirst()
        if !others.isEmpty {
            let named = others.prefix(Decider.namedRecordCountMax).map(\.stream.text)
            let rest = others.count - named.count
            refusal.message +=
                " Nor can these be changed: " + named.joined(separator: ", ")
                + (rest > 0 ? " and \(rest) more." : ".")
        }
        throw .refused(refusal)
    }

    private func requireOpen(
        _ stream: StreamName, _ context: UndoContext, on layer: Layer
    ) throws(RecordingError) {
        guard let kind = Catalogue.kind(named: stream.kind) else { return }
        func pass<Subject: Record>(_ kind: Subject.Type) throws(RecordingError) {
            // Of a record whose creation was voided before there is nothing that could be closed to change.
            guard try unlessBroken({ try layer.standing(kind, stream) != nil }) else { return }
            try self.pass(
                Voiding<Subject>(position: .zero), stream: stream, on: PartialDate(today), FieldSurvey(),
                context.metadata, layer)
        }
        try pass(kind)
    }

    /// Refuses what was recorded behind a position and depends on what is voided.
    ///
    /// - Throws: ``RecordingError/conflict(_:expected:actual:)`` if others voided or corrected something since: then what depends
    ///   on what is to be looked at anew.
    func requireNoDependents(
        on whole: Revisions, of batch: Position, since checked: Position, on layer: Layer
    ) throws(RecordingError) {
        guard checked < layer.head else { return }
        let streams = try streamsOfOthers(than: whole, after: checked, on: layer)
        guard !streams.isEmpty else { return }
        let aftermath = Aftermath(of: whole, on: layer, today: today, alive: alive)
        let found = try unlessBroken {
            try streams.flatMap { try aftermath.dependents(in: $0, after: checked) }
        }
        try requireNone(ofOthers: found, than: batch)
    }

    /// Refuses what others recorded that depends on what is voided.
    func requireNone(ofOthers found: [EventMention], than batch: Position) throws(RecordingError) {
        try requireNone(
            of: found.sorted { $0.position < $1.position }, field: "batch",
            "Later events depend on what import \(batch) recorded, and are not of it")
    }

    /// The records of which others recorded something behind that position.
    private func streamsOfOthers(
        than whole: Revisions, after checked: Position, on layer: Layer
    ) throws(RecordingError) -> Set<StreamName> {
        var streams: Set<StreamName> = []
        var position = checked
        while let past = try unlessBroken({ try layer.pastEvent(after: position) }),
            past.position <= layer.head
        {
            alive()
            position = past.position
            guard let void = past.event as? any VoidingEvent else {
                streams.insert(past.stream)
                continue
            }
            guard whole.contains(void.position) else {
                let head = try unlessBroken { try layer.head(of: past.stream) }
                throw .conflict(past.stream, expected: .zero, actual: head?.version ?? .zero)
            }
        }
        return streams
    }
}
