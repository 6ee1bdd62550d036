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
    /// The last one first, but what follows from an event behind that one.
    let members: [Member]
    /// How many events do not count any more: they were voided or corrected before.
    let voidedCount: Int
    /// How many stand for ever: voids, locks, unlocks, erasures, and what was recorded of persons who are erased.
    let keptCount: Int
    /// How many of those that are to be voided stand in the place of what was corrected by them.
    let correctionCount: Int
    /// The records of which something was recorded behind the import's first event that is not of the import, and those of
    /// which it corrected something.
    let otherStreams: Set<StreamName>
    /// How far the log was looked at.
    let through: Position
}

extension ImportEvents {
    /// Goes along the log behind the import's first event, once. Only rows whose metadata may name the import are decoded.
    /// - Parameters:
    ///   - last: where the log ends for this.
    ///   - void: which event has voided another one.
    ///   - isErased: whether a person's data were erased.
    ///   - goOn: called now and then; throws if it is not to go on.
    init(
        of batch: Position, in log: LogReader, through last: Position,
        void: (Position) throws -> Position?, isErased: (StreamName) throws -> Bool, goOn: () throws -> Void
    ) throws {
        var survey = ImportSurvey(of: batch)
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
                    survey.noteOther(StreamName(recorded: String(decoding: row.stream, as: UTF8.self)))
                }
                return true
            }
            for event in own { try survey.look(at: event, void: void, isErased: isErased) }
            try goOn()
            guard through > after else { break }
            after = through
        }
        self = survey.events(through: last)
    }

    /// How many events are shown in one look at the log.
    private static let pageEventCountMax = 10_000

    /// In the order in which they are voided.
    var revisions: Revisions { Revisions(members.map { Revision($0.position, of: $0.stream) }) }

    /// The next members from that place on: whole as regards what follows from what.
    func piece(from start: Int, countMax: Int) -> ArraySlice<Member> {
        var end = min(start + countMax, members.count)
        while end < members.count, members[end].follows { end += 1 }
        return members[start..<end]
    }
}

/// Sorts the events behind an import's first one.
private struct ImportSurvey {
    private let batch: Position
    /// In the log's order.
    private var members: [ImportEvents.Member] = []
    private var voidedCount = 0
    private var keptCount = 0
    private var correctionCount = 0
    private var otherStreams: Set<StreamName> = []
    /// The import's voids of what it corrected.
    private var corrections: Set<String> = []
    /// The last event that follows from no other.
    private var root = ""

    init(of batch: Position) { self.batch = batch }

    mutating func noteOther(_ stream: StreamName) { otherStreams.insert(stream) }

    mutating func look(
        at event: RecordedEvent, void: (Position) throws -> Position?, isErased: (StreamName) throws -> Bool
    ) throws {
        // One of which nobody can read it was voided, or nothing would be recorded.
        guard let metadata = try? EventCodec.metadata(event.metadata), metadata.import?.batch == batch else {
            return noteOther(event.stream)
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
            return noteOther(event.stream)
        }
        if let cause = metadata.causation, corrections.contains(cause) {
            correctionCount += 1
            noteOther(event.stream)
        }
        let follows = metadata.causation == root
        if !follows { root = "\(event.position)" }
        members.append(
            ImportEvents.Member(position: event.position, stream: event.stream, follows: follows))
    }

    func events(through last: Position) -> ImportEvents {
        var ordered: [ImportEvents.Member] = []
        ordered.reserveCapacity(members.count)
        var end = members.count
        while end > 0 {
            var start = end - 1
            while members[start].follows { start -= 1 }
            ordered += members[start..<end]
            end = start
        }
        return ImportEvents(
            batch: batch, members: ordered, voidedCount: voidedCount, keptCount: keptCount,
            correctionCount: correctionCount, otherStreams: otherStreams, through: last)
    }
}
