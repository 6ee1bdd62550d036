import SutureDomain
import SutureInterface
import SutureJSON
import SutureLog

/// Voids and corrections: what the gate admits is held against the record's history.
extension Decider {
    /// Of the events that stand in the way of a void so many are named.
    private static let namedEventCountMax = 20

    func void<Asked: VoidingCommand>(
        _ command: Asked, _ proposal: Proposal, stream: StreamName, _ metadata: EventMetadata,
        on layer: Overlay
    ) throws(RecordingError) {
        let occurredOn = proposal.occurredOn ?? PartialDate(today)
        try pass(command, stream: stream, on: occurredOn, proposal.survey, metadata, layer)
        let target = try target(command.position, of: stream, metadata.actor, on: layer)
        let revisions = Revisions(
            [Revision(target)] + (try consequences(of: target, on: layer)).map { Revision($0) })
        let aftermath = Dependents(of: revisions, on: layer, today: today, alive: alive)
        try requireNone(of: unlessBroken { try aftermath.dependents() }, "Later events depend on it")
        try unlessBroken {
            let own = Overlay(on: layer)
            var metadata = metadata
            for revision in revisions.all {
                try append(voidOf: revision, replacedBy: nil, on: occurredOn, metadata, own)
                try settle(revision.stream, aftermath.intended, own)
                if metadata.causation == nil { metadata.causation = "\(own.head)" }
            }
            layer.merge(own)
        }
    }

    /// - Parameter command: the event that is to stand in the place of the one at the position.
    func correct<Asked: Command>(
        _ position: Position, _ command: Asked, _ proposal: Proposal, stream: StreamName,
        _ metadata: EventMetadata, on layer: Overlay
    ) throws(RecordingError) {
        let voiding = Voiding<Asked.Subject>(position: position)
        try pass(
            voiding, stream: stream, on: PartialDate(today), FieldSurvey(), metadata, layer)
        let target = try target(position, of: stream, metadata.actor, on: layer)
        guard (Asked.self as? any Event.Type)?.type == target.type else {
            throw .refused(
                Refusal(
                    .notVoidable, field: "position",
                    "\(target.mention) is not what \(Asked.fullName) records: it is corrected by its own command."
                ))
        }
        guard let event = command as? any RecordableEvent<Asked.Subject>,
            try consequences(of: target, on: layer).isEmpty
        else {
            throw .refused(
                Refusal(
                    .notVoidable, field: "position",
                    "Other events follow from \(target.mention): void it, and record it anew."))
        }
        // The reason for the correction stands on the void. The event keeps its own, which is what rules look at: a slip of the
        // pen is no ground for an exception.
        let reason = try unlessBroken { try target.metadata().reason }
        let occurredOn = proposal.occurredOn ?? target.occurredOn
        let revision = Revision(target, replacement: (event, occurredOn))
        let aftermath = Dependents(of: Revisions([revision]), on: layer, today: today, alive: alive)
        let context = CommandContext(
            occurredOn: occurredOn, today: today, reason: reason, role: metadata.actor.role)
        try admit(event, in: target, proposal, context, aftermath.intended)
        try requireNone(
            of: unlessBroken { try aftermath.dependents() },
            "Later events would be refused after this correction")
        try unlessBroken {
            if proposal.survey.hasPersonalData { try prepareKey(of: stream, on: layer) }
            let sealer = proposal.survey.hasPersonalData ? keys.sealer(for: stream) : nil
            let own = Overlay(on: layer)
            let void = own.head.next
            try append(voidOf: revision, replacedBy: void.next, on: PartialDate(today), metadata, own)
            var caused = metadata
            caused.causation = "\(void)"
            caused.reason = reason
            let happened: [any Event<Asked.Subject>] = [event]
            try own.append(
                happened, to: stream, on: occurredOn, commandID: metadata.command?.id,
                metadata: EventCodec.metadata(caused), sealer: sealer, data: proposal.data,
                isReadBack: proposal.isReadBack)
            try settle(stream, aftermath.intended, own)
            layer.merge(own)
        }
    }

