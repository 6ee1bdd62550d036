import SutureDomain
import SutureInterface
import SutureLog
import SutureReadModels

/// Decides commands on a layer, in the order of the contract: duplicate, expected version, rules. (Shape and role were
/// looked at when the call was decoded.)
struct Decider {
    let keys: any PersonKeys
    /// When the batch is decided: one day for all of it.
    let today: Day
    /// What is so of the installation meanwhile; `nil` if the log's identity is no id of a record.
    let installation: InstallationFacts?
    /// On which day a moment was, in the configured time zone.
    let day: (Instant) -> Day
    /// Called now and then while a large batch is decided: it takes time, and the recorder is at work.
    let alive: () -> Void

    /// Decides a whole submission. After an error a batch's layer is to be dropped; a single command has left nothing.
    func decide(_ submission: Submission, on layer: Layer) throws(RecordingError) -> [Decision] {
        let commandID: String?
        switch submission.form {
        case .single:
            return [
                try decide(
                    submission.proposals[0], by: submission.actor, isDryRun: submission.isDryRun, on: layer)
            ]
        case .undo(let piece): return try undo(piece, on: layer)
        case .batch(let id): commandID = id
        }
        guard submission.beginsImport else { return try decide(submission, named: commandID, on: layer) }
        let own = Layer(on: layer)
        let decisions = try decide(submission, named: commandID, on: own)
        guard own.events.contains(where: { $0.stream.kind != Installation.kind }) else {
            return try withoutImport(decisions, on: own)
        }
        layer.merge(own)
        return decisions
    }

    private func decide(
        _ submission: Submission, named commandID: String?, on layer: Layer
    ) throws(RecordingError) -> [Decision] {
        var origin: EventMetadata.Origin?
        let first = layer.head.next
        if let commandID {
            switch try repetition(of: submission.proposals, commandID: commandID, on: layer) {
            case .known(let receipt):
                let events = try unlessBroken {
                    try layer.firstEvents(from: receipt.first, through: receipt.last)
                }
                return events.map { .duplicate(first: $0.0) }
            case .new(let digest): origin = EventMetadata.Origin(id: commandID, digest: digest)
            }
        }
        if let objection = submission.objection { throw .notToBeSaid(objection) }
        let decisions = try decideAll(submission, origin: origin, on: layer)
        if let origin, layer.head >= first {
            layer.append(receiptOf: origin.id, digest: origin.digest, first: first)
        }
        return decisions
    }

    /// Every command of a batch, each with the earlier ones in effect; all refusals are found, not the first only.
    private func decideAll(
        _ submission: Submission, origin: EventMetadata.Origin?, on layer: Layer
    ) throws(RecordingError) -> [Decision] {
        var decisions: [Decision] = []
        var refusals: [(index: Int, error: RecordingError)] = []
        var batch = submission.batch
        if let batch { try requireOpenImport(batch, of: submission.actor, on: layer) }
        for (index, proposal) in submission.proposals.enumerated() {
            alive()
            do throws(RecordingError) {
                let decision = try decide(
                    proposal, by: submission.actor, isDryRun: submission.isDryRun, origin: origin,
                    batch: batch, on: layer)
                decisions.append(decision)
                if type(of: proposal.command) == Installation.ImportBegun.self {
                    batch = try begun(by: decision, of: submission.actor, on: layer)
                }
            } catch {
                switch error {
                // Machinery that broke is no refusal of this command.
                case .failed, .readOnly: throw error
                default: refusals.append((index, error))
                }
            }
        }
        guard refusals.isEmpty else { throw .batchRefused(refusals) }
        return decisions
    }

    /// Decides one command. What is refused has left nothing on the layer.
    /// - Parameters:
    ///   - origin: of the whole batch, if the client named it.
    ///   - batch: the import that it belongs to.
    func decide(
        _ proposal: Proposal, by actor: EventMetadata.Actor, isDryRun: Bool,
        origin batchOrigin: EventMetadata.Origin? = nil, batch: Position? = nil, on layer: Layer
    ) throws(RecordingError) -> Decision {
        layer.forgetFailure()
        var origin = batchOrigin
        if let commandID = proposal.commandID {
            switch try repetition(of: [proposal], commandID: commandID, on: layer) {
            case .known(let receipt):
                // What only would be recorded is nowhere to be looked up later.
                guard isDryRun, receipt.first > layer.base else {
                    return .duplicate(first: receipt.first)
                }
                let event = try unlessBroken { try layer.ownEvent(at: receipt.first) }
                return .wouldBeDuplicate(event.stream, event.version)
            case .new(let digest): origin = EventMetadata.Origin(id: commandID, digest: digest)
            }
        }
        if let objection = proposal.objection { throw .notToBeSaid(objection) }
        if let objection = try objection(toCorrection: proposal, on: layer) { throw .notToBeSaid(objection) }
        let stream = try stream(of: proposal, on: layer)
        try checkVersion(proposal, stream: stream, on: layer)
        try checkMentions(proposal.sources, of: actor, on: layer)
        try unlessBroken { if let failure = layer.failure { throw failure } }
        if type(of: proposal.command) == Installation.ImportClosed.self {
            try requireMayClose(proposal.command, actor, on: layer)
        }
        let first = layer.head.next
        let metadata = EventMetadata(
            actor: actor, command: origin, correlation: proposal.correlation,
            reason: proposal.reason,
            sources: proposal.sources.isEmpty ? nil : proposal.sources,
            import: batch.map { EventMetadata.ImportPlace(batch: $0, line: proposal.line) })
        let version =
            isDryRun ? try unlessBroken { try layer.head(of: stream)?.version } ?? .zero : .zero
        switch proposal.revising {
        case nil:
            try admit(
                proposal.command, proposal, stream: stream, role: actor.role, metadata, on: layer)
        case .void(let command): try void(command, proposal, stream: stream, metadata, on: layer)
        case .correct(let position):
            try correct(
                position, proposal.command, proposal, stream: stream, metadata, on: layer)
        }
        if let origin, proposal.commandID != nil {
            layer.append(receiptOf: origin.id, digest: origin.digest, first: first)
        }
        return isDryRun ? .wouldBeRecorded(stream, version.next) : .recorded(first: first)
    }

