import Foundation
import SutureDomain
import SutureJSON
import SutureLog
import SutureSQLiteLog
import SutureTestSupport
import Testing
import Varlink

/// An event that this build does not know, in the middle of the log: a newer build recorded it.
@Suite(.serialized, .timeLimit(.minutes(20))) struct ForeignEventTests {
    static let finding =
        "the read models could not follow the log: cannot project device.teleported at position 4 (device/D-0): "
        + "this build knows no event of type device.teleported"

    /// Records three devices, then with a newer build an event and another device.
    static func record(_ daemon: RunningDaemon) async throws {
        try await daemon.client().registerDevices("D-", count: 3)
        #expect(await daemon.terminate() == .status(0))
        let log = try SQLiteEventLog.open(
            path: daemon.stateFile("log.db"),
            newIdentity: LogIdentity(id: "", createdAt: Instant(microseconds: 0)))
        let known = try #require(try log.reader().event(at: Position(1)))
        let events = [("device/D-0", "device.teleported", 2, 1), ("device/D-9", "device.registered", 1, 0)]
            .map { stream, type, version, previous in
                NewEvent(
                    stream: StreamName(recorded: stream), version: StreamVersion(Int64(version)),
                    previous: Position(Int64(previous)), type: EventType(type), schema: 1,
                    occurredOn: known.occurredOn,
                    data: type == "device.registered" ? known.data : Array(#"{"to":"Mars"}"#.utf8),
                    metadata: known.metadata)
            }
        _ = try log.append(events, recordedAt: known.recordedAt)
        try log.close()
    }

    @Test(arguments: [false, true])
    func `an event of a newer build is named to whoever asks, and the log is read on`(
        removesViews: Bool
    ) async throws {
        try await RunningDaemon.run { daemon in
            try await ForeignEventTests.record(daemon)
            if removesViews { try daemon.removeViews() }
            try await daemon.start()
            let client = try await daemon.client()
            let status = try await client.ask("Service.Status")
            #expect(status["readOnly"] == true)
            let reason = try #require(status["readOnlyReason"]?.string)
            #expect(reason.hasPrefix(ForeignEventTests.finding), "\(reason)")
            #expect(reason.contains("suture-replay doctor"))
            #expect(reason.contains("newer"))
            #expect(daemon.process.standardError.contains(ForeignEventTests.finding))

            for (method, parameters): (String, JSONValue) in [
                ("Records.List", ["view": "device"]), ("Records.Get", ["record": "device/D-1"]),
                ("Records.History", ["record": "device/D-1"]), ("Records.Search", ["text": "x"]),
                ("Reports.Programme", [:]), ("Records.List", ["view": "device", "atLeast": 4]),
            ] {
                let error = try await client.error(of: method, parameters)
                #expect(error?.shortName == "Failed", "\(method)")
                #expect(error?["message"]?.string?.contains("device.teleported at position 4") == true)
                #expect(error?["hint"]?.string?.contains("suture-replay doctor") == true)
            }
            let refused = try await client.error(of: "Device.AddNote", ["id": "D-1", "text": "bent"])
            #expect(refused?.name == "org.suture.Device.ReadOnly")
            #expect(refused?["reason"] == .string(reason))

            #expect(try await client.ask("Log.Read", ["start": 1])["events"]?.array?.count == 5)
            let audit = try await client.ask("Reports.Audit", ["list": "all"])
            #expect(audit["entries"]?.array?.count == 5)
            // What came before it, for those who are content with that.
            let before = try await client.ask("Records.List", ["view": "device", "atLeast": 0])
            #expect(before["rows"]?.array?.count == 3)
            #expect(before["position"] == 3)
            let reader = try LogReader.open(path: daemon.stateFile("log.db"))
            defer { try? reader.close() }
            guard case .sound = try LogVerifier(reader: reader).verify() else {
                Issue.record("the log does not verify")
                return
            }
            #expect(await daemon.terminate() == .status(0))
        }
    }
}
