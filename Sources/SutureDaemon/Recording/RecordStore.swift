import SutureCodec
import SutureDomain
import SutureLog
import SutureReadModels
import SutureSystem

/// The exact state of every record as the log has it: cached, or loaded by head and back pointers.
///
/// A head is looked up in what is not projected yet, then in the read models, in that order.
final class RecordStore: LogState {
    private let log: LogReader
    private let events: EventsInOrder
    private let index: ViewIndex
    private let projected: Progress
    private let stop: (String) -> Void
    private var tail = Tail()
    private let cachedRecordCountMax: Int
    private var cache: StateCache
    /// Records that commands have referred to.
    private var existing: Set<StreamName> = []
    /// Persons who were not erased when a command referred to them, or was about them.
    private var unerased: Set<StreamName> = []
    /// As far as somebody has asked for them, and those of the rows of which a record was recorded since.
    private(set) var lastNumbers: [NumberedIDs: Int] = [:]
    /// The most rows of assigned ids whose last numbers are kept; those of more are looked up anew.
    private static let numberedCountMax = 100

    /// - Parameters:
    ///   - projected: how far the read models have come.
    ///   - stop: called when log and read models contradict each other, with what to do about it.
    init(
        log: LogReader, index: ViewIndex, projected: Progress, cachedRecordCountMax: Int,
        stop: @escaping (String) -> Void
    ) {
        self.log = log
        events = EventsInOrder(log: log)
        self.index = index
        self.projected = projected
        self.stop = stop
        self.cachedRecordCountMax = cachedRecordCountMax
        cache = StateCache(recordCountMax: cachedRecordCountMax)
    }

    /// For who only looks, and is no witness: what contradicts the log the recorder will find as well.
    convenience init(beside log: LogReader, _ index: ViewIndex) {
        self.init(
            log: log, index: index, projected: Progress(at: .zero), cachedRecordCountMax: 10_000,
            stop: { _ in })
    }

    func head(of stream: StreamName) throws -> StreamHead? {
        if let state = cache[stream] { return state.head }
        return try tail.head(of: stream) ?? index.head(of: stream)
    }

    /// Whether there is such a record. That is remembered until its creation is voided.
    func exists(_ stream: StreamName) throws -> Bool {
        if existing.contains(stream) { return true }
        guard let head = try head(of: stream), !head.isVoid else { return false }
        if existing.count >= RecordStore.existingCountMax { existing.removeAll() }
        existing.insert(stream)
        return true
    }

    /// Whether the person's data were erased. That they were not is remembered until they are.
    func isErased(_ person: StreamName) throws -> Bool {
        if unerased.contains(person) { return false }
        if try tail.isErased(person) || index.isErased(person) { return true }
        if unerased.count >= RecordStore.existingCountMax { unerased.removeAll() }
        unerased.insert(person)
        return false
    }

    func receipt(of commandID: String) throws -> StoredReceipt? {
        try tail.receipt(of: commandID)
            ?? ReceiptLookup(log: log, index: index, events: events, missing: noEvent).receipt(of: commandID)
    }

    func void(of position: Position) throws -> Position? {
        try tail.void(of: position) ?? index.void(of: position)
    }

    func candidates(for lookup: Lookup, key: LookupKey) throws -> [StreamName] {
        try tail.streams(for: key) + index.candidates(for: lookup).filter { $0.isOf(key.kind) }
    }

    /// An event that a receipt names.
    func event(at position: Position) throws -> RecordedEvent {
        guard let event = try events.event(at: position) else { throw noEvent(at: position) }
        return event
    }

    func place(of position: Position) throws -> (stream: StreamName, metadata: [UInt8]) {
        let event = try event(at: position)
        return (event.stream, event.metadata)
    }

    private func noEvent(at position: Position) -> any Error {
        stopped("a receipt names an event at position \(position), but the log has none there")
    }

    /// Some of the records of a kind, in the order of their names, with those whose creation was voided.
    /// - Parameter last: the one that they come after.
    func records(ofKind kind: String, after last: StreamName?) throws -> [StreamName] {
        try index.records(ofKind: kind, after: last, recordedBehind: .zero)
    }

    func lastNumber(of ids: NumberedIDs) throws -> Int {
        if let known = lastNumbers[ids] { return known }
        return ids == .persons
            ? try index.highestAssignedPerson() : try index.highestNumber(behind: "\(ids.kind)/\(ids.prefix)")
    }

    func state<Subject: Record>(_ kind: Subject.Type, _ stream: StreamName) throws -> RecordState<Subject>? {
        if let cached = cache[stream] { return cached as? RecordState<Subject> }
        guard let head = try head(of: stream) else { return nil }
        let timeline = Timeline<Subject>(of: try history(of: stream, endingAt: head).compactMap(past))
        let state = RecordState(head: head, standing: timeline.standing(before: Position(.max)))
        cache[stream] = state
        return state
    }

    /// All events of the stream, as far as they are committed.
    func history(of stream: StreamName) throws -> [PastEvent] {
        try recordedHistory(of: stream).compactMap(past)
    }

