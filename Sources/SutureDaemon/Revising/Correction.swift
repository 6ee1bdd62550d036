import SutureCodec
import SutureDomain
import SutureInterface
import SutureJSON
import SutureLog

/// Decides a correction: an event is voided, and another recorded in its place, if that is admitted there.
struct Correction {
    /// Of the event that is corrected.
    let position: Position
    let proposal: Proposal
    let stream: StreamName
    let metadata: EventMetadata
    let decider: Decider

    /// What a correction says that may not be said, and that the event which it corrects does not say
    /// already: only what is changed is looked at, whatever way it came in.
    static func objection(to proposal: Proposal, _ decider: Decider) throws -> Objection? {
        guard proposal.isDoubtful, case .correct(let position) = proposal.revising else { return nil }
        let target = try decider.overlay.pastEvent(at: position)
        let standing = target.flatMap { target in
            let data = try? UnsealedData.bytes(target.data, of: target.stream) {
                [keys = decider.circumstances.keys] in try keys.unseal($0, of: $1, field: $2)
            }
            return data.flatMap { try? JSONDocument(parsing: $0).root }.map { JSONValue($0) }
        }
        var objection = CommandFields.of(type(of: proposal.command))
            .read(try JSONDocument(parsing: proposal.fields).root, standing: standing).objection
        if let field = objection?.field { objection?.field = "fields.\(field)" }
        return objection
    }

    /// - Parameter command: the event that is to stand in the place of the other one.
    func record<Asked: Command>(_ command: Asked) throws {
        let today = decider.circumstances.today
        let reviser = Reviser(decider: decider)
        try reviser.pass(
            Voiding<Asked.Subject>(position: position), in: stream, on: PartialDate(today), FieldSurvey(),
            metadata)
        let target = try reviser.target(position, in: stream, for: metadata.actor)
        guard (Asked.self as? any Event.Type)?.type == target.type else {
            throw Refusal(
                .notVoidable, field: "position",
                "\(target.mention) is not what \(Asked.fullName) records: it is corrected by its own command."
            )
        }
        guard let event = command as? any RecordableEvent<Asked.Subject>,
            try reviser.consequences(of: target).isEmpty
        else {
            throw Refusal(
                .notVoidable, field: "position",
                "Other events follow from \(target.mention): void it, and record it anew.")
        }
        // The reason for the correction stands on the void. The event keeps its own, which is what rules look
        // at: a slip of the pen is no ground for an exception.
        let reason = try target.metadata().reason
        let occurredOn = proposal.occurredOn ?? target.occurredOn
        let revision = Revision(target, replacement: (event, occurredOn))
        let dependents = reviser.dependents(on: Revisions([revision]))
        let context = CommandContext(
            occurredOn: occurredOn, today: today, reason: reason, role: metadata.actor.role)
        try requireAdmitted(event, insteadOf: target, dependents.intended, context)
        try Reviser.requireNone(
            of: dependents.all(), "Later events would be refused after this correction")
        let sealer = try decider.sealer(of: stream, for: proposal)
        let own = Overlay(on: decider.overlay)
        let void = own.head.next
        try own.void(revision, replacedBy: void.next, on: PartialDate(today), metadata)
        var caused = metadata
        caused.causation = "\(void)"
        caused.reason = reason
        try own.append(
            [event as any Event<Asked.Subject>], to: stream, on: occurredOn, caused, sealer: sealer,
            data: proposal.data, isReadBack: proposal.isReadBack)
        try own.settle(stream, as: dependents.intended)
        decider.overlay.merge(own)
    }

    /// The new event at its place in history: its record as it was before it. Other records are seen as they
    /// are now, since a correction may refer to what was recorded later, or else as they were then: what has
    /// happened since does not make what was right wrong.
    private func requireAdmitted<Happened: RecordableEvent>(
        _ event: Happened, insteadOf target: PastEvent, _ records: PastRecords, _ context: CommandContext
    ) throws {
        let entries = try records.timeline(Happened.Subject.self, stream).entries
        let slot = entries.first { $0.past == nil }?.slot ?? target.position
        records.own = (stream, slot)
        defer { records.moment = Position(.max) }
        guard let rejection = try rejection(of: event, insteadOf: target, records, context) else { return }
        guard case .refused = rejection else { throw rejection }
        records.moment = slot
        guard try proposal.survey.mentions.allSatisfy({ try records.existed($0.stream) }),
            try self.rejection(of: event, insteadOf: target, records, context) == nil
        else { throw rejection }
    }

    private func rejection<Happened: RecordableEvent>(
        of event: Happened, insteadOf target: PastEvent, _ records: PastRecords, _ context: CommandContext
    ) throws -> Rejection? {
        let standing = try records.standing(Happened.Subject.self, stream)
        let rejection = try records.rejection(of: event, standing, stream, proposal.survey, context)
        guard let rejection, context.occurredOn == target.occurredOn, rejection.isOfDate,
            let former = target.event as? Happened,
            try records.rejection(of: former, standing, stream, FieldSurvey(), context) == rejection
        else { return rejection }
        // An earlier version took that date: it is not held against who corrects something else.
        var context = context
        context.dateStands = true
        return try records.rejection(of: event, standing, stream, proposal.survey, context)
    }
}

extension RuleSource {
    /// Why the gate does not let the event through; `nil` if it does.
    func rejection<Happened: RecordableEvent>(
        of event: Happened, _ standing: Standing<Happened.Subject>?, _ stream: StreamName,
        _ survey: FieldSurvey, _ context: CommandContext
    ) throws -> Rejection? {
        do {
            _ = try ask { rules throws(Rejection) in
                try event.admit(standing, stream: stream, survey: survey, in: rules, context)
            }
            return nil
        } catch let rejection as Rejection {
            return rejection
        }
    }
}

extension Rejection {
    /// Whether the order in time stands in the way, as it follows from the event's own dates.
    fileprivate var isOfDate: Bool {
        guard case .refused(let refusal) = self else { return false }
        return refusal.rule == .intervalReversed || refusal.rule == .beforeExistence
    }
}
