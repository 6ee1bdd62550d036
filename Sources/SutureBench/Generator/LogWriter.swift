import SutureDomain
package import SutureLog

/// Writes a generated programme straight into a log, as the daemon would have recorded it.
///
/// Names are sealed under keys that nobody keeps: the programme reads as one whose persons have all been erased, and its
/// hash depends on nothing but seed and number. Commands had no ids.
package struct LogWriter {
    /// The events of one transaction.
    package static let batchEventCount = 10_000

    private struct Head {
        var version: StreamVersion
        var position: Position
    }

    private let log: any EventLog
    private var generator: ProgrammeGenerator
    private var heads: [StreamName: Head] = [:]
    private let metadata: [UInt8]

    package init(log: any EventLog, seed: UInt64, eventCount: Int) {
        self.log = log
        generator = ProgrammeGenerator(seed: seed, expectedCount: eventCount, prefix: "", form: .event)
        metadata = EventCodec.metadata(
            EventMetadata(actor: EventMetadata.Actor(uid: 0, user: "suture-bench", role: .steward)))
    }

    /// What a log of that seed is.
    package static func identity(seed: UInt64) -> LogIdentity {
        var random = SeededRandom(seed: seed)
        let digits = String(random.next(), radix: 16) + String(random.next(), radix: 16)
        let padded = Array(String(repeating: "0", count: 32 - digits.count) + digits)
        let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(padded[$0]) }
        return LogIdentity(id: groups.joined(separator: "-"), createdAt: instant(of: Day(number: 16_436)))
    }

    /// - Parameter progress: is told after each transaction how many events it had.
    package mutating func write(_ eventCount: Int, progress: (Int) -> Void = { _ in }) throws {
        var rest = eventCount
        while rest > 0 {
            let count = min(rest, LogWriter.batchEventCount)
            let first = log.head.position.number
            var events: [NewEvent] = []
            events.reserveCapacity(count)
            for offset in 1...count {
                events.append(event(generator.next(), at: Position(first + Int64(offset))))
            }
            _ = try log.append(events, recordedAt: LogWriter.instant(of: generator.today))
            progress(count)
            rest -= count
        }
    }

    private mutating func event(_ command: GeneratedCommand, at position: Position) -> NewEvent {
        let previous = heads[command.stream]
        let version = previous?.version.next ?? StreamVersion(1)
        heads[command.stream] = Head(version: version, position: position)
        let event = LogWriter.events[command.name]
        return NewEvent(
            stream: command.stream, version: version, previous: previous?.position ?? .zero,
            type: event?.type ?? EventType(command.name), schema: event?.schema ?? 1,
            occurredOn: command.occurredOn, data: command.fields, metadata: metadata)
    }

    private static func instant(of day: Day) -> Instant {
        Instant(microseconds: Int64(day.number) * 86_400_000_000 + 43_200_000_000)
    }

    /// What each command records, by its name.
    private static let events: [String: any Event.Type] = {
        let commands = Catalogue.kinds.flatMap { Catalogue.commands(of: $0) }
        return Dictionary(
            uniqueKeysWithValues: commands.compactMap { command in
                (command as? any Event.Type).map { (command.fullName, $0) }
            })
    }()
}