    /// `nil` for one that cannot be decoded and was voided: it is passed over.
    private func past(_ recorded: RecordedEvent) throws -> PastEvent? {
        do {
            return try PastEvent(recorded)
        } catch let failure as LogFailure where failure.kind == .undecodable {
            guard try log.void(ofUndecodable: recorded.position, of: recorded.stream) != nil else {
                throw failure
            }
            return nil
        }
    }

    /// The same as they were written.
    func recordedHistory(of stream: StreamName) throws -> [RecordedEvent] {
        guard let head = try head(of: stream) else { return [] }
        return try history(of: stream, endingAt: head)
    }

    /// The event at that position, if the log goes that far, and unless it is passed over.
    func pastEvent(at position: Position) throws -> PastEvent? {
        guard let recorded = try log.event(at: position) else { return nil }
        return try wholePast(recorded)
    }

    /// The next event that is not passed over.
    func pastEvent(after position: Position) throws -> PastEvent? {
        var next = position.next
        while let recorded = try log.event(at: next) {
            if let past = try wholePast(recorded) { return past }
            next = next.next
        }
        return nil
    }

    /// The same as ``past(_:)``, also for an event of which nobody can read who asked for it.
    private func wholePast(_ recorded: RecordedEvent) throws -> PastEvent? {
        guard let past = try past(recorded) else { return nil }
        guard let flaw = EventCodec.flaw(besideDataOf: recorded) else { return past }
        guard try log.void(ofUndecodable: recorded.position, of: recorded.stream) != nil else { throw flaw }
        return nil
    }

    /// Those in whose rows, or in whose events that are in no row yet, it is mentioned.
    func streams(mentioning text: String, stream: String) throws -> Set<StreamName> {
        var streams = Set(try index.streams(mentioning: text, stream: stream))
        let needle = Array(text.utf8)
        try log.walk(after: index.position()) { row in
            if row.data.contains(needle) {
                streams.insert(StreamName(recorded: String(decoding: row.stream, as: UTF8.self)))
            }
        }
        return streams
    }

    /// All events of the stream, found through the back pointers.
    private func history(of stream: StreamName, endingAt head: StreamHead) throws -> [RecordedEvent] {
        var pages: [[RecordedEvent]] = []
        var end = head.position
        while end > .zero {
            let page: [RecordedEvent]
            do {
                page = try log.stream(stream, endingAt: end, limit: RecordStore.pageEventCountMax)
            } catch {
                guard error.kind == .corrupt, error.position == head.position else { throw error }
                throw mismatch(stream, head)
            }
            guard let first = page.first else { throw mismatch(stream, head) }
            pages.append(page)
            end = first.previous
        }
        guard pages.first?.last?.version == head.version else {
            throw mismatch(stream, head)
        }
        return Array(pages.reversed().joined())
    }

    private func mismatch(_ stream: StreamName, _ head: StreamHead) -> LogMismatch {
        stopped(
            "the read models place the head of \(stream) at position \(head.position), version \(head.version), "
                + "but the log does not")
    }

    /// Nothing may be written on such ground: the same version might be given twice.
    private func stopped(_ finding: String) -> LogMismatch {
        let mismatch = LogMismatch(
            description: "\(finding); start the daemon again: it looks at the log, and makes views.db anew")
        stop(mismatch.description)
        return mismatch
    }

    private static let pageEventCountMax = 1_000
    /// How many records are known to exist without a look at the read models; then it begins anew.
    private static let existingCountMax = 50_000

    /// To be called before each batch is decided: forgets what the read models have by now. Until
    /// ``endLookups()`` they are seen as they are at the first look, which is later.
    func beginBatch() {
        tail.forget(through: projected.position)
        index.beginSnapshot()
    }

    func endLookups() throws { try index.endSnapshot() }

    /// Forgets what was kept of the records: for one who does not see every commit.
    func forgetCached() {
        cache = StateCache(recordCountMax: cachedRecordCountMax)
        existing = []
        unerased = []
    }

    /// Takes note that an event was voided without a look at its record: that is loaded anew.
    /// - Parameter void: the event that says so.
    func noteBlindVoid(_ void: RecordedEvent, of position: Position) {
        cache[void.stream] = nil
        existing.remove(void.stream)
        let voided = try? event(at: position)
        let kind = Catalogue.kind(named: void.stream.kind)
        let isVoid = voided.flatMap { voided in kind?.begins(with: voided.type) } ?? false
        var changes = Changes(
            heads: [
                void.stream: StreamHead(version: void.version, position: void.position, isVoid: isVoid)
            ],
            voids: [position: void.position], last: void.position)
        if let command = (try? EventCodec.metadata(void.metadata))?.command {
            changes.receipts[command.id] = StoredReceipt(
                digest: command.digest, first: void.position, last: void.position)
        }
        tail.add(changes)
    }

    /// Takes over what a committed batch made of the records.
    func take(_ batch: Overlay) {
        for (stream, state) in batch.states {
            cache[stream] = state
            if state.head.isVoid { existing.remove(stream) }
        }
        unerased.subtract(batch.changes.erasures)
        lastNumbers = batch.lastNumbers.count > RecordStore.numberedCountMax ? [:] : batch.lastNumbers
        tail.add(batch.changes)
    }
}

/// The log does not hold what the read models know of it.
struct LogMismatch: TellableError, CustomStringConvertible {
    let description: String
}
