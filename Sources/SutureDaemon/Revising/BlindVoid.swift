import SutureCodec
import SutureDomain
import SutureInterface
import SutureLog
import SutureReadModels

/// Voids an event that stands in the log and cannot be decoded: by its position and the columns of the log,
/// without a look at the state of its record, which nobody can make.
///
/// The read models may have stopped before it. What they do not know is found by walking the log behind them.
struct BlindVoid {
    /// What is to be done.
    enum Outcome {
        case record(NewEvent)
        /// It was recorded before, or only tried.
        case answer(Receipt)
    }

    /// What the log says behind the read models, of what is asked for here.
    private struct Walk {
        /// The last event of the stream.
        var head: StreamHead?
        /// The first event of the command.
        var command: Position?
        /// Records that the context names.
        var seen: Set<StreamName> = []
    }

    let log: LogReader
    let index: ViewIndex

    /// Whether the event cannot be decoded. One of an unknown type is none: a later build may read it.
    func isNeeded(for position: Position) throws -> Bool {
        try log.event(at: position).flatMap { EventCodec.flaw(of: $0) } != nil
    }

    /// Decides in the order of the contract: role, duplicate, expected version, rules.
    /// - Parameters:
    ///   - position: of the event, which cannot be decoded.
    ///   - today: where the client gives no date.
    func decide(
        _ submission: Submission, of position: Position, now: Instant, today: Day
    ) throws(WireError) -> Outcome {
        do {
            let outcome = try outcome(
                submission.proposals[0], of: position, by: submission.actor, today)
            guard submission.isDryRun, case .record(let event) = outcome else { return outcome }
            return .answer(Receipt(trialOf: event.stream, event.version, at: now.description))
        } catch let error as WireError {
            throw error
        } catch let refusal as Refusal {
            throw .refused(refusal)
        } catch {
            throw WireError(error, in: "void", hint: WireError.nothingRecordedHint)
        }
    }

    private func outcome(
        _ proposal: Proposal, of position: Position, by actor: EventMetadata.Actor, _ today: Day
    ) throws -> Outcome {
        guard case .stream(let stream) = proposal.target, let kind = Catalogue.kind(named: stream.kind) else {
            throw refusal(.notVoidable, "No such event can be voided.")
        }
        guard actor.role >= .steward else { throw WireError.notOwnEvent(position) }
        let mentions = ContextMention.all(proposal.sources, actor)
        let walk = try self.walk(for: stream, proposal.commandID, mentions)
        if let known = try recordedBefore(proposal, walk) {
            return .answer(Receipt(of: known, isDuplicate: true))
        }
        if let objection = proposal.objection { throw WireError.notToBeSaid(objection) }
        let head = try walk.head ?? index.head(of: stream)
        let version = head?.version ?? .zero
        if let expected = proposal.expectedVersion, expected != version {
            throw WireError.conflict(stream, expected: expected, actual: version)
        }
        try require(position, isVoidableIn: stream)
        guard let head, let reason = proposal.reason else {
            throw Refusal(
                .reasonRequired, field: "context.reason", "To void or correct an event needs a reason.")
        }
        for mention in mentions {
            _ = try mention.require {
                try walk.seen.contains($0) || index.head(of: $0).map { !$0.isVoid } ?? false
            }
        }
        let occurredOn = proposal.occurredOn ?? PartialDate(today)
        try CommandContext(occurredOn: occurredOn, today: today, reason: reason, role: actor.role)
            .requireOccurrence()
        let metadata = EventMetadata(
            actor: actor, command: origin(of: proposal), correlation: proposal.correlation, reason: reason,
            sources: proposal.sources.isEmpty ? nil : proposal.sources)
        func void<Subject: Record>(of _: Subject.Type) throws -> NewEvent {
            try NewEvent(
                Voided<Subject>(position: position), to: stream, behind: head, on: occurredOn, metadata)
        }
        return .record(try void(of: kind))
    }

    /// The event is in the stream as it was written, and counts still.
    private func require(_ position: Position, isVoidableIn stream: StreamName) throws {
        let before = Position(position.number.addingClamped(-1))
        let event = try log.page(after: before, limit: 1, isServed: true).events.first
        guard let event, event.position == position, event.stream == stream else {
            throw refusal(.notFound, "\(stream) has no event at position \(position).")
        }
        guard let void = try log.void(ofUndecodable: position, of: stream) else {
            return
        }
        throw refusal(
            .alreadyVoided,
            "The event at position \(position) of \(stream) was voided already, at position \(void).")
    }

    private func refusal(_ rule: Rule, _ message: String) -> Refusal {
        Refusal(rule, field: "position", message)
    }
}

// MARK: What the log says

extension BlindVoid {
    private func walk(
        for stream: StreamName, _ commandID: String?, _ mentions: [ContextMention]
    ) throws -> Walk {
        let named = Set(mentions.map(\.text))
        var walk = Walk()
        try log.walk(after: index.position()) { row in
            let name = StreamName(recorded: String(decoding: row.stream, as: UTF8.self))
            let position = Position(row.position)
            if name == stream {
                walk.head = StreamHead(version: StreamVersion(row.version), position: position)
            }
            if named.contains(name.text) { walk.seen.insert(name) }
            if let commandID, walk.command == nil, row.metadata.contains(Array(commandID.utf8)),
                (try? EventCodec.metadata(Array(row.metadata)))?.command?.id == commandID
            {
                walk.command = position
            }
        }
        return walk
    }

    private func origin(of proposal: Proposal) -> EventMetadata.Origin? {
        guard let id = proposal.commandID, case .digested(let digest) = proposal.content else { return nil }
        return EventMetadata.Origin(id: id, digest: digest)
    }

    /// The event that was recorded for that command; another command under its id is refused.
    private func recordedBefore(_ proposal: Proposal, _ walk: Walk) throws -> RecordedEvent? {
        guard let origin = origin(of: proposal) else { return nil }
        let position =
            try walk.command
            ?? ReceiptLookup(
                log: log, index: index, events: EventsInOrder(log: log), missing: BlindVoid.noEvent
            ).receipt(of: origin.id)?.first
        guard let position else { return nil }
        let known = try event(at: position)
        let digest = try EventCodec.metadata(known.metadata).command?.digest
        guard digest == origin.digest else {
            throw WireError.commandReused(id: origin.id, position: position)
        }
        return known
    }

    private func event(at position: Position) throws -> RecordedEvent {
        guard let event = try log.event(at: position) else { throw BlindVoid.noEvent(at: position) }
        return event
    }

    private static func noEvent(at position: Position) -> any Error {
        LogMismatch(description: "there is no event at position \(position)")
    }
}
