import Foundation
import GRDB
import SutureDomain
import SutureLog
import SutureSQLiteLog

@testable import SutureReplay

/// A state directory with a small log, and the read models that follow it.
final class SmallProgramme {
    static let identity = LogIdentity(
        id: "6f1c2d3e-4b5a-4678-9abc-def012345678", createdAt: Instant(microseconds: 1_700_000_000_000_000))

    let path: String
    let head: LogHead
    var directory: StateDirectory { StateDirectory(path: path) }

    init() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "suture-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.path
        let log = try SQLiteEventLog.open(
            path: StateDirectory(path: path).log, newIdentity: SmallProgramme.identity)
        _ = try log.append(SmallProgramme.events, recordedAt: Instant(microseconds: 1_700_000_001_000_000))
        head = log.head
        try log.close()
        try ViewsRebuild.run(LogReader.open(path: directory.log), upTo: head.position, into: directory.views)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String) -> String { "\(path)/\(name)" }

    /// Changes the log or the read models behind Suture's back.
    func tamper(_ file: String, _ sql: String) throws {
        try DatabaseQueue(path: file).write { try $0.execute(sql: sql) }
    }

    private static let events = [
        event(
            "institution/USST", 1, 0, "institution.registered", "unknown",
            #"{"name":"USST","type":"university"}"#),
        event(
            "device/D-1", 1, 0, "device.registered", "2022",
            #"{"name":"Ultrasonic knife","type":"ultrasonic_knife","stage":"investigational","members":[]}"#),
        event(
            "trial/T-001", 1, 0, "trial.planned", "2022-03",
            #"{"title":"First in human","devices":["D-1"],"regime":"none"}"#),
        event("person/P-0001", 1, 0, "person.registered", "unknown", #"{"name":{"sealed":"c2VhbGVk"}}"#),
        event("trial/T-001", 2, 3, "trial.note-added", "2022-11-07", #"{"text":"a \"note\""}"#),
        event("trial/T-001", 3, 5, "trial.terminated", "2022-11-08", #"{"ground":"no subjects"}"#),
    ]

    private static func event(
        _ stream: String, _ version: Int64, _ previous: Int64, _ type: EventType, _ occurredOn: PartialDate,
        _ data: String
    ) -> NewEvent {
        NewEvent(
            stream: StreamName(recorded: stream), version: StreamVersion(version),
            previous: Position(previous),
            type: type, schema: 1, occurredOn: occurredOn, data: Array(data.utf8),
            metadata: Array(#"{"actor":{"uid":1000,"role":"recorder"}}"#.utf8))
    }
}