    /// What a correction says that may not be said, and that the event which it corrects does not say already: only what is changed is
    /// looked at, whatever way it came in.
    func objection(
        toCorrection proposal: Proposal, on layer: Overlay
    ) throws(RecordingError) -> Objection? {
        guard proposal.isDoubtful, case .correct(let position) = proposal.revising else { return nil }
        return try unlessBroken {
            let target = try layer.pastEvent(at: position)
            let standing = target.flatMap { target in
                let data = try? UnsealedData.bytes(target.data, of: target.stream) { [keys] in
                    try keys.unseal($0, of: $1, field: $2)
                }
                return data.flatMap { try? JSONDocument(parsing: $0).root }.map { JSONValue($0) }
            }
            var objection = CommandFields.of(type(of: proposal.command))
                .read(try JSONDocument(parsing: proposal.fields).root, standing: standing).objection
            if let field = objection?.field { objection?.field = "fields.\(field)" }
            return objection
        }
    }

    /// The gate, as for any command.
    func pass<Asked: VoidingCommand>(
        _ command: Asked, stream: StreamName, on occurredOn: PartialDate, _ survey: FieldSurvey,
        _ metadata: EventMetadata, _ layer: Overlay
    ) throws(RecordingError) {
        let standing = try unlessBroken { try layer.standing(Asked.Subject.self, stream) }
        let context = CommandContext(
            occurredOn: occurredOn, today: today, reason: metadata.reason, role: metadata.actor.role)
        do throws(Rejection) {
            _ = try command.admit(standing, stream: stream, survey: survey, in: layer, context)
        } catch {
            throw RecordingError(error)
        }
        try unlessBroken { if let failure = layer.failure { throw failure } }
    }

    /// The event that is meant, if it is one that can be voided, and by this actor.
    private func target(
        _ position: Position, of stream: StreamName, _ actor: EventMetadata.Actor, on layer: Overlay
    ) throws(RecordingError) -> PastEvent {
        let history = try unlessBroken { try layer.history(of: stream) }
        func refused(_ rule: Rule, _ message: String) -> RecordingError {
            .refused(Refusal(rule, field: "position", message))
        }
        let void = PastEvent.countingOrder(of: history).voidedBy[position]
        guard let target = history.first(where: { $0.position == position }) else {
            if let void {
                throw refused(
                    .alreadyVoided,
                    "The event at position \(position) of \(stream) cannot be decoded, and was voided already, at position "
                        + "\(void).")
            }
            throw refused(.notFound, "\(stream) has no event at position \(position).")
        }
        if let void {
            let voiding = history.first { $0.position == void }?.event as? any VoidingEvent
            let what =
                if let replacement = voiding?.replacedBy {
                    "corrected already, at position \(void); what counts in its place is at position \(replacement)"
                } else {
                    "voided already, at position \(void)"
                }
            throw refused(.alreadyVoided, "\(target.mention) was \(what).")
        }
        guard type(of: target.event).isVoidable else {
            throw refused(
                .notVoidable, "\(target.mention) stands for ever: it cannot be voided or corrected.")
        }
        let metadata = try unlessBroken { try target.metadata() }
        if let cause = try unlessBroken({ try cause(of: metadata, on: layer) }) {
            throw refused(
                .notVoidable, "\(target.mention) follows from \(cause.mention): void that one.")
        }
        guard metadata.actor.uid == actor.uid || actor.role >= .steward else { throw .notOwnEvent(position) }
        return target
    }

    /// The event that an event follows from. (One that corrects another names the void that came with it.)
    private func cause(of metadata: EventMetadata, on layer: Overlay) throws -> PastEvent? {
        guard let number = metadata.causation.flatMap({ Int64($0) }),
            let cause = try layer.pastEvent(at: Position(number)), !(cause.event is any VoidingEvent)
        else { return nil }
        return cause
    }

    /// What follows from the event, in other streams: right behind it in the log. It is voided together with it.
    private func consequences(
        of target: PastEvent, on layer: Overlay
    ) throws(RecordingError) -> [PastEvent] {
        let found = try unlessBroken {
            var found: [PastEvent] = []
            var next = try layer.pastEvent(after: target.position)
            while let event = next, try event.metadata().causation == "\(target.position)" {
                found.append(event)
                next = try layer.pastEvent(after: event.position)
            }
            return found
        }
        if let locked = found.first(where: { layer.isLocked($0.stream) }) {
            throw .refused(
                Refusal(
                    .recordLocked, record: locked.stream,
                    "\(locked.mention) follows from it, and \(locked.stream) is locked; a steward can unlock it."
                ))
        }
        return found
    }

