import SutureDomain

/// What is done to an event that counts: it counts no more, or another one counts in its place.
struct Revision: Sendable {
    /// Of the event.
    let position: Position
    let stream: StreamName
    let replacement: (event: any Event, occurredOn: PartialDate)?

    init(
        _ position: Position, of stream: StreamName,
        replacement: (event: any Event, occurredOn: PartialDate)? = nil
    ) {
        self.position = position
        self.stream = stream
        self.replacement = replacement
    }

    init(_ target: PastEvent, replacement: (event: any Event, occurredOn: PartialDate)? = nil) {
        self.init(target.position, of: target.stream, replacement: replacement)
    }
}

/// What is done to several events at once.
struct Revisions: Sendable {
    let all: [Revision]
    /// The records that they are about.
    let streams: Set<StreamName>
    /// The position of the first of these events.
    let earliest: Position
    private let places: [Position: Int]

    init(_ all: [Revision]) {
        self.all = all
        streams = Set(all.map(\.stream))
        earliest = all.map(\.position).min() ?? .zero
        places = Dictionary(all.enumerated().map { ($1.position, $0) }, uniquingKeysWith: { $1 })
    }

    /// What is done to the event at this position; `nil` if nothing is.
    subscript(position: Position) -> Revision? { places[position].map { all[$0] } }

    func contains(_ position: Position) -> Bool { places[position] != nil }
}

/// All records as they were at a moment of history, as they would be if revisions had been in effect.
///
/// Every record that is asked for is loaded with its whole history, and some are kept.
final class PastRecords: Records {
    /// The histories of so many records are kept.
    private static let timelineCountMax = 1_000

    private let layer: Overlay
    private let revisions: Revisions
    private var timelines: [StreamName: AnyTimeline] = [:]
    /// Records are seen as they were before this position.
    var moment = Position(.max)
    /// And this record as it was before that slot of its history.
    var own: (stream: StreamName, slot: Position)?
    /// What went wrong while a rule looked something up, which it cannot say itself.
    private(set) var failure: (any Error)?

    init(_ layer: Overlay, with revisions: Revisions = Revisions([])) {
        self.layer = layer
        self.revisions = revisions
    }

    func timeline<Subject: Record>(_ kind: Subject.Type, _ stream: StreamName) throws -> Timeline<Subject> {
        if let known = timelines[stream] as? Timeline<Subject> { return known }
        let order = PastEvent.countingOrder(of: try layer.history(of: stream))
        let timeline = Timeline<Subject>(
            order.entries.compactMap { entry in
                let past = entry.element
                guard let revision = revisions[past.position] else {
                    return (past.event as? any Event<Subject>).map {
                        .init(slot: entry.slot, event: $0, occurredOn: past.occurredOn, past: past)
                    }
                }
                guard let (event, occurredOn) = revision.replacement else { return nil }
                return (event as? any Event<Subject>).map {
                    .init(slot: entry.slot, event: $0, occurredOn: occurredOn, past: nil)
                }
            })
        if timelines.count >= PastRecords.timelineCountMax { timelines = [:] }
        timelines[stream] = timeline
        return timeline
    }

    func standing<Subject: Record>(_ kind: Subject.Type, _ stream: StreamName) throws -> Standing<Subject>? {
        let limit = own.flatMap { $0.stream == stream ? $0.slot : nil } ?? moment
        return try timeline(kind, stream).standing(before: limit)
    }

    func standing<Subject: Record>(_ id: RecordID<Subject>) -> Standing<Subject>? {
        attempt { try standing(Subject.self, id.stream) }
    }

    func first<Subject: Record>(_ kind: Subject.Type, where lookup: Lookup) -> RecordID<Subject>? {
        attempt {
            let candidates = try layer.candidates(for: lookup, key: lookup.key(ofKind: Subject.kind))
            // What a revision made of a record may answer where the record as it is does not.
            let answer = try (candidates + revisions.streams.filter { $0.isOf(Subject.kind) }).first {
                stream in
                try standing(kind, stream)?.state.answers(lookup) ?? false
            }
            return answer.flatMap { RecordID(String($0.id)) }
        }
    }

    /// A record that no revision touches is taken to have been there if it is now: otherwise nothing could have referred
    /// to it, or what does so was corrected later.
    func exists(_ stream: StreamName) -> Bool {
        guard revisions.streams.contains(stream), let kind = Catalogue.kind(named: stream.kind) else {
            return layer.exists(stream)
        }
        return attempt { try exists(kind, stream) } ?? false
    }

    /// Whether the record was there at the moment.
    func existed(_ stream: StreamName) -> Bool {
        guard let kind = Catalogue.kind(named: stream.kind) else { return false }
        return attempt { try exists(kind, stream) } ?? false
    }

    private func exists<Subject: Record>(_ kind: Subject.Type, _ stream: StreamName) throws -> Bool {
        try standing(kind, stream) != nil
    }

    func isErased(_ person: StreamName) -> Bool {
        attempt { try standing(Person.self, person)?.state.isErased } ?? false
    }

    private func attempt<Value>(_ body: () throws -> Value?) -> Value? {
        do {
            return try body()
        } catch {
            failure = error
            return nil
        }
    }
}