    private func admit<Asked: Command>(
        _ command: Asked, _ proposal: Proposal, stream: StreamName, role: Role, _ metadata: EventMetadata,
        on layer: Layer
    ) throws(RecordingError) {
        let standing = try unlessBroken { try layer.standing(Asked.Subject.self, stream) }
        let context = CommandContext(
            occurredOn: try occurredOn(of: command, proposal), today: today, reason: proposal.reason,
            role: role, installation: installation)
        let admitted: Admitted<Asked.Subject>
        do {
            admitted = try command.admit(
                standing, stream: stream, survey: proposal.survey, in: layer, context)
        } catch {
            try unlessBroken { if let failure = layer.failure { throw failure } }
            throw RecordingError(naming(whatStatedTheTimeOf: command, proposal, in: error))
        }
        try unlessBroken {
            if let failure = layer.failure { throw failure }
            if proposal.survey.hasPersonalData { try prepareKey(of: stream, on: layer) }
            let sealer = proposal.survey.hasPersonalData ? keys.sealer(for: stream) : nil
            // Several streams or none: an error on the way drops all that came before it.
            let own = admitted.consequences.isEmpty ? layer : Layer(on: layer)
            try own.append(
                admitted.events, to: stream, on: context.occurredOn, commandID: metadata.command?.id,
                metadata: EventCodec.metadata(metadata), sealer: sealer, data: proposal.data,
                isReadBack: proposal.isReadBack)
            guard own !== layer else { return }
            var caused = metadata
            caused.causation = "\(own.head)"
            for consequence in admitted.consequences {
                try append(
                    consequence.event, to: consequence.stream, on: context.occurredOn, caused, on: own)
            }
            layer.merge(own)
        }
    }

    private func append<Caused: Event>(
        _ event: Caused, to stream: StreamName, on occurredOn: PartialDate, _ metadata: EventMetadata,
        on layer: Layer
    ) throws {
        try layer.append(
            [event as any Event<Caused.Subject>], to: stream, on: occurredOn,
            commandID: metadata.command?.id, metadata: EventCodec.metadata(metadata), sealer: nil, data: nil)
    }

    /// What the client says, else what the command's own fields do; today if neither says anything.
    private func occurredOn(of command: some Command, _ proposal: Proposal) throws(RecordingError)
        -> PartialDate
    {
        if let said = proposal.occurredOn { return said }
        switch command.statedTime {
        case .date(let date, _): return date
        case .instant(let instant, let field):
            let day = day(instant)
            // In the configured time zone it is another day, and may be in a year that cannot be written.
            guard day.isWritable else { throw .notToBeSaid(Objection(field: field, .unwritableDay)) }
            return PartialDate(day)
        case nil: return PartialDate(today)
        }
    }

    /// The client knows the field that it gave, and not a date that was taken from it.
    private func naming(
        whatStatedTheTimeOf command: some Command, _ proposal: Proposal, in rejection: Rejection
    ) -> Rejection {
        guard case .refused(var refusal) = rejection, refusal.field == "context.occurredOn",
            proposal.occurredOn == nil, let stated = command.statedTime
        else { return rejection }
        refusal.field = stated.field
        return .refused(refusal)
    }

    /// A person who exists has a key. One made later would seal under another key what belongs together, and hide that
    /// the first was lost.
    func prepareKey(of person: StreamName, on layer: Layer) throws {
        guard try layer.head(of: person) != nil else { return try keys.newKey(for: person) }
        try requireKey(of: person)
    }

    private func requireKey(of person: StreamName) throws {
        guard try keys.hasKey(for: person) else { throw KeyMissing(person: person) }
    }

    private func stream(of proposal: Proposal, on layer: Layer) throws(RecordingError) -> StreamName {
        switch proposal.target {
        case .stream(let stream): stream
        case .next(let ids): try unlessBroken { try layer.next(1, of: ids)[0] }
        }
    }