    /// The new event at its place in history: its record as it was before it. Other records are seen as they are now, since
    /// a correction may well refer to what was recorded later, or else as they were then: what has happened since does not
    /// make what was right wrong.
    private func admit<Happened: RecordableEvent>(
        _ event: Happened, in target: PastEvent, _ proposal: Proposal, _ context: CommandContext,
        _ records: PastRecords
    ) throws(RecordingError) {
        let slot = try unlessBroken {
            let entries = try records.timeline(Happened.Subject.self, target.stream).entries
            return entries.first { $0.past == nil }?.slot ?? target.position
        }
        records.own = (target.stream, slot)
        defer { records.moment = Position(.max) }
        do throws(RecordingError) {
            try admit(event, insteadOf: target, proposal, context, records)
        } catch {
            guard case .refused = error else { throw error }
            records.moment = slot
            guard proposal.survey.mentions.allSatisfy({ records.existed($0.stream) }) else { throw error }
            do throws(RecordingError) {
                try admit(event, insteadOf: target, proposal, context, records)
            } catch _ {
                throw error
            }
        }
    }

    private func admit<Happened: RecordableEvent>(
        _ event: Happened, insteadOf target: PastEvent, _ proposal: Proposal, _ context: CommandContext,
        _ records: PastRecords
    ) throws(RecordingError) {
        let standing = try unlessBroken { try records.standing(Happened.Subject.self, target.stream) }
        var context = context
        var rejection = Decider.rejection(of: event, standing, proposal.survey, target, records, context)
        if let first = rejection, context.occurredOn == target.occurredOn, first.isOfDate,
            let former = target.event as? Happened,
            Decider.rejection(of: former, standing, FieldSurvey(), target, records, context)?
                .refusal == first.refusal
        {
            // An earlier version took that date: it is not held against who corrects something else.
            context.dateStands = true
            rejection = Decider.rejection(of: event, standing, proposal.survey, target, records, context)
        }
        if let rejection { throw rejection }
        try unlessBroken { if let failure = records.failure { throw failure } }
    }

    /// Why the gate does not let the event through in the place of that one; `nil` if it does.
    private static func rejection<Happened: RecordableEvent>(
        of event: Happened, _ standing: Standing<Happened.Subject>?, _ survey: FieldSurvey,
        _ target: PastEvent, _ records: PastRecords, _ context: CommandContext
    ) -> RecordingError? {
        do throws(Rejection) {
            _ = try event.admit(standing, stream: target.stream, survey: survey, in: records, context)
            return nil
        } catch {
            return RecordingError(error)
        }
    }

    /// Refuses what other events stand in the way of, naming them.
    /// - Parameter what: says what they do.
    func requireNone(
        of dependents: [EventMention], field: String = "position", _ what: String
    ) throws(RecordingError) {
        guard !dependents.isEmpty else { return }
        let named = dependents.prefix(Decider.namedEventCountMax)
        let rest = dependents.count - named.count
        let list = named.map(\.description).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
        var refusal = Refusal(.laterEventsDepend, field: field, "\(what): \(list).")
        refusal.events = Array(named)
        throw .refused(refusal)
    }

    func append(
        voidOf target: Revision, replacedBy: Position?, on occurredOn: PartialDate,
        _ metadata: EventMetadata, _ layer: Overlay
    ) throws {
        guard let kind = Catalogue.kind(named: target.stream.kind) else { return }
        func append<Subject: Record>(_ kind: Subject.Type) throws {
            let happened: [any Event<Subject>] = [
                Voided<Subject>(position: target.position, replacedBy: replacedBy)
            ]
            try layer.append(
                happened, to: target.stream, on: occurredOn, commandID: metadata.command?.id,
                metadata: EventCodec.metadata(metadata), sealer: nil, data: nil)
            layer.noteVoid(of: target.position)
        }
        try append(kind)
    }

    /// Gives the record the state that a replay of its stream will find.
    /// - Parameter records: as they will be.
    func settle(_ stream: StreamName, _ records: PastRecords, _ layer: Overlay) throws {
        guard let kind = Catalogue.kind(named: stream.kind) else { return }
        func settle<Subject: Record>(_ kind: Subject.Type) throws {
            let standing = try records.timeline(kind, stream).standing(before: Position(.max))
            try layer.revise(stream, to: standing)
        }
        try settle(kind)
    }
}

extension RecordingError {
    fileprivate var refusal: Refusal? {
        guard case .refused(let refusal) = self else { return nil }
        return refusal
    }

    /// Whether the order in time stands in the way, as it follows from the event's own dates.
    fileprivate var isOfDate: Bool {
        refusal.map { $0.rule == .intervalReversed || $0.rule == .beforeExistence } ?? false
    }
}
