import Foundation
import SutureDomain
package import SutureLog

/// Writes a generated programme straight into a log, as the daemon would have recorded it.
///
/// Names are sealed under keys that nobody keeps: the programme reads as one whose persons have all been erased, and its
/// hash depends on nothing but seed and number.
package struct LogWriter: Sendable {
    /// The events of one transaction.
    package static let batchEventCount = 10_000

    private let log: any EventLog
    private let source: GeneratedEvents

    package init(log: any EventLog, seed: UInt64, eventCount: Int) {
        self.log = log
        source = GeneratedEvents(seed: seed, eventCount: eventCount, behind: log.head.position)
    }

    /// What a log of that seed is.
    package static func identity(seed: UInt64) -> LogIdentity {
        var random = SeededRandom(seed: seed)
        let digits = String(random.next(), radix: 16) + String(random.next(), radix: 16)
        let padded = Array(String(repeating: "0", count: 32 - digits.count) + digits)
        let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(padded[$0]) }
        return LogIdentity(id: groups.joined(separator: "-"), createdAt: instant(of: Day(number: 16_436)))
    }

    /// Makes a state directory with a log of so many events.
    /// - Returns: the head of the log.
    static func generate(
        _ eventCount: Int, seed: UInt64, into directory: StateDirectory
    ) async throws -> LogHead {
        try FileManager.default.createDirectory(
            atPath: directory.path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let log = try SQLiteEventLog.open(path: directory.log, newIdentity: identity(seed: seed))
        try await LogWriter(log: log, seed: seed, eventCount: eventCount).write(eventCount) { _ in
            try? log.checkpointIfNeeded()
        }
        let head = log.head
        try log.close()
        return head
    }

    /// The next events are made while those before them are written.
    /// - Parameter progress: is told after each transaction how many events it had.
    package func write(_ eventCount: Int, progress: (Int) -> Void = { _ in }) async throws {
        var rest = eventCount
        var batch = await source.next(min(rest, LogWriter.batchEventCount))
        while rest > 0 {
            rest -= batch.events.count
            async let following = source.next(min(rest, LogWriter.batchEventCount))
            _ = try log.append(batch.events, recordedAt: LogWriter.instant(of: batch.day))
            progress(batch.events.count)
            batch = await following
        }
    }

    private static func instant(of day: Day) -> Instant {
        Instant(microseconds: Int64(day.number) * 86_400_000_000 + 43_200_000_000)
    }
}

extension LogWriter {
    /// What a command records.
    static func eventType(of command: GeneratedCommand) -> (type: EventType, schema: Int) {
        eventTypes[command.name] ?? (EventType(command.name), 1)
    }

    private static let eventTypes: [String: (type: EventType, schema: Int)] = {
        let commands = Catalogue.kinds.flatMap { Catalogue.commands(of: $0) }
        return Dictionary(
            uniqueKeysWithValues: commands.compactMap { command in
                (command as? any Event.Type).map { (command.fullName, ($0.type, $0.schema)) }
            })
    }()
}

/// Makes the events of a programme, in batches, beside whoever writes them.
private actor GeneratedEvents {
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
        var voided = FieldWriter(form: .event, noise: doubt)
        voided.integer("position", Int(wrong.number))
        if isCorrected { voided.integer("replacedBy", Int(wrong.number) + 2) }
        let void = self.event(
            event.stream, EventType("\(event.stream.kind).voided"), 1, second, metadata: metadata,
            data: voided.finish())
        guard isCorrected else { return [void] }
        second.occurredOn = .unknown
        return [
            void, self.event(event.stream, event.type, 1, second, metadata: metadata, data: command.fields),
        ]
    }
}
