import Foundation
import SutureCodec
import SutureDomain
import SutureJSON
import SutureLog
import SutureSQLiteLog
import SutureTestSupport
import Testing
import Varlink

extension VoidTests {
    /// One that is caused by another names its position.
    private static func event(
        _ type: EventType, _ stream: String, version: Int64, previous: Int64, _ data: String,
        causedBy cause: Int64? = nil
    ) -> NewEvent {
        let metadata = EventMetadata(
            actor: .init(uid: 0, role: .steward), causation: cause.map { "\($0)" })
        return NewEvent(
            stream: StreamName(recorded: stream), version: StreamVersion(version),
            previous: Position(previous), type: type, schema: 1, occurredOn: "2022-01-01",
            data: Array(data.utf8), metadata: EventCodec.metadata(metadata))
    }

    @Test func `what follows from an event is voided with it, and not by itself`() async throws {
        try await RunningDaemon.prepare { daemon in
            try FileManager.default.createDirectory(
                atPath: daemon.stateDirectory, withIntermediateDirectories: false)
            let log = try SQLiteEventLog.open(
                path: daemon.stateFile("log.db"),
                newIdentity: LogIdentity(id: "log", createdAt: Instant(microseconds: 1)))
            let device = #"{"name":"Needle","type":"other","members":[]}"#
            let version = #"{"version":"2","changes":"x"}"#
            _ = try log.append(
                [
                    VoidTests.event("device.registered", "device/D-1", version: 1, previous: 0, device),
                    VoidTests.event("device.registered", "device/D-2", version: 1, previous: 0, device),
                    VoidTests.event(
                        "device.version-released", "device/D-1", version: 2, previous: 1, version),
                    VoidTests.event(
                        "device.version-released", "device/D-2", version: 2, previous: 2, version, causedBy: 3
                    ),
                ], recordedAt: Instant(microseconds: 1_700_000_000_000_000))
            try log.close()
            try await daemon.start()
            let client = try await daemon.client()
            let alone = try await client.error(
                of: "Log.Void", ["position": 4, "context": VoidTests.because])
            #expect(alone?["rule"] == "not-voidable")
            #expect(
                alone?["message"]
                    == "4 (device.version-released of device/D-2) follows from 3 (device.version-released of device/D-1): void that one."
            )
            let correction = try await client.error(
                of: "Log.Correct",
                [
                    "position": 3, "fields": ["version": "3", "changes": "y"], "context": VoidTests.because,
                ])
            #expect(correction?["rule"] == "not-voidable")
            try await client.record("Device.Lock", ["id": "D-2"])
            let locked = try await client.error(
                of: "Log.Void", ["position": 3, "context": VoidTests.because])
            #expect(locked?["rule"] == "record-locked")
            #expect(locked?["record"] == "device/D-2")
            try await client.record("Device.Unlock", ["id": "D-2"], context: ["reason": "a mistake"])
            let void = try await client.record(
                "Log.Void", ["position": 3], context: ["reason": "never released", "commandId": "c-1"])
            #expect(void["position"] == 7)
            let again = try await client.record(
                "Log.Void", ["position": 3], context: ["reason": "never released", "commandId": "c-1"])
            #expect(again["duplicate"] == true)
            let events = try await client.ask("Log.Read", ["start": 7])["events"]?.array
            #expect(events?.map { $0["type"] } == ["device.voided", "device.voided"])
            #expect(events?.map { $0["data"]?["position"] } == [3, 4])
            #expect(events?.map { $0["metadata"]?["causation"] } == [nil, "7"])
            let versions = try await client.ask("Records.List", ["view": "device-version"])
            #expect(versions["rows"] == [])
        }
    }
}
