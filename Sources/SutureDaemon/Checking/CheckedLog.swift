import SutureCodec
import SutureDomain
import SutureInterface
import SutureLog
import SutureReadModels

/// The log as it will be if all that was looked at is recorded: what a check holds between its pieces.
///
/// It has connections of its own, beside the recorder's, and does not see what is not projected yet: who asks
/// waits for the read models first. A piece is looked at in one snapshot; between two of them there is none,
/// so that no write-ahead log grows, and the next sees what others recorded meanwhile.
final class CheckedLog {
    /// The first position of what is looked at: no log comes so far, so it is behind all that is recorded.
    private static let base = Position(1 << 62)
    /// What a command takes in memory, about: part of its record's state, its receipt, and its event's place.
    private static let byteCountPerCommand = 768

    private let log: LogReader
    private let store: RecordStore
    private let overlay: Overlay
    private let keys: ProvisionalKeys
    private let likeness: Likeness
    private let clock: Clock
    private let file: SpilledEvents
    private var facts = RecordedFacts()
    private var creations = CheckedCreations()
    private(set) var commandCount = 0

    /// - Parameter scratchDirectory: where what does not belong into memory is put.
    init(
        log: LogReader, index: ViewIndex, keyring: Keyring, unseal: @escaping Unseal, clock: Clock,
        scratchDirectory: String
    ) throws {
        self.log = log
        self.clock = clock
        file = try SpilledEvents(in: scratchDirectory)
        keys = ProvisionalKeys(beside: keyring)
        likeness = Likeness(unseal: unseal)
        store = RecordStore(beside: log, index)
        overlay = Overlay(on: store, behind: CheckedLog.base)
    }

    /// About what is held in memory.
    var byteCount: Int {
        commandCount * CheckedLog.byteCountPerCommand + creations.byteCount + facts.byteCount
    }

    /// These events are stood for, whatever says the same as they do.
    func take(_ positions: [Position]) { positions.forEach { facts.take($0) } }

    /// Looks at commands one after another.
    /// - Parameters:
    ///   - prefix: how the ids of the sheet begin of which they are.
    ///   - tell: told of each, with its place; answers whether there is room and time for another.
    func look(
        at candidates: [Candidate], ofSheet prefix: String?, by actor: EventMetadata.Actor,
        tell: (Answer, Int) -> Bool
    ) throws {
        let decider = Decider(
            circumstances: Circumstances(
                at: clock.now, clock, of: log.identity, lastRecordedAt: try log.head().recordedAt, keys: keys),
            overlay: overlay)
        store.forgetCached()
        store.beginBatch()
        defer { try? store.endLookups() }
        for (index, candidate) in candidates.enumerated() {
            guard tell(try look(at: candidate, ofSheet: prefix, by: actor, decider), index) else { break }
        }
        try overlay.spill(into: file)
    }

    private func look(
        at candidate: Candidate, ofSheet prefix: String?, by actor: EventMetadata.Actor, _ decider: Decider
    ) throws -> Answer {
        let proposal: Proposal
        switch candidate.proposal {
        case .success(let understood): proposal = understood
        case .failure(let error): return .refused(error)
        }
        do {
            if let known = try known(proposal, candidate, ofSheet: prefix) { return known }
            let decision = try decider.decide(proposal, by: actor)
            return try settle(decision, of: proposal)
        } catch let error as WireError {
            switch error {
            // What would be recorded has no position that anyone knows.
            case .commandReused(let id, let position) where position > CheckedLog.base:
                return .refused(.commandReused(id: id, position: .zero))
            // Machinery that broke is no refusal of this command.
            case .failed, .readOnly: throw error
            case .notToBeSaid: return .refused(candidate.unsayable ?? error)
            default: return .refused(error)
            }
        }
    }

    private func settle(_ decision: Decision, of proposal: Proposal) throws -> Answer {
        switch decision {
        case .recorded(let first):
            // What may be many is moved into a file with the piece; this stays in memory.
            commandCount += 1
            let stream = try overlay.ownEvent(at: first).stream
            creations.note(proposal, of: stream)
            return .new(stream)
        case .duplicate(let first): return .repeated(try overlay.ownEvent(at: first).stream)
        case .trial: preconditionFailure("nothing here is a dry run")
        }
    }

    // MARK: What is recorded already

