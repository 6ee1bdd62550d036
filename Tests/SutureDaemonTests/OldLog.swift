import Foundation
import SutureDomain
import SutureJSON
import SutureLog
import SutureSQLiteLog
import SutureTestSupport

/// A log as versions wrote it that knew no greatest length of a field.
struct OldLog {
    private static let actor = Array(#"{"actor":{"uid":0,"user":"root","role":"steward"}}"#.utf8)

    private var events: [NewEvent] = []
    private var last: [String: (version: Int64, position: Int64)] = [:]

    mutating func add(
        _ stream: String, _ type: EventType, _ data: JSONValue, on occurredOn: PartialDate = "2022-03-01",
        metadata: [UInt8] = OldLog.actor
    ) {
        let before = last[stream] ?? (0, 0)
        events.append(
            NewEvent(
                stream: StreamName(recorded: stream), version: StreamVersion(before.version + 1),
                previous: Position(before.position), type: type, schema: 1, occurredOn: occurredOn,
                data: data.bytes, metadata: metadata))
        last[stream] = (before.version + 1, Int64(events.count))
    }

    func write(to daemon: RunningDaemon) throws {
        try FileManager.default.createDirectory(
            atPath: daemon.stateDirectory, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        let log = try SQLiteEventLog.open(
            path: daemon.stateFile("log.db"),
            newIdentity: LogIdentity(
                id: UUID().uuidString.lowercased(), createdAt: Instant(microseconds: 1_700_000_000_000_000)))
        for event in events {
            _ = try log.append([event], recordedAt: Instant(microseconds: 1_700_000_001_000_000))
        }
        try log.close()
    }
}
