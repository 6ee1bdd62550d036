import SutureDomain
import SutureLog

/// Makes the events of a programme, in batches, beside whoever writes them.
actor GeneratedEvents {
    struct Batch: Sendable {
        var events: [NewEvent] = []
        /// On which all of them are recorded.
        var day: Day
    }

    private struct Head {
        var version: StreamVersion
        var position: Position
    }

    private var generator: ProgrammeGenerator
    private var metadata: GeneratedMetadata
    private var heads: [StreamName: Head] = [:]
    private var position: Position
    /// Apart from the programme's, which is the same whether it is written to a log or sent to a daemon.
    private var doubt: SeededRandom
    /// Made already and not handed out yet, the first one last.
    private var waiting: [NewEvent] = []

    init(seed: UInt64, eventCount: Int, behind position: Position) {
        generator = ProgrammeGenerator(seed: seed, expectedCount: eventCount, prefix: "", form: .event)
        metadata = GeneratedMetadata(seed: seed)
        doubt = SeededRandom(seed: seed ^ 0x646F_7562_74)
        self.position = position
    }

    func next(_ count: Int) -> Batch {
        var batch = Batch(day: generator.today)
        batch.events.reserveCapacity(count)
        while batch.events.count < count {
            if waiting.isEmpty { waiting = events(of: generator.next()).reversed() }
            batch.events.append(waiting.removeLast())
        }
        batch.day = generator.today
        return batch
    }

    /// What the command makes of its record, and of another one if it does.
    private func events(of command: GeneratedCommand) -> [NewEvent] {
        let (type, schema) = LogWriter.eventType(of: command)
        let origin = metadata.origin(of: command)
        let own = event(
            command.stream, type, schema, command,
            metadata: metadata.bytes(origin: origin, reason: command.reason), data: command.fields)
        guard let consequence = command.consequence else { return [own] + doubts(about: own, command) }
        let caused = metadata.bytes(origin: origin, reason: command.reason, causation: "\(position)")
        return [
            own,
            event(
                consequence.stream, consequence.type, 1, command, metadata: caused, data: consequence.fields),
        ]
    }

    private func event(
        _ stream: StreamName, _ type: EventType, _ schema: Int, _ command: GeneratedCommand,
        metadata: [UInt8], data: [UInt8]
    ) -> NewEvent {
        position = position.next
        let previous = heads[stream]
        let version = previous?.version.next ?? StreamVersion(1)
        heads[stream] = Head(version: version, position: position)
        return NewEvent(
            stream: stream, version: version, previous: previous?.position ?? .zero, type: type,
            schema: schema, occurredOn: command.occurredOn, data: data, metadata: metadata)
    }

    // MARK: Second thoughts

    /// Events of which no other depends, so that any of them may be voided.
    private static let doubtful: Set<EventType> = [
        "trial.outcome-logged", "trial.feedback-recorded", "trial.deviation-recorded",
        "activity.speech-given", "problem.issue-formulated",
    ]

    /// Sometimes what was just recorded is voided, or recorded anew with another date.
    private func doubts(about event: NewEvent, _ command: GeneratedCommand) -> [NewEvent] {
        guard GeneratedEvents.doubtful.contains(event.type), doubt.below(200) == 0 else { return [] }
        let isCorrected = doubt.percent(50)
        let wrong = position
        var second = command
        second.reason = "Typed in wrongly"
        let metadata = metadata.bytes(origin: nil, reason: second.reason)
        let voided = FieldWriter(
            ["position": Int(wrong.number), "replacedBy": isCorrected ? Int(wrong.number) + 2 : nil],
            form: .event, noise: doubt)
        let void = self.event(
            event.stream, EventType("\(event.stream.kind).voided"), 1, second, metadata: metadata,
            data: voided.bytes)
        guard isCorrected else { return [void] }
        second.occurredOn = .unknown
        return [
            void, self.event(event.stream, event.type, 1, second, metadata: metadata, data: command.fields),
        ]
    }
}
