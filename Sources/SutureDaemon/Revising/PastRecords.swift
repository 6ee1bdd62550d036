import SutureDomain

/// All records as they were at a moment of history, as they would be if revisions had been in effect.
///
/// Every record that is asked for is loaded with its whole history, and some are kept.
final class PastRecords: RuleSource {
    /// The histories of so many records are kept.
    private static let timelineCountMax = 1_000

    private let overlay: Overlay
    private let revisions: Revisions
    private var timelines: [StreamName: AnyTimeline] = [:]
    /// Records are seen as they were before this position.
    var moment = Position(.max)
    /// And this record as it was before that slot of its history.
    var own: (stream: StreamName, slot: Position)?

    init(_ overlay: Overlay, with revisions: Revisions = Revisions([])) {
        self.overlay = overlay
        self.revisions = revisions
    }

    func timeline<Subject: Record>(_ kind: Subject.Type, _ stream: StreamName) throws -> Timeline<Subject> {
        if let known = timelines[stream] as? Timeline<Subject> { return known }
        let actual = try overlay.timeline(kind, stream)
        let timeline = revisions.streams.contains(stream) ? actual.revised(by: revisions) : actual
        if timelines.count >= PastRecords.timelineCountMax { timelines = [:] }
        timelines[stream] = timeline
        return timeline
    }

    func standing<Subject: Record>(_ kind: Subject.Type, _ stream: StreamName) throws -> Standing<Subject>? {
        let limit = own.flatMap { $0.stream == stream ? $0.slot : nil } ?? moment
        return try timeline(kind, stream).standing(before: limit)
    }

    /// What a revision made of a record may answer where the record as it is does not.
    func candidates(for lookup: Lookup, key: LookupKey) throws -> [StreamName] {
        try overlay.candidates(for: lookup, key: key) + revisions.streams.filter { $0.isOf(key.kind) }
    }

    /// A record that no revision touches is taken to have been there if it is now: otherwise nothing could
    /// have referred to it, or what does so was corrected later.
    func exists(_ stream: StreamName) throws -> Bool {
        revisions.streams.contains(stream) && Catalogue.kind(named: stream.kind) != nil
            ? try existed(stream) : try overlay.exists(stream)
    }

    /// Whether the record was there at the moment.
    func existed(_ stream: StreamName) throws -> Bool {
        func existed<Subject: Record>(_ kind: Subject.Type) throws -> Bool {
            try standing(kind, stream) != nil
        }
        return try Catalogue.kind(named: stream.kind).map { try existed($0) } ?? false
    }

    func isErased(_ person: StreamName) throws -> Bool {
        try standing(Person.self, person)?.state.isErased ?? false
    }
}
