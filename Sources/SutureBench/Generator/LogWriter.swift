import Foundation
import SutureDomain
package import SutureLog
import SutureSQLiteLog

/// Writes a generated programme straight into a log, as the daemon would have recorded it.
///
/// Names are sealed under keys that nobody keeps: the programme reads as one whose keys were lost, and its
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
