import Foundation
import SutureCodec
import SutureDomain
import SutureJSON
import SutureLog
import SutureSQLiteLog
import SutureTestSupport
import Testing
import Varlink

/// An event that was voided counts nowhere, and stays to be seen.
@Suite(.timeLimit(.minutes(20))) struct VoidTests {
    static let because: JSONValue = ["reason": "typed in twice"]

    /// A clinician on a project (position 6) and selected as an instructor (7), who instructs a student (9).
    static func runWithInstructor(_ body: (RunningDaemon, VarlinkClient) async throws -> Void) async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            let steps: [(String, JSONValue)] = [
                ("Institution.Register", ["id": "I-1", "name": "Renji Hospital", "type": "hospital"]),
                ("Person.Register", ["id": "P-1", "name": "Wu Tao"]),
                ("Person.Register", ["id": "P-2", "name": "Li Wei"]),
                ("Unit.Initiate", ["id": "U-1", "name": "Institute", "type": "research_institute"]),
                (
                    "Project.Create",
                    ["id": "PR-1", "title": "Needles", "units": ["U-1"], "cooperative": true]
                ),
                ("Project.Join", ["id": "PR-1", "person": "P-1", "role": "clinician"]),
                (
                    "Instructor.Select",
                    ["id": "J-1", "person": "P-1", "school": "U-1", "project": "PR-1"]
                ),
                ("Student.Enrol", ["id": "S-1", "person": "P-2", "level": "master", "home": "I-1"]),
                (
                    "Student.AssignInstructor",
                    ["id": "S-1", "instructor": "P-1", "type": "joint_training"]
                ),
            ]
            for (method, parameters) in steps {
                try await client.record(method, parameters, context: ["occurredOn": "2022-03-01"])
            }
            try await body(daemon, client)
        }
    }

    static func positions(_ error: VarlinkError?) -> [JSONValue] {
        error?["details"]?["events"]?.array?.compactMap { $0["position"] } ?? []
    }

    @Test func `what later events depend on is not voided, and they are named`() async throws {
        try await VoidTests.runWithInstructor { daemon, client in
            func refusal(_ position: Int64) async throws -> VarlinkError? {
                try await client.error(
                    of: "Log.Void", ["position": .integer(position), "context": VoidTests.because])
            }
            let joined = try await refusal(6)
            #expect(joined?.name == "org.suture.Log.Refused")
            #expect(joined?["rule"] == "later-events-depend")
            #expect(
                joined?["message"]
                    == "Later events depend on it: 7 (instructor.selected of instructor/J-1).")
            #expect(
                joined?["details"] == [
                    "events": [
                        ["position": 7, "stream": "instructor/J-1", "type": "instructor.selected"]
                    ]
                ])
            // Found through the person: the student's event does not name the appointment.
            #expect(VoidTests.positions(try await refusal(7)) == [9])
            #expect(VoidTests.positions(try await refusal(2)) == [6, 7, 9])
            #expect(VoidTests.positions(try await refusal(8)) == [9])
            for position in [9, 7, 6] as [Int64] {
                try await client.record(
                    "Log.Void", ["position": .integer(position)], context: VoidTests.because)
            }
            let team = try await client.ask("Records.List", ["view": "project-member"])
            #expect(team["rows"] == [])
            let later = try await client.error(
                of: "Instructor.Select",
                ["id": "J-2", "person": "P-1", "school": "U-1", "project": "PR-1"])
            #expect(later?["rule"] == "instructor-not-project-doctor")
            // And so it is after a start that knows nothing but the log.
            #expect(await daemon.terminate() == .status(0))
            try daemon.removeViews()
            try await daemon.start()
            let again = try await daemon.client()
            let error = try await again.error(
                of: "Instructor.Select",
                ["id": "J-2", "person": "P-1", "school": "U-1", "project": "PR-1"])
            #expect(error?["rule"] == "instructor-not-project-doctor")
        }
    }

    @Test func `a record whose creation was voided is not there, and may be made again`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            let needle: JSONValue = ["id": "D-1", "name": "Needle", "type": "suture_needle"]
            try await client.record("Device.Register", needle)
            try await client.record("Device.Void", ["id": "D-1", "position": 1], context: VoidTests.because)
            let note: JSONValue = ["id": "D-1", "text": "bent"]
            #expect(try await client.error(of: "Device.AddNote", note)?.shortName == "NotFound")
            #expect(
                try await client.error(of: "Records.Get", ["record": "device/D-1"])?.shortName == "NotFound")
            let plan: JSONValue = ["id": "T-1", "title": "T", "devices": ["D-1"], "regime": "none"]
            #expect(try await client.error(of: "Trial.Plan", plan)?["rule"] == "not-found")
            let again = try await client.record(
                "Device.Register", needle, context: ["expectedVersion": 2])
            #expect(again["version"] == 3)
            try await client.record("Device.AddNote", note)
            try await client.record("Trial.Plan", plan)
            #expect(
                try await client.ask("Records.Get", ["record": "device/D-1"])["record"]?["name"] == "Needle")
        }
    }

    @Test func `what cannot be voided is refused with its rule`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await client.record("Device.Register", ["id": "D-1", "name": "Needle", "type": "other"])
            try await client.record("Device.Register", ["id": "D-2", "name": "Knife", "type": "other"])
            try await client.record("Device.AddNote", ["id": "D-1", "text": "bent"])
            try await client.record("Device.Void", ["id": "D-1", "position": 3], context: VoidTests.because)
            try await client.record("Device.Lock", ["id": "D-2"])
            func rule(_ position: Int64, _ context: JSONValue = VoidTests.because) async throws -> JSONValue?
            {
                try await client.error(
                    of: "Log.Void", ["position": .integer(position), "context": context])?[
                        "rule"]
            }
            #expect(try await rule(1, [:]) == "reason-required")
            #expect(try await rule(3) == "already-voided")
            #expect(try await rule(4) == "not-voidable")
            #expect(try await rule(99) == "not-found")
            #expect(try await rule(2) == "record-locked")
            let stranger = try await client.error(
                of: "Device.Void", ["id": "D-1", "position": 2, "context": VoidTests.because])
            #expect(stranger?["rule"] == "not-found")
            #expect(stranger?["message"] == "device/D-1 has no event at position 2.")
            try await client.record("Device.Unlock", ["id": "D-2"], context: ["reason": "a mistake"])
            #expect(try await rule(5) == "not-voidable")
            #expect(try await client.head() == 6)
            for (parameters, name) in [
                (["position": 0], "position"), (["position": "1"], "position"),
                (["position": 1, "colour": "red"], "colour"),
            ] as [(JSONValue, JSONValue)] {
                let error = try await client.error(of: "Log.Void", parameters)
                #expect(error?["parameter"] == name)
            }
        }
    }

    @Test func `a void is repeated, tried and expected as any command is`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await client.record("Device.Register", ["id": "D-1", "name": "Needle", "type": "other"])
            try await client.record("Device.AddNote", ["id": "D-1", "text": "bent"])
            let void: JSONValue = ["position": 2]
            let dry = try await client.record(
                "Log.Void", void, context: ["reason": "a slip", "dryRun": true])
            #expect(dry["position"] == 0)
            #expect(dry["version"] == 3)
            let conflict = try await client.error(
                of: "Log.Void",
                ["position": 2, "context": ["reason": "a slip", "expectedVersion": 1]])
            #expect(conflict?.shortName == "Conflict")
            let context: JSONValue = ["reason": "a slip", "commandId": "c-1", "expectedVersion": 2]
            let first = try await client.record("Log.Void", void, context: context)
            #expect(first["position"] == 3)
            let again = try await client.record("Log.Void", void, context: context)
            #expect(again["duplicate"] == true)
            #expect(again["position"] == 3)
            // It is the same command by whichever method.
            let byKind = try await client.record(
                "Device.Void", ["id": "D-1", "position": 2], context: context)
            #expect(byKind["duplicate"] == true)
            let other = try await client.error(of: "Log.Void", ["position": 1, "context": context])
            #expect(other?.shortName == "CommandReused")
        }
    }

    @Test func `a batch sees what its voids have made of the records`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await client.record("Device.Register", ["id": "D-1", "name": "Needle", "type": "other"])
            let register: JSONValue = ["name": "Knife", "type": "other"]
            let batch: JSONValue = [
                "commands": [
                    ["command": "device.void", "id": "D-1", "fields": ["position": 1]],
                    ["command": "device.register", "id": "D-1", "fields": register],
                    [
                        "command": "device.release-version", "id": "D-1",
                        "fields": ["version": "2", "changes": "x"],
                    ],
                    ["command": "device.void", "id": "D-1", "fields": ["position": 4]],
                ], "context": ["reason": "the wrong device", "commandId": "b-1"],
            ]
            let receipts = try await client.ask("Log.RecordAll", batch)["receipts"]?.array
            #expect(receipts?.map { $0["position"] } == [2, 3, 4, 5])
            let again = try await client.ask("Log.RecordAll", batch)["receipts"]?.array
            #expect(again?.map { $0["duplicate"] } == [true, true, true, true])
            let device = try await client.ask("Records.Get", ["record": "device/D-1"])["record"]
            #expect(device?["name"] == "Knife")
            #expect(device?["versions"] == [])
            let refused = try await client.error(
                of: "Log.RecordAll",
                [
                    "commands": [
                        ["command": "device.void", "id": "D-1", "fields": ["position": 3]],
                        ["command": "device.add-note", "id": "D-1", "fields": ["text": "x"]],
                    ], "context": ["reason": "the wrong device"],
                ])
            #expect(refused?["refusals"]?.array?.map { $0["index"] } == [1])
        }
    }

    @Test func `history and log show what was voided, and by what; before it, it counts`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await client.record("Device.Register", ["id": "D-1", "name": "Needle", "type": "other"])
            try await client.record("Device.ReleaseVersion", ["id": "D-1", "version": "2", "changes": "x"])
            try await client.record("Log.Void", ["position": 2], context: VoidTests.because)
            func voided(_ method: String, _ parameters: JSONValue) async throws -> [JSONValue?] {
                try await client.ask(method, parameters)["events"]?.array?.map { $0["voidedBy"] } ?? []
            }
            #expect(try await voided("Log.Read", ["start": 1]) == [nil, 3, nil])
            #expect(try await voided("Records.History", ["record": "device/D-1"]) == [nil, 3, nil])
            #expect(
                try await voided("Records.History", ["record": "device/D-1", "knownAt": "2"]) == [nil, nil])
            let now = try await client.ask("Records.Get", ["record": "device/D-1"])["record"]
            #expect(now?["versions"] == [])
            #expect(now?["voids"]?.array?.map { $0["voided"] } == [2])
            let before = try await client.ask("Records.Get", ["record": "device/D-1", "knownAt": "2"])
            #expect(before["record"]?["versions"]?.array?.count == 1)
        }
    }
}
