import SutureDomain
import SutureInterface
import SutureLog

/// Decides voids, and has what corrections and undone imports share with them.
struct Reviser {
    /// Of the events that stand in the way so many are named.
    private static let namedEventCountMax = 20

    let decider: Decider

    private var overlay: Overlay { decider.overlay }
    private var today: Day { decider.circumstances.today }

    func void<Asked: VoidingCommand>(
        _ command: Asked, _ proposal: Proposal, in stream: StreamName, _ metadata: EventMetadata
    ) throws {
        let occurredOn = proposal.occurredOn ?? PartialDate(today)
        try pass(command, in: stream, on: occurredOn, proposal.survey, metadata)
        let target = try target(command.position, in: stream, for: metadata.actor)
        let revisions = Revisions(
            [Revision(target)] + (try consequences(of: target)).map { Revision($0) })
        let dependents = dependents(on: revisions)
        try Reviser.requireNone(of: dependents.all(), "Later events depend on it")
        let own = Overlay(on: overlay)
        var metadata = metadata
        for revision in revisions.all {
            try own.void(revision, replacedBy: nil, on: occurredOn, metadata)
            try own.settle(revision.stream, as: dependents.intended)
            if metadata.causation == nil { metadata.causation = "\(own.head)" }
        }
        overlay.merge(own)
    }

    func dependents(on revisions: Revisions) -> Dependents {
        Dependents(on: revisions, decider)
    }

    /// The gate, as for any command.
    func pass<Asked: VoidingCommand>(
        _ command: Asked, in stream: StreamName, on occurredOn: PartialDate, _ survey: FieldSurvey,
        _ metadata: EventMetadata
    ) throws {
        let standing = try overlay.standing(Asked.Subject.self, stream)
        let context = CommandContext(
            occurredOn: occurredOn, today: today, reason: metadata.reason, role: metadata.actor.role)
        _ = try overlay.ask { rules throws(Rejection) in
            try command.admit(standing, stream: stream, survey: survey, in: rules, context)
        }
    }

    /// The event that is meant, if it is one that can be voided, and by this actor.
    func target(
        _ position: Position, in stream: StreamName, for actor: EventMetadata.Actor
    ) throws -> PastEvent {
        func refusal(_ rule: Rule, _ message: String) -> Refusal {
            Refusal(rule, field: "position", message)
        }
        let void = try overlay.void(of: position).flatMap { try overlay.pastEvent(at: $0) }
            .flatMap { $0.stream == stream ? $0 : nil }
        guard let target = try overlay.pastEvent(at: position), target.stream == stream else {
            if let void {
                throw refusal(
                    .alreadyVoided,
                    "The event at position \(position) of \(stream) cannot be decoded, and was voided already, at position "
                        + "\(void.position).")
            }
            throw refusal(.notFound, "\(stream) has no event at position \(position).")
        }
        if let void {
            let what =
                if let replacement = (void.event as? any VoidingEvent)?.replacedBy {
                    "corrected already, at position \(void.position); what counts in its place is at position \(replacement)"
                } else {
                    "voided already, at position \(void.position)"
                }
            throw refusal(.alreadyVoided, "\(target.mention) was \(what).")
        }
        guard type(of: target.event).isVoidable else {
            throw refusal(
                .notVoidable, "\(target.mention) stands for ever: it cannot be voided or corrected.")
        }
        let metadata = try target.metadata()
        if let cause = try cause(of: metadata) {
            throw refusal(
                .notVoidable, "\(target.mention) follows from \(cause.mention): void that one.")
        }
        guard metadata.actor.uid == actor.uid || actor.role >= .steward else {
            throw WireError.notOwnEvent(position)
        }
        return target
    }

    /// The event that an event follows from. (One that corrects another names the void that came with it.)
    private func cause(of metadata: EventMetadata) throws -> PastEvent? {
        guard let number = metadata.causation.flatMap({ Int64($0) }),
            let cause = try overlay.pastEvent(at: Position(number)), !(cause.event is any VoidingEvent)
        else { return nil }
        return cause
    }

    /// What follows from the event, in other streams and right behind it in the log: it is voided with it.
    func consequences(of target: PastEvent) throws -> [PastEvent] {
        var found: [PastEvent] = []
        var next = try overlay.pastEvent(after: target.position)
        while let event = next, try event.metadata().causation == "\(target.position)" {
            found.append(event)
            next = try overlay.pastEvent(after: event.position)
        }
        let locked = try overlay.ask { rules in found.first { rules.isLocked($0.stream) } }
        if let locked {
            throw Refusal(
                .recordLocked, record: locked.stream,
                "\(locked.mention) follows from it, and \(locked.stream) is locked; a steward can unlock it.")
        }
        return found
    }

    /// Refuses what other events stand in the way of, naming them.
    /// - Parameter what: says what they do.
    static func requireNone(
        of dependents: [EventMention], field: String = "position", _ what: String
    ) throws {
        guard !dependents.isEmpty else { return }
        let named = dependents.prefix(namedEventCountMax)
        let rest = dependents.count - named.count
        let list = named.map(\.description).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
        var refusal = Refusal(.laterEventsDepend, field: field, "\(what): \(list).")
        refusal.events = Array(named)
        throw refusal
    }
}

extension Overlay {
    /// - Parameter replacement: the position of the event that will stand in the place of the voided one.
    func void(
        _ revision: Revision, replacedBy replacement: Position?, on occurredOn: PartialDate,
        _ metadata: EventMetadata
    ) throws {
        guard let kind = Catalogue.kind(named: revision.stream.kind) else { return }
        func void<Subject: Record>(_ kind: Subject.Type) throws {
            let voided = Voided<Subject>(position: revision.position, replacedBy: replacement)
            try append(voided, to: revision.stream, on: occurredOn, metadata)
        }
        try void(kind)
        noteVoid(of: revision.position)
    }

    /// Gives the record the state that a replay of its stream will find.
    /// - Parameter records: as they will be.
    func settle(_ stream: StreamName, as records: PastRecords) throws {
        guard let kind = Catalogue.kind(named: stream.kind) else { return }
        func settle<Subject: Record>(_ kind: Subject.Type) throws {
            let timeline = try records.timeline(kind, stream)
            try revise(stream, to: timeline.standing(before: Position(.max)))
            try keep(timeline.recorded(as: ownEvents(of: stream)), of: stream)
        }
        try settle(kind)
    }
}
