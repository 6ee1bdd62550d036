import SutureCodec
import SutureDomain
import SutureInterface
import SutureJSON

/// Finds the later events that hang on events which are about to be revised: those that their rules admit as
/// history is, and would refuse as it would be then.
///
/// Each is judged at its place in history: its record as it was before it, all others as they were then.
///
/// This is the recorder's thread, and nothing else is recorded meanwhile. An event that leaves its record as
/// it was, as a note does, or that only kept it from ending earlier, as an outcome does, costs one replay of
/// that record. Any other has the record's own later events checked one by one, and those of every record
/// that mentions it: to find these, each view with a column for records is gone through, and each record that
/// is found is loaded and replayed. So the cost grows with the read models and with how much the record is
/// talked about, not with the log. Voids are rare.
struct Dependents {
    private let decider: Decider
    private let revisions: Revisions
    /// As history is.
    private let actual: PastRecords
    /// As it would be.
    let intended: PastRecords

    init(on revisions: Revisions, _ decider: Decider) {
        self.decider = decider
        self.revisions = revisions
        actual = PastRecords(decider.overlay)
        intended = PastRecords(decider.overlay, with: revisions)
    }

    /// What stands in the way, in the log's order.
    func all() throws -> [EventMention] {
        var streams: Set<StreamName> = []
        for revision in revisions.all {
            guard let kind = Catalogue.kind(named: revision.stream.kind) else { continue }
            streams.formUnion(try affectedStreams(kind, by: revision))
        }
        return try streams.flatMap { try all(in: $0) }.sorted { $0.position < $1.position }
    }

    /// The same among the events of one record.
    /// - Parameter checked: up to here they have been looked at before.
    func all(in stream: StreamName, after checked: Position = .zero) throws -> [EventMention] {
        guard let kind = Catalogue.kind(named: stream.kind) else { return [] }
        return try all(kind, stream, after: checked)
    }

    /// None if the record is the same with and without the event, or takes whatever it took.
    private func affectedStreams<Subject: Record>(
        _ kind: Subject.Type, by revision: Revision
    ) throws -> Set<StreamName> {
        let stream = revision.stream
        let timeline = try actual.timeline(kind, stream)
        guard
            let slot = timeline.entries.first(where: { $0.past?.position == revision.position })?.slot
        else { return [] }
        let other = try intended.timeline(kind, stream)
        let before = timeline.standing(before: slot.next)
        let after = other.standing(before: slot.next)
        if before == after { return [] }
        if let before, let after, after.refusesNoMore(than: before) { return [] }
        let end = Position(.max)
        let states = [before, after, timeline.standing(before: end), other.standing(before: end)]
        let texts = states.reduce(into: Set<String>()) { $0.formUnion($1?.state.lookupTexts ?? []) }
        let overlay = decider.overlay
        var streams = try overlay.streams(mentioning: String(stream.id), stream: stream.text)
        for text in texts { streams.formUnion(try overlay.streams(mentioning: text, stream: text)) }
        return streams.union([stream])
    }

    private func all<Subject: Record>(
        _ kind: Subject.Type, _ stream: StreamName, after checked: Position
    ) throws -> [EventMention] {
        let timeline = try actual.timeline(kind, stream)
        let ownSlot =
            revisions.streams.contains(stream)
            ? timeline.entries.first { $0.past.map { revisions.contains($0.position) } ?? false }?.slot : nil
        var found: [EventMention] = []
        for entry in timeline.entries {
            guard let past = entry.past, past.position > checked, !revisions.contains(past.position),
                past.position > revisions.earliest || ownSlot.map({ entry.slot > $0 }) ?? false,
                let event = entry.event as? any RecordableEvent<Subject>, type(of: event).isVoidable
            else { continue }
            decider.circumstances.alive()
            if try !isAdmitted(event, entry, past, in: intended),
                try isAdmitted(event, entry, past, in: actual)
            {
                found.append(past.mention)
            }
        }
        return found
    }

    /// Whether the gate would let the event through, at its place in a history.
    private func isAdmitted<Happened: RecordableEvent>(
        _ event: Happened, _ entry: Timeline<Happened.Subject>.Entry, _ past: PastEvent,
        in records: PastRecords
    ) throws -> Bool {
        let metadata = try past.metadata()
        let context = CommandContext(
            occurredOn: past.occurredOn, today: decider.circumstances.today, reason: metadata.reason,
            role: metadata.actor.role)
        records.moment = past.position
        records.own = (past.stream, entry.slot)
        var survey = FieldSurvey()
        survey.mentions =
            CommandFields.of(Happened.self).read(try JSONDocument(parsing: past.data).root).survey.mentions
        let standing = try records.standing(Happened.Subject.self, past.stream)
        return try records.rejection(of: event, standing, past.stream, survey, context) == nil
    }
}