    /// `nil` if the command would have to be decided.
    private func known(
        _ proposal: Proposal, _ candidate: Candidate, ofSheet prefix: String?
    ) throws -> Answer? {
        for (id, isFormer) in candidate.ids {
            // What is of the same check is no event yet: it is the same, or not, as its digest is.
            guard let receipt = try overlay.receipt(of: id), receipt.first <= CheckedLog.base else {
                continue
            }
            return try known(proposal, id: id, receipt, isFormer: isFormer)
        }
        guard proposal.revising == nil else { return nil }
        guard case .stream(let stream) = proposal.target else {
            return candidate.seeksAlike
                ? try facts.take(alike: proposal, in: store, likeness).map { .alike($0) } : nil
        }
        let command = type(of: proposal.command)
        if command.createsRecord, let creation = (command as? any Event.Type)?.type,
            let created = try store.creation(of: stream, by: creation)
        {
            return try compare(proposal, with: created, formerID: nil)
        }
        if creations.says(proposal, of: stream) { return .repeated(stream) }
        guard candidate.seeksAlike else { return nil }
        switch try facts.take(alike: proposal, of: stream, ofSheet: prefix, in: store, likeness) {
        case .row(let row): return try compareRow(proposal, with: row.event, formerID: row.commandID)
        case .other(let event): return .alike(event)
        case nil: return nil
        }
    }

    private func known(
        _ proposal: Proposal, id: String, _ receipt: StoredReceipt, isFormer: Bool
    ) throws -> Answer {
        let reused = Answer.refused(.commandReused(id: id, position: receipt.first))
        // A correction leaves a void, and behind it the event that it is about.
        var first =
            proposal.revising.map { $0.isCorrection ? receipt.first.next : receipt.first } ?? receipt.first
        var recorded = try store.event(at: first)
        // Also for who does not know that it was one.
        if proposal.revising == nil, Catalogue.event(recorded.type) is any VoidingEvent.Type,
            let replacement = (try EventCodec.event(recorded) as? any VoidingEvent)?.replacedBy
        {
            first = replacement
            recorded = try store.event(at: first)
        }
        guard proposal.target.mayHaveBeen(recorded.stream),
            recorded.type == (type(of: proposal.command) as? any Event.Type)?.type
        else { return reused }
        facts.take(first)
        let (last, void) = try store.fate(of: first)
        if let void { return .voided(recorded, by: void) }
        facts.take(last)
        return try compareRow(proposal, with: store.event(at: last), formerID: isFormer ? id : nil)
    }

    /// Which record was meant by what was recorded under each of these ids; nothing of an unknown id.
    func recorded(under commandIDs: [String]) throws -> [(id: String, stream: StreamName)] {
        store.beginBatch()
        defer { try? store.endLookups() }
        return try commandIDs.compactMap { id in
            try store.receipt(of: id).map { (id, try store.event(at: $0.first).stream) }
        }
    }

    /// Rows of a sheet, about records in which facts were looked for, which no command stands for.
    /// - Parameter prefix: how the ids of the sheet begin.
    /// - Returns: at most ``Earlier/countMax`` of them; those of one record, type and import in their order.
    func unmatched(beginning prefix: String) throws -> [Earlier] {
        var all: [Earlier] = []
        store.beginBatch()
        defer { try? store.endLookups() }
        for stream in facts.streams.sorted(by: { $0.text < $1.text }) {
            let rows = try store.standingEvents(of: stream).compactMap {
                try SheetRow($0, ofSheet: prefix, in: store)
            }
            for (_, rows) in Dictionary(grouping: rows, by: \.event.type).sorted(by: {
                $0.key.text < $1.key.text
            }) {
                all += Earlier.all(among: rows, isTaken: facts.isTaken)
                if all.count >= Earlier.countMax { return Array(all.prefix(Earlier.countMax)) }
            }
        }
        return all
    }

    /// Also in why and where from: it is the very recording.
    private func compareRow(
        _ proposal: Proposal, with event: RecordedEvent, formerID: String?
    ) throws -> Answer {
        let answer = try compare(proposal, with: event, formerID: formerID)
        let differences = try likeness.differences(
            inCircumstancesOf: proposal, from: event, isCorrection: store.corrected(by: event) != nil)
        switch answer {
        case .same where !differences.isEmpty: return .changed(event, differences)
        case .changed(_, let others): return .changed(event, others + differences)
        default: return answer
        }
    }

    private func compare(
        _ proposal: Proposal, with event: RecordedEvent, formerID: String?
    ) throws -> Answer {
        let differences = try likeness.differences(proposal, from: event)
        return differences.isEmpty ? .same(event, formerID: formerID) : .changed(event, differences)
    }
}

extension Proposal.Revising {
    fileprivate var isCorrection: Bool { if case .correct = self { true } else { false } }
}
