import SutureCodec
import SutureDomain
import SutureInterface
import SutureLog
import SutureReadModels

/// Decides commands on an overlay, in the order of the contract: duplicate, expected version, rules. (Shape
/// and role were looked at when the call was decoded.)
struct Decider {
    let circumstances: Circumstances
    let overlay: Overlay

    /// The same on another overlay.
    func on(_ overlay: Overlay) -> Decider { Decider(circumstances: circumstances, overlay: overlay) }

    /// Decides a whole submission. After an error a batch's overlay is to be dropped.
    func decide(_ submission: Submission) throws(WireError) -> [Decision] {
        try WireError.deciding {
            switch submission.form {
            case .single:
                [
                    try decide(
                        submission.proposals[0], by: submission.actor, isDryRun: submission.isDryRun,
                        origin: nil, batch: nil)
                ]
            case .batch(let id) where submission.beginsImport: try decideImport(submission, named: id)
            case .batch(let id): try decide(submission, named: id)
            case .undo(let piece): try ImportUndo(decider: self, undoing: piece.undoing).undo(piece)
            }
        }
    }

    /// Decides one command. What is refused has left nothing on the overlay.
    func decide(_ proposal: Proposal, by actor: EventMetadata.Actor) throws(WireError) -> Decision {
        try WireError.deciding {
            try decide(proposal, by: actor, isDryRun: false, origin: nil, batch: nil)
        }
    }

    private var duplicates: Duplicates { Duplicates(keys: circumstances.keys, overlay: overlay) }

    var imports: Imports { Imports(overlay: overlay, installation: circumstances.installation?.id) }

    // MARK: A batch of the client

    /// An import that records nothing leaves no trace: what was decided of it is answered as a dry run's is.
    private func decideImport(_ submission: Submission, named commandID: String?) throws -> [Decision] {
        let own = Overlay(on: overlay)
        let decisions = try on(own).decide(submission, named: commandID)
        guard own.events.contains(where: { $0.stream.kind != Installation.kind }) else {
            return try decisions.map { decision in
                guard case .recorded(let first) = decision else { return decision }
                let event = try own.ownEvent(at: first)
                return .trial(event.stream, event.version)
            }
        }
        overlay.merge(own)
        return decisions
    }

    private func decide(_ submission: Submission, named commandID: String?) throws -> [Decision] {
        var origin: EventMetadata.Origin?
        let first = overlay.head.next
        if let commandID {
            switch try duplicates.find(submission.proposals, commandID: commandID) {
            case .known(let receipt):
                return try duplicates.firstEvents(of: receipt).map { .duplicate(first: $0.position) }
            case .new(let own): origin = own
            }
        }
        if let objection = submission.objection { throw WireError.notToBeSaid(objection) }
        let decisions = try decideAll(submission, origin: origin)
        if let origin, overlay.head >= first { overlay.noteReceipt(of: origin, from: first) }
        return decisions
    }

    /// Every command of a batch, each with the earlier ones in effect; all refusals are found.
    private func decideAll(_ submission: Submission, origin: EventMetadata.Origin?) throws -> [Decision] {
        var decisions: [Decision] = []
        var refusals: [(index: Int, error: WireError)] = []
        var batch = submission.batch
        if let batch { try imports.requireOpen(batch, for: submission.actor) }
        for (index, proposal) in submission.proposals.enumerated() {
            circumstances.alive()
            do throws(WireError) {
                try WireError.deciding {
                    let decision = try decide(
                        proposal, by: submission.actor, isDryRun: submission.isDryRun, origin: origin,
                        batch: batch)
                    decisions.append(decision)
                    if type(of: proposal.command) == Installation.ImportBegun.self {
                        batch = try imports.begun(by: decision, for: submission.actor)
                    }
                }
            } catch {
                switch error {
                // Machinery that broke is no refusal of this command.
                case .failed, .readOnly: throw error
                default: refusals.append((index, error))
                }
            }
        }
        guard refusals.isEmpty else { throw WireError.batchRefused(refusals) }
        return decisions
    }

    // MARK: One command

