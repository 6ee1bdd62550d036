import SutureCodec
import SutureDomain
import SutureLog
import SutureReadModels
import SutureSystem

/// What an import recorded, as the log has it, and what of it is still to be voided.
struct ImportEvents: Sendable {
    /// An event that is to be voided.
    struct Member: Sendable {
        let position: Position
        let stream: StreamName
        /// Whether it follows from the event before it in the list, with which it is voided.
        let follows: Bool
    }

    /// The import, by the position of its first event.
    let batch: Position
    /// How far the log was looked at.
    let through: Position
    /// The last one first, but what follows from an event behind that one.
    private(set) var members: [Member] = []
    /// How many events do not count any more: they were voided or corrected before.
    private(set) var voidedCount = 0
    /// How many stand for ever: voids, locks, unlocks, erasures, and what was recorded of erased persons.
    private(set) var keptCount = 0
    /// How many of those that are to be voided stand in the place of what was corrected by them.
    private(set) var correctionCount = 0
    /// The records of which something was recorded behind the import's first event that is not of the import,
    /// and those of which it corrected something.
    private(set) var otherStreams: Set<StreamName> = []
    /// What is done to the members, in the order in which they are voided.
    private(set) var revisions = Revisions([])
    /// The import's voids of what it corrected.
    private var corrections: Set<String> = []
    /// The last event that follows from no other.
    private var root = ""

    /// How many events are shown in one look at the log.
    private static let pageEventCountMax = 10_000

    /// Goes along the log behind the import's first event. Only rows that may name the import are decoded.
    /// - Parameters:
    ///   - last: where the log ends for this.
    ///   - void: which event has voided another one.
    ///   - isErased: whether a person's data were erased.
    ///   - goOn: called now and then; throws if it is not to go on.
    init(
        of batch: Position, in log: LogReader, through last: Position,
        void: (Position) throws -> Position?, isErased: (StreamName) throws -> Bool, goOn: () throws -> Void
    ) throws {
        self.batch = batch
        through = last
        let mark = Array(#""import":{"batch":\#(batch)"#.utf8)
        var after = batch
        while after < last {
            var own: [RecordedEvent] = []
            let through = try log.scan(after: after, limit: ImportEvents.pageEventCountMax) {
                row throws(LogFailure) in
                guard row.position <= last.number else { return false }
                if row.metadata.contains(mark) {
                    own.append(RecordedEvent(row))
                } else {
                    otherStreams.insert(StreamName(recorded: String(decoding: row.stream, as: UTF8.self)))
                }
                return true
            }
            for event in own { try look(at: event, void: void, isErased: isErased) }
            try goOn()
            guard through > after else { break }
            after = through
        }
        members = lastFirst()
        revisions = Revisions(members.map { Revision(position: $0.position, stream: $0.stream) })
    }

    private mutating func look(
        at event: RecordedEvent, void: (Position) throws -> Position?, isErased: (StreamName) throws -> Bool
    ) throws {
        // One of which nobody can read it was voided, or nothing would be recorded.
        guard let metadata = try? EventCodec.metadata(event.metadata), metadata.import?.batch == batch else {
            otherStreams.insert(event.stream)
            return
        }
        // What the installation's record says of the import is none of its rows.
        guard event.stream.kind != Installation.kind, let type = Catalogue.event(event.type) else { return }
        guard type.isVoidable else {
            if (try EventCodec.event(event) as? any VoidingEvent)?.replacedBy != nil {
                corrections.insert("\(event.position)")
            } else {
                keptCount += 1
            }
            return
        }
        guard try void(event.position) == nil else {
            voidedCount += 1
            return
        }
        // Nothing of such a person can be changed any more. It may stay, unless it depends on what is voided.
        guard try event.stream.kind != Person.kind || !isErased(event.stream) else {
            keptCount += 1
            otherStreams.insert(event.stream)
            return
        }
        if let cause = metadata.causation, corrections.contains(cause) {
            correctionCount += 1
            otherStreams.insert(event.stream)
        }
        let follows = metadata.causation == root
        if !follows { root = "\(event.position)" }
        members.append(Member(position: event.position, stream: event.stream, follows: follows))
    }

    private func lastFirst() -> [Member] {
        var ordered: [Member] = []
        ordered.reserveCapacity(members.count)
        var end = members.count
        while end > 0 {
            var start = end - 1
            while members[start].follows { start -= 1 }
            ordered += members[start..<end]
            end = start
        }
        return ordered
    }

    /// The next members from that place on: whole as regards what follows from what.
    func piece(from start: Int, countMax: Int) -> ArraySlice<Member> {
        var end = min(start + countMax, members.count)
        while end < members.count, members[end].follows { end += 1 }
        return members[start..<end]
    }
}