    /// What the proposals are about, if one after another is recorded.
    private func streams(of proposals: [Proposal], on layer: Layer) throws(RecordingError) -> [StreamName] {
        var counts: [NumberedIDs: Int] = [:]
        for case .next(let ids) in proposals.lazy.map(\.target) { counts[ids, default: 0] += 1 }
        var assigned = try unlessBroken {
            try Dictionary(uniqueKeysWithValues: counts.map { ($0, try layer.next($1, of: $0)[...]) })
        }
        return proposals.map { proposal in
            switch proposal.target {
            case .stream(let stream): stream
            case .next(let ids): assigned[ids]?.popFirst() ?? ids.stream(number: 0)
            }
        }
    }

    private func checkVersion(_ proposal: Proposal, stream: StreamName, on layer: Layer)
        throws(RecordingError)
    {
        guard let expected = proposal.expectedVersion else { return }
        let actual = try unlessBroken { try layer.head(of: stream)?.version ?? .zero }
        guard actual == expected else { throw .conflict(stream, expected: expected, actual: actual) }
    }

    /// Records that the context names, as the fields do.
    func checkMentions(
        _ sources: [String], of actor: EventMetadata.Actor, on layer: Layer
    ) throws(RecordingError) {
        let sources = sources.filter { $0.hasPrefix("source/") }
            .map { ("context.sources", "source", $0) }
        let principals = actor.onBehalfOf.map { [("context.onBehalfOf", Person.kind, $0)] } ?? []
        for (field, kind, text) in sources + principals {
            guard let stream = StreamName(text), stream.isOf(kind) else {
                throw .refused(Refusal(.wrongKind, field: field, "\(field) must be \(kind)/ID, not \(text)."))
            }
            guard layer.exists(stream) else {
                throw .refused(Refusal(.notFound, field: field, "\(text) does not exist."))
            }
            do throws(Refusal) {
                try layer.requireNotErased(stream, field: field)
            } catch {
                throw .refused(error)
            }
        }
    }
}

// MARK: Repetition

extension Decider {
    private enum Repetition {
        case known(StoredReceipt)
        case new(digest: String)
    }

    /// Whether these commands were recorded before under that id; with other content they are refused.
    private func repetition(
        of proposals: [Proposal], commandID: String, on layer: Layer
    ) throws(RecordingError) -> Repetition {
        guard let known = try unlessBroken({ try layer.receipt(of: commandID) }) else {
            if proposals.count == 1, case .digested(let digest) = proposals[0].content {
                return .new(digest: digest)
            }
            let streams = try streams(of: proposals, on: layer)
            try unlessBroken {
                for (proposal, stream) in zip(proposals, streams) where proposal.survey.hasPersonalData {
                    // Who was erased has no key; the rules will say so.
                    if !layer.isErased(stream) { try prepareKey(of: stream, on: layer) }
                }
            }
            return .new(digest: try digest(of: proposals, streams: streams))
        }
        let streams = try unlessBroken {
            try layer.firstEvents(from: known.first, through: known.last).map(\.1)
        }
        // Records first: the key of a person must not be looked for where another record is meant.
        guard streams.count == proposals.count,
            zip(proposals, streams).allSatisfy({ $0.target.mayHaveBeen($1) })
        else { throw .commandReused(id: commandID, position: known.first) }
        guard try digest(of: proposals, streams: streams) == known.digest else {
            for (proposal, stream) in zip(proposals, streams) where proposal.survey.hasPersonalData {
                guard layer.isErased(stream) else {
                    try unlessBroken { try requireKey(of: stream) }
                    continue
                }
                throw .refused(
                    Refusal(
                        .personErased, field: "context.commandId", record: stream,
                        "The data of \(stream) were erased. Whether this is the command that was recorded under this id at "
                            + "position \(known.first) cannot be told any more."))
            }
            throw .commandReused(id: commandID, position: known.first)
        }
        return .known(known)
    }

    /// Of the content of all commands; those with personal data count with a digest under the person's key, since a plain
    /// digest of a name can be guessed after the person was erased.
    private func digest(of proposals: [Proposal], streams: [StreamName]) throws(RecordingError) -> String {
        try unlessBroken {
            let digests = try zip(proposals, streams).map { proposal, stream in
                switch proposal.content {
                case .unnamed: preconditionFailure("a command that was named has a content")
                case .digested(let digest): return digest
                // Without a key no content can be the same again.
                case .personal(let bytes): return try keys.digest(bytes, under: stream) ?? ""
                }
            }
            return digests.count == 1
                ? digests[0] : CommandContent.digest(Array(digests.joined(separator: "\n").utf8))
        }
    }

    /// Runs what touches files: whatever it throws is a failure, and nothing was recorded.
    func unlessBroken<Value>(_ body: () throws -> Value) throws(RecordingError) -> Value {
        do {
            return try body()
        } catch let mismatch as LogMismatch {
            throw .readOnly(reason: mismatch.description)
        } catch {
            throw RecordingError(error, in: "decide", hint: RecordingError.nothingRecordedHint)
        }
    }
}

/// The key under which a person's data was sealed is gone, though nobody erased the person.
private struct KeyMissing: TellableError, CustomStringConvertible {
    let person: StreamName
    var description: String { "keys.db has no key of \(person): restore it from the backup" }
}
