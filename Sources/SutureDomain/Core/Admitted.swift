/// What the gate let through.
package struct Admitted<Subject: Record>: Sendable {
    /// What happens to the record that the command is about.
    package let events: [any Event<Subject>]
    /// What follows from it for other records, in the same commit.
    package let consequences: [Consequence]
}

/// Why a command was not admitted.
package enum Rejection: Error, Hashable, Sendable {
    case refused(Refusal)
    /// The record that the command is about does not exist.
    case notFound(StreamName)
}

extension Command {
    /// The one gate for every command and every way in: existence, erasure, lock, references, time, the end
    /// of the record, then the command's own rules, and last the other records that it touches.
    /// - Parameters:
    ///   - standing: the record that the command is about; `nil` if its stream has no event.
    ///   - survey: the command's references and dates.
    /// - Returns: what happens.
    package func admit(
        _ standing: Standing<Subject>?, stream: StreamName, survey: FieldSurvey, in records: some Records,
        _ context: CommandContext
    ) throws(Rejection) -> Admitted<Subject> {
        // Cases are looked at, since a comparison with nil copies the record.
        if case .none = standing, Self.needsRecord { throw .notFound(stream) }
        do throws(Refusal) {
            if case .some = standing {
                try records.requireNotErased(stream, field: "id")
                if Self.createsRecord {
                    throw Refusal(.alreadyExists, field: "id", record: stream, "\(stream) exists already.")
                }
            }
            let standing = standing ?? Standing(createdOn: context.occurredOn)
            if Self.underLock == .refused {
                try standing.requireUnlocked(stream, through: lockedThrough, in: records)
            }
            try survey.checkReferences(in: records)
            for (field, date) in survey.dates { try context.requireOrder(of: date, field: field) }
            try context.requireOccurrence()
            try standing.checkTime(Self.afterTheEnd, stream: stream, context)
            var context = context
            context.stream = stream
            context.lockedOn = standing.lockedOn
            let events = try decide(standing.state, in: records, context)
            for event in events {
                if type(of: event).effect == .moves { try standing.requireMove(stream, context) }
                try standing.requireEnd(by: event, stream, context)
            }
            let consequences = try consequences(of: standing.state, in: records, context)
            for consequence in consequences { try consequence.check(in: records, context) }
            return Admitted(events: events, consequences: consequences)
        } catch {
            throw .refused(error)
        }
    }
}

extension Standing {
    /// - Parameter creating: the record whose lock will cover this one, which does not exist yet.
    fileprivate func requireUnlocked(
        _ stream: StreamName, through creating: StreamName? = nil, in records: some Records
    ) throws(Refusal) {
        guard !isLocked else {
            throw Refusal(.recordLocked, record: stream, "\(stream) is locked; a steward can unlock it.")
        }
        guard let covering = state.lockedThrough ?? creating, records.isLocked(covering) else { return }
        throw Refusal(
            .recordLocked, record: covering,
            "\(stream) is covered by the lock of \(covering); a steward can unlock that.")
    }

    /// A record comes to one state after the other: refused as `interval-reversed` is a move that provably
    /// lies before the one that led to the state in which the record is.
    fileprivate func requireMove(_ stream: StreamName, _ context: CommandContext) throws(Refusal) {
        if let movedOn { try context.requireEnd(of: "The present state of \(stream)", since: movedOn) }
    }

    /// What ends has lasted until the latest of what happened in it.
    fileprivate func requireEnd(
        by event: any Event<Subject>, _ stream: StreamName, _ context: CommandContext
    ) throws(Refusal) {
        if type(of: event).effect == .moves, let fact = latestFacts.ofRecord {
            var moved = self
            event.apply(to: &moved, on: context.occurredOn)
            if moved.state.endedOn != nil { try context.requireEnd(of: "\(stream)", after: fact) }
        }
        if type(of: event).endsItsPart, let part = event.part, let fact = latestFacts.fact(of: part) {
            try context.requireEnd(of: "\(part) of \(stream)", after: fact)
        }
    }

    fileprivate func checkTime(
        _ afterTheEnd: AfterTheEnd, stream: StreamName, _ context: CommandContext
    ) throws(Refusal) {
        if !context.dateStands, context.occurredOn.isProvablyBefore(createdOn),
            !Subject.countsFromTheBeginning
        {
            throw Refusal(
                .beforeExistence, field: "context.occurredOn",
                "\(context.occurredOn) is before \(stream) came into being (\(createdOn)).")
        }
        guard let end = state.endedOn else { return }
        switch afterTheEnd {
        case .accepted: break
        case .refused: throw Refusal(.recordClosed, "\(stream) has ended (\(end)).")
        case .ifNotProvablyLater:
            guard !context.occurredOn.isProvablyAfter(end) else {
                throw Refusal(
                    .recordClosed, field: "context.occurredOn",
                    "\(stream) had ended (\(end)) before \(context.occurredOn).")
            }
        }
    }
}

extension Consequence {
    /// The same gate for a record that another one's command touches: it exists, is open, its time allows it.
    fileprivate func check(in records: some Records, _ context: CommandContext) throws(Refusal) {
        try Consequence.check(event, on: stream, afterTheEnd, in: records, context)
    }

    private static func check<Caused: Event>(
        _ event: Caused, on stream: StreamName, _ afterTheEnd: AfterTheEnd, in records: some Records,
        _ context: CommandContext
    ) throws(Refusal) {
        guard let id = RecordID<Caused.Subject>(String(stream.id)), let standing = records.standing(id) else {
            throw Refusal(.notFound, record: stream, "\(stream) does not exist.")
        }
        do throws(Refusal) {
            try standing.requireUnlocked(stream, in: records)
            try standing.checkTime(afterTheEnd, stream: stream, context)
        } catch {
            var refusal = error
            refusal.record = refusal.record ?? stream
            throw refusal
        }
    }
}

extension FieldSurvey {
    fileprivate func checkReferences(in records: some Records) throws(Refusal) {
        for mention in mentions {
            guard mention.kinds.contains(where: mention.stream.isOf) else {
                throw Refusal(
                    .wrongKind, field: mention.field, record: mention.stream,
                    "\(mention.field) must be of kind \(mention.kinds.joined(separator: " or ")), "
                        + "not \(mention.stream).")
            }
            guard records.exists(mention.stream) else {
                throw Refusal(
                    .notFound, field: mention.field, record: mention.stream,
                    "\(mention.stream) does not exist.")
            }
            try records.requireNotErased(mention.stream, field: mention.field)
        }
    }
}
