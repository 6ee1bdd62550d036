import SutureCodec
import SutureDomain
import SutureJSON

/// Every record as the log had it at one position, in memory: what the rules are asked with.
final class ReplayedRecords {
    enum Answer {
        case admitted
        /// Something of the record was not understood, so its rules can say nothing.
        case notAsked
        case refused(Refusal)
    }

    /// Of one record, whatever its kind.
    private class Entry {
        var exists: Bool { false }
    }

    private final class Replayed<Subject: Record>: Entry {
        /// `nil` where the record's creation was voided.
        var standing: Standing<Subject>?

        override var exists: Bool { standing != nil }
    }

    /// The events of a record up to one of them.
    private let history: (RecordedEvent) throws -> [RecordedEvent]

    private var entries: [StreamName: Entry] = [:]
    private var streamsByKey: [LookupKey: Set<StreamName>] = [:]
    /// Records with an event that was not understood.
    private var lost: Set<StreamName> = []
    /// Of events that stand in the place of voided ones.
    private var replacements: Set<Position> = []

    init(history: @escaping (RecordedEvent) throws -> [RecordedEvent]) { self.history = history }

    /// An event of the record was not understood: what follows cannot be judged.
    func lose(_ stream: StreamName) { lost.insert(stream) }

    /// Whether today's rules would admit the event at its place. One that another event led to is not asked,
    /// nor what corrects another, nor what was found out about the installation at a moment that has passed.
    func ask<Happened: Event>(
        _ event: Happened, _ recorded: RecordedEvent, _ metadata: EventMetadata?
    ) -> Answer {
        guard !lost.contains(recorded.stream), let metadata else { return .notAsked }
        guard metadata.causation == nil, Happened.Subject.isKeptByPeople,
            let command = event as? any RecordableEvent<Happened.Subject>
        else { return .admitted }
        return ask(command, recorded, metadata)
    }

    private func ask<Asked: RecordableEvent>(
        _ command: Asked, _ recorded: RecordedEvent, _ metadata: EventMetadata
    ) -> Answer {
        let context = CommandContext(
            // In which time zone the daemon ran the log does not say.
            occurredOn: recorded.occurredOn, today: recorded.recordedAt.latestDay,
            reason: metadata.reason, role: metadata.actor.role)
        let survey = FieldSurvey(stored: recorded.data, of: Asked.self)
        do throws(Rejection) {
            _ = try command.admit(
                (entries[recorded.stream] as? Replayed<Asked.Subject>)?.standing, stream: recorded.stream,
                survey: survey, in: self, context)
            return .admitted
        } catch {
            switch error {
            // What was not understood of another record stands in no one's way.
            case .refused(let refusal) where refusal.record.map(lost.contains) ?? false: return .notAsked
            case .refused(let refusal): return .refused(refusal)
            case .notFound(let stream):
                return .refused(Refusal(.notFound, record: stream, "There is no \(stream)."))
            }
        }
    }

    func apply<Happened: Event>(_ event: Happened, of recorded: RecordedEvent) throws {
        let known = entries[recorded.stream] as? Replayed<Happened.Subject>
        let entry = known ?? Replayed<Happened.Subject>()
        if known == nil { entries[recorded.stream] = entry }
        let void = event as? any VoidingEvent
        if let replacement = void?.replacedBy { replacements.insert(replacement) }
        if void != nil || replacements.remove(recorded.position) != nil {
            entry.standing = try replay(Happened.Subject.self, upTo: recorded)
        } else {
            Standing.apply(event, on: recorded.occurredOn, to: &entry.standing)
        }
        for text in entry.standing?.state.lookupTexts ?? [] {
            streamsByKey[LookupKey(kind: Happened.Subject.kind, text: text), default: []]
                .insert(recorded.stream)
        }
    }

    /// What counts of the record, after a void or a correction.
    private func replay<Subject: Record>(
        _ kind: Subject.Type, upTo last: RecordedEvent
    ) throws -> Standing<Subject>? {
        let events = try history(last).compactMap { recorded in
            (try? StoredEvents.known.event(of: recorded.type, schema: recorded.schema, data: recorded.data))
                .flatMap { $0 as? any Event<Subject> }.map { (recorded: recorded, event: $0) }
        }
        let order = CountingOrder(
            events, position: \.recorded.position, voids: { $0.event as? any VoidingEvent })
        return Standing.replay(
            order.entries.map { (event: $0.element.event, occurredOn: $0.element.recorded.occurredOn) })
    }
}

extension ReplayedRecords: Records {
    func standing<Subject: Record>(_ id: RecordID<Subject>) -> Standing<Subject>? {
        (entries[id.stream] as? Replayed<Subject>)?.standing
    }

    func first<Subject: Record>(_ kind: Subject.Type, where lookup: Lookup) -> RecordID<Subject>? {
        let candidates = streamsByKey[lookup.key(ofKind: Subject.kind)] ?? []
        return candidates.map(\.text).sorted().lazy.compactMap { RecordID<Subject>($0) }.first {
            self.find($0)?.answers(lookup) ?? false
        }
    }

    func exists(_ stream: StreamName) -> Bool {
        lost.contains(stream) || entries[stream]?.exists ?? false
    }

    func isErased(_ person: StreamName) -> Bool {
        (entries[person] as? Replayed<Person>)?.standing?.state.isErased ?? false
    }
}

extension FieldSurvey {
    /// What the gate looks at in fields as they stand in the log: whether texts may be said was asked before.
    fileprivate init(stored data: [UInt8], of event: any Command.Type) {
        self.init()
        guard let document = try? JSONDocument(parsing: data) else { return }
        let found = CommandFields.of(event).read(document.root).survey
        mentions = found.mentions
        dates = found.dates
    }
}
