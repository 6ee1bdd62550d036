import SutureCodec
import SutureDomain
import SutureLog
import SutureProgram
import SutureReadModels
import SutureSystem

/// Takes a log event by event through what this build does with it: reads it, writes it again, asks its rules
/// and projects it. What one event cannot do keeps no other from being looked at.
struct Doctor {
    private var diagnosis: Diagnosis
    private let states: ReplayedRecords
    private let probe: ViewsProbe
    private let reader: LogReader
    /// Records with an event that cannot be decoded and was voided.
    private var passedOver: Set<StreamName> = []
    /// Holds the file of the probe.
    private let scratch: ScratchFolder

    /// - Parameter clock: what this machine's clock says.
    static func diagnose(_ reader: LogReader, clock: Instant) throws -> Diagnosis {
        let head = try reader.head()
        var doctor = try Doctor(
            Diagnosis(
                of: reader.identity, head: head, companions: Companion.beside(reader), clock: clock), reader)
        try doctor.walk(upTo: head.position)
        return doctor.diagnosis
    }

    private init(_ diagnosis: Diagnosis, _ reader: LogReader) throws {
        self.diagnosis = diagnosis
        self.reader = reader
        states = ReplayedRecords { last in
            var events: [RecordedEvent] = []
            var end = last.position
            while end > .zero {
                let page = try reader.stream(last.stream, endingAt: end, limit: LogWalk.pageEventCount)
                events = page + events
                end = page.first?.previous ?? .zero
            }
            return events
        }
        scratch = try ScratchFolder()
        probe = try ViewsProbe(path: scratch.file("probe.db"))
    }

    /// What is missing, or cannot be read, keeps nothing else from being looked at.
    private mutating func walk(upTo goal: Position) throws {
        var expected = Position.zero.next
        try LogWalk(reader, upTo: goal, toleratesGaps: true).forEachPage { try examine($0, from: &expected) }
    }

    /// - Parameter expected: where the next event should be.
    private mutating func examine(_ page: [RecordedEvent], from expected: inout Position) throws {
        var decoded: [DecodedEvent] = []
        for recorded in page {
            if recorded.position > expected {
                diagnosis.damage.add(damage: .missing(expected, until: recorded.position))
            }
            expected = recorded.position.next
            diagnosis.count(recorded)
            if try isPassedOver(recorded) { continue }
            if recorded.malformedDate != nil, let flaw = EventCodec.flaw(besideDataOf: recorded) {
                diagnosis.damage.add(damage: .init(position: recorded.position, what: flaw.cause))
                states.lose(recorded.stream)
                continue
            }
            let metadata = metadata(of: recorded)
            guard let event = event(of: recorded) else {
                states.lose(recorded.stream)
                continue
            }
            lookAtForm(of: event, recorded)
            try askRules(of: event, recorded, metadata)
            decoded.append(DecodedEvent(recorded, event: event, commandID: nil))
        }
        for (position, cause) in try probe.project(decoded) {
            guard let recorded = page.first(where: { $0.position == position }) else { continue }
            diagnosis.add(.notProjected, recorded, cause)
        }
    }

    /// What cannot be decoded and was voided is no finding: everyone passes over it.
    private mutating func isPassedOver(_ recorded: RecordedEvent) throws -> Bool {
        guard let flaw = EventCodec.flaw(of: recorded),
            let void = try reader.void(ofUndecodable: recorded.position, of: recorded.stream)
        else { return false }
        passedOver.insert(recorded.stream)
        diagnosis.passedOver.add(recorded, "voided at \(void): \(flaw.cause)")
        return true
    }

    private mutating func metadata(of recorded: RecordedEvent) -> EventMetadata? {
        do {
            return try EventCodec.metadata(recorded.metadata)
        } catch {
            diagnosis.add(.unreadableMetadata, recorded, error.cause)
            return nil
        }
    }

    private mutating func event(of recorded: RecordedEvent) -> (any Event)? {
        guard let kind = Catalogue.kind(named: recorded.stream.kind) else {
            diagnosis.add(
                .unknownKind, recorded, "this build knows no records of kind \(recorded.stream.kind)")
            return nil
        }
        do {
            let event = try StoredEvents.known.event(
                of: recorded.type, schema: recorded.schema, data: recorded.data)
            guard Catalogue.events(of: kind).contains(where: { $0 == type(of: event) }) else {
                diagnosis.add(.unknownType, recorded, "no \(kind.kind) has events of type \(recorded.type)")
                return nil
            }
            return event
        } catch {
            let problem: Diagnosis.Problem =
                switch error {
                case .unknownType: .unknownType
                case .unknownSchema: .unknownSchema
                case .malformed: .unreadableData
                }
            diagnosis.add(problem, recorded, "\(error)")
            return nil
        }
    }

    private mutating func lookAtForm(of event: any Event, _ recorded: RecordedEvent) {
        guard recorded.schema == type(of: event).schema else {
            diagnosis.takenUp.count += 1
            return
        }
        do {
            let data = try EventCodec.data(of: event)
            guard data != recorded.data else { return }
            diagnosis.add(.writtenOtherwise, recorded, String(decoding: data, as: UTF8.self))
        } catch {
            diagnosis.add(.writtenOtherwise, recorded, error.cause)
        }
    }

    private mutating func askRules(
        of event: some Event, _ recorded: RecordedEvent, _ metadata: EventMetadata?
    ) throws {
        switch states.ask(event, recorded, metadata) {
        case .admitted: break
        case .notAsked: diagnosis.unasked.count += 1
        case .refused(let refusal)
        where passedOver.contains(recorded.stream) || refusal.record.map(passedOver.contains) ?? false:
            diagnosis.senseless.add(recorded, refusal.message)
        case .refused(let refusal): diagnosis.add(refusal, recorded)
        }
        do {
            try states.apply(event, of: recorded)
        } catch let failure as LogFailure where failure.kind == .corrupt {
            // Its stream leads to an event that is missing.
            states.lose(recorded.stream)
        }
    }
}
