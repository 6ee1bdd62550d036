import SutureDomain
import SutureJSON
import SutureTestSupport
import Testing
import Varlink

/// Single commands: what is recorded, what is refused, and what the client is told.
@Suite(.serialized, .timeLimit(.minutes(20))) struct RecordingTests {
    static let needle: JSONValue = ["id": "D-1", "name": "Needle", "type": "suture_needle"]

    @Test func `a receipt says what was recorded, where and when`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            let first = try await client.record("Device.Register", RecordingTests.needle)
            let second = try await client.record("Device.AddNote", ["id": "D-1", "text": "bent"])
            #expect(first["position"] == 1)
            #expect(first["stream"] == "device/D-1")
            #expect(first["version"] == 1)
            #expect(first["duplicate"] == false)
            #expect(second["position"] == 2)
            #expect(second["stream"] == "device/D-1")
            #expect(second["version"] == 2)
            let times = [first, second].compactMap { $0["recordedAt"]?.string.flatMap { Instant($0) } }
            #expect(times.count == 2)
            #expect(times == times.sorted())
        }
    }

    @Test func `a refusal names the rule, the field and the record`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await client.record("Device.Register", RecordingTests.needle)
            let again = try await client.error(of: "Device.Register", RecordingTests.needle)
            #expect(again?.name == "org.suture.Device.Refused")
            #expect(again?["rule"] == "already-exists")
            #expect(again?["field"] == "id")
            #expect(again?["record"] == "device/D-1")
            #expect(again?["message"] == "device/D-1 exists already.")

            let nowhere = try await client.error(
                of: "Device.Register", ["id": "D-2", "name": "Knife", "type": "other", "developer": "I-404"])
            #expect(nowhere?.name == "org.suture.Device.Refused")
            #expect(nowhere?["rule"] == "not-found")
            #expect(nowhere?["field"] == "developer")
            #expect(nowhere?["record"] == "institution/I-404")
            #expect(try await client.head() == 1)
        }
    }

    @Test func `a command about a record that does not exist is not found`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            let error = try await client.error(of: "Device.AddNote", ["id": "D-404", "text": "lost"])
            #expect(error?.name == "org.suture.Device.NotFound")
            #expect(error?["record"] == "device/D-404")
            #expect(error?["message"] == "There is no device/D-404.")
        }
    }

    @Test func `a version that is not the expected one is a conflict`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await client.record("Device.Register", RecordingTests.needle, context: ["expectedVersion": 0])
            let error = try await client.error(
                of: "Device.AddNote", ["id": "D-1", "text": "bent", "context": ["expectedVersion": 2]])
            #expect(error?.name == "org.suture.Device.Conflict")
            #expect(error?["record"] == "device/D-1")
            #expect(error?["expected"] == 2)
            #expect(error?["actual"] == 1)
            let receipt = try await client.record(
                "Device.AddNote", ["id": "D-1", "text": "bent"], context: ["expectedVersion": 1])
            #expect(receipt["version"] == 2)
        }
    }

    @Test func `a dry run says what would be recorded and leaves nothing`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            let dry = try await client.record(
                "Person.Register", ["name": "Wu Tao"], context: ["dryRun": true, "commandId": "c-1"])
            #expect(dry["position"] == 0)
            #expect(dry["stream"] == "person/P-0001")
            #expect(dry["version"] == 1)
            #expect(dry["duplicate"] == false)
            #expect(try await client.head() == 0)
            let refused = try await client.error(
                of: "Device.AddNote", ["id": "D-1", "text": "bent", "context": ["dryRun": true]])
            #expect(refused?.shortName == "NotFound")
            // Neither the id of the command nor that of the person was used up, and no key is left.
            #expect(try daemon.keyCount() == 0)
            let receipt = try await client.record(
                "Person.Register", ["name": "Somebody Else"], context: ["commandId": "c-1"])
            #expect(receipt["position"] == 1)
            #expect(receipt["stream"] == "person/P-0001")
            #expect(try daemon.keyCount() == 1)
        }
    }

    @Test func `persons who come without an id are given one`() async throws {
        try await RunningDaemon.run { daemon in
            var client = try await daemon.client()
            func register(_ id: String?) async throws -> JSONValue? {
                var parameters: JSONObject = ["name": "Wu Tao"]
                parameters["id"] = id.map { .string($0) }
                return try await client.record("Person.Register", .object(parameters))["stream"]
            }
            #expect(try await register(nil) == "person/P-0001")
            #expect(try await register(nil) == "person/P-0002")
            #expect(try await register("P-0010") == "person/P-0010")
            #expect(try await register(nil) == "person/P-0011")
            // Ids of other forms do not count.
            #expect(try await register("P-99") == "person/P-99")
            #expect(try await register("Q-0400") == "person/Q-0400")
            // Nor is anything counted on from a number that nobody would reach.
            let greatest = "P-\(Int64.max)"
            #expect(try await register(greatest) == "person/\(greatest)")
            #expect(try await register(nil) == "person/P-0012")
            _ = await daemon.kill()
            try await daemon.start()
            client = try await daemon.client()
            #expect(try await register(nil) == "person/P-0013")
        }
    }

    @Test func `no name is written in plain`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            let name = "Zyxomma Petiolatum"
            try await client.record("Person.Register", ["name": .string(name), "localName": "吴韬"])
            let got = try await client.ask("Records.Get", ["record": "person/P-0001"])
            #expect(got["record"]?["name"] == .string(name))
            _ = try await client.ask(
                "Records.List", ["view": "person", "orderBy": "name", "knownAt": "1"])
            for file in try daemon.filesOfState() {
                #expect(!file.bytes.contains(name), "\(file.name)")
                #expect(!file.bytes.contains("吴韬"), "\(file.name)")
            }
            #expect(await daemon.terminate() == .status(0))
            for file in try daemon.filesOfState() { #expect(!file.bytes.contains(name), "\(file.name)") }
            #expect(!daemon.standardError.contains(name))
        }
    }

    @Test(arguments: [
        ("2022", "2022"), ("2022-03", "2022-03"), ("2022-03-14", "2022-03-14"),
        ("2020..2022-11-07", "2020..2022-11-07"), ("..2022-11-07", "..2022-11-07"), ("unknown", "unknown"),
    ])
    func `a date may be as vague as what is known`(written: String, stored: String) async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await client.record(
                "Device.Register", RecordingTests.needle, context: ["occurredOn": .string(written)])
            let events = try await client.ask("Log.Read", ["start": 1])["events"]?.array
            #expect(events?.first?["occurredOn"] == .string(stored))
        }
    }

    @Test func `what has not come yet cannot have happened, and what ends before it begins cannot either`()
        async throws
    {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            for (date, rule) in [
                ("9999-12-31", "occurred-in-future"), ("2022-05..2022-03", "interval-reversed"),
            ] {
                var parameters = try #require(RecordingTests.needle.object)
                parameters["context"] = ["occurredOn": .string(date)]
                let error = try await client.error(of: "Device.Register", .object(parameters))
                #expect(error?.name == "org.suture.Device.Refused")
                #expect(error?["rule"] == .string(rule))
                #expect(error?["field"] == "context.occurredOn")
            }
        }
    }

    @Test func `a source that is named as a record has to be there`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            var parameters = try #require(RecordingTests.needle.object)
            parameters["context"] = ["sources": ["a newspaper", "source/S-404"]]
            let error = try await client.error(of: "Device.Register", .object(parameters))
            #expect(error?["rule"] == "not-found")
            #expect(error?["field"] == "context.sources")
            try await client.record(
                "Device.Register", RecordingTests.needle, context: ["sources": ["a newspaper"]])
            let events = try await client.ask("Log.Read", ["start": 1])["events"]?.array
            #expect(events?.first?["metadata"]?["sources"] == ["a newspaper"])
        }
    }

    @Test func `who asked is stamped into the event by the daemon`() async throws {
        try await RunningDaemon.run("access.delegates=uid:0") { daemon in
            let client = try await daemon.client()
            try await client.record("Person.Register", ["name": "Wu Tao"])
            try await client.record(
                "Device.Register", RecordingTests.needle,
                context: [
                    "onBehalfOf": "person/P-0001", "reason": "a loan", "correlation": "shelf 4",
                    "commandId": "c-1",
                ])
            let event = try await client.ask("Log.Read", ["start": 2])["events"]?.array?.first
            let metadata = try #require(event?["metadata"])
            let actor = try #require(metadata["actor"])
            #expect(actor["uid"] == .integer(Int64(ownUserID)))
            #expect(actor["role"] == "steward")
            #expect(actor["onBehalfOf"] == "person/P-0001")
            #expect(metadata["command"]?["id"] == "c-1")
            #expect(metadata["correlation"] == "shelf 4")
            #expect(metadata["reason"] == "a loan")

            var parameters = try #require(RecordingTests.needle.object)
            parameters["id"] = "D-2"
            parameters["context"] = ["onBehalfOf": "person/P-0404"]
            let error = try await client.error(of: "Device.Register", .object(parameters))
            #expect(error?["rule"] == "not-found")
            #expect(error?["field"] == "context.onBehalfOf")
        }
    }
}