    /// - Parameters:
    ///   - batchOrigin: of the whole batch, if the client named it.
    ///   - batch: the import that it belongs to.
    private func decide(
        _ proposal: Proposal, by actor: EventMetadata.Actor, isDryRun: Bool,
        origin batchOrigin: EventMetadata.Origin?, batch: Position?
    ) throws -> Decision {
        var origin = batchOrigin
        if let commandID = proposal.commandID {
            switch try duplicates.find([proposal], commandID: commandID) {
            case .known(let receipt): return try duplicate(receipt, isDryRun: isDryRun)
            case .new(let own): origin = own
            }
        }
        if let objection = try proposal.objection ?? Correction.objection(to: proposal, self) {
            throw WireError.notToBeSaid(objection)
        }
        let stream = try stream(of: proposal)
        try requireVersion(proposal, of: stream)
        try requireMentioned(proposal.sources, by: actor)
        if type(of: proposal.command) == Installation.ImportClosed.self {
            try imports.requireMayClose(proposal.command, actor)
        }
        let first = overlay.head.next
        let metadata = EventMetadata(
            actor: actor, command: origin, correlation: proposal.correlation,
            reason: proposal.reason,
            sources: proposal.sources.isEmpty ? nil : proposal.sources,
            import: batch.map { EventMetadata.ImportPlace(batch: $0, line: proposal.line) })
        let version = isDryRun ? try overlay.head(of: stream)?.version ?? .zero : .zero
        switch proposal.revising {
        case nil: try record(proposal.command, proposal, in: stream, metadata)
        case .void(let command): try Reviser(decider: self).void(command, proposal, in: stream, metadata)
        case .correct(let position):
            try Correction(
                position: position, proposal: proposal, stream: stream, metadata: metadata, decider: self
            ).record(proposal.command)
        }
        if let origin, proposal.commandID != nil { overlay.noteReceipt(of: origin, from: first) }
        return isDryRun ? .trial(stream, version.next) : .recorded(first: first)
    }

    private func duplicate(_ receipt: StoredReceipt, isDryRun: Bool) throws -> Decision {
        // What only would be recorded is nowhere to be looked up later.
        guard isDryRun, receipt.first > overlay.base else { return .duplicate(first: receipt.first) }
        let event = try overlay.ownEvent(at: receipt.first)
        return .trial(event.stream, event.version, isDuplicate: true)
    }

    private func stream(of proposal: Proposal) throws -> StreamName {
        switch proposal.target {
        case .stream(let stream): stream
        case .next(let ids): try overlay.next(1, of: ids)[0]
        }
    }

    private func requireVersion(_ proposal: Proposal, of stream: StreamName) throws {
        guard let expected = proposal.expectedVersion else { return }
        let actual = try overlay.head(of: stream)?.version ?? .zero
        guard actual == expected else {
            throw WireError.conflict(stream, expected: expected, actual: actual)
        }
    }

    /// Records that the context names, as the fields do.
    func requireMentioned(_ sources: [String], by actor: EventMetadata.Actor) throws {
        for mention in ContextMention.all(sources, actor) {
            let stream = try mention.require(overlay.exists)
            try overlay.ask { rules throws(Rejection) in
                do throws(Refusal) {
                    try rules.requireNotErased(stream, field: mention.field)
                } catch {
                    throw .refused(error)
                }
            }
        }
    }

    // MARK: What is new

    private func record<Asked: Command>(
        _ command: Asked, _ proposal: Proposal, in stream: StreamName, _ metadata: EventMetadata
    ) throws {
        let standing = try overlay.standing(Asked.Subject.self, stream)
        let context = CommandContext(
            occurredOn: try occurredOn(of: command, proposal), today: circumstances.today,
            reason: proposal.reason, role: metadata.actor.role, installation: circumstances.installation)
        let admitted: Admitted<Asked.Subject>
        do {
            admitted = try overlay.ask { rules throws(Rejection) in
                try command.admit(standing, stream: stream, survey: proposal.survey, in: rules, context)
            }
        } catch let rejection as Rejection {
            throw naming(whatStatedTheTimeOf: command, proposal, in: rejection)
        }
        let sealer = try sealer(of: stream, for: proposal)
        // Several streams or none: an error on the way drops all that came before it.
        let own = admitted.consequences.isEmpty ? overlay : Overlay(on: overlay)
        try own.append(
            admitted.events, to: stream, on: context.occurredOn, metadata, sealer: sealer,
            data: proposal.data, isReadBack: proposal.isReadBack)
        guard own !== overlay else { return }
        var caused = metadata
        caused.causation = "\(own.head)"
        for consequence in admitted.consequences {
            try own.append(consequence.event, to: consequence.stream, on: context.occurredOn, caused)
        }
        overlay.merge(own)
    }

    /// What the client says, else what the command's own fields do; today if neither says anything.
    private func occurredOn(of command: some Command, _ proposal: Proposal) throws -> PartialDate {
        if let said = proposal.occurredOn { return said }
        switch command.statedTime {
        case .date(let date, _): return date
        case .instant(let instant, let field):
            let day = circumstances.day(instant)
            // In the configured time zone it is another day, and may be in a year that cannot be written.
            guard day.isWritable else {
                throw WireError.notToBeSaid(Objection(field: field, .unwritableDay))
            }
            return PartialDate(day)
        case nil: return PartialDate(circumstances.today)
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

    /// `nil` where there are no personal data.
    func sealer(of person: StreamName, for proposal: Proposal) throws -> (any Sealer & Sendable)? {
        guard proposal.survey.hasPersonalData else { return nil }
        try overlay.prepareKey(of: person, circumstances.keys)
        return circumstances.keys.sealer(for: person)
    }
}
