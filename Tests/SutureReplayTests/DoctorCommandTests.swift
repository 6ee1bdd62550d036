import Foundation
import SutureDomain
import SutureJSON
import SutureLog
import SutureSQLiteLog
import SutureTestSupport
import Testing

@Suite struct DoctorCommandTests {
    let programme: SmallProgramme

    init() throws { programme = try SmallProgramme() }

    /// Puts events at the end of the log that no command of this build leads to.
    private func add(_ events: NewEvent...) throws {
        let log = try SQLiteEventLog.open(
            path: programme.directory.log, newIdentity: SmallProgramme.identity)
        _ = try log.append(events, recordedAt: log.head.recordedAt)
        try log.close()
    }

    private func event(
        _ stream: String, _ type: EventType, _ data: String, version: Int64 = 1, after previous: Int64 = 0,
        schema: Int = 1, metadata: String = #"{"actor":{"uid":1000,"role":"recorder"}}"#
    ) -> NewEvent {
        NewEvent(
            stream: StreamName(recorded: stream), version: StreamVersion(version),
            previous: Position(previous), type: type, schema: schema, occurredOn: "2022-11-08",
            data: Array(data.utf8), metadata: Array(metadata.utf8))
    }

    @Test func `a log of this build is understood`() async throws {
        let outcome = try await Replay.run("doctor", programme.path)
        #expect(
            outcome.output == """
                log     6f1c2d3e-4b5a-4678-9abc-def012345678, made 2023-11-14T22:13:20.000000Z
                head    6:\(programme.head.hash.hexadecimal)
                events  6
                views.db  knows position 6:\(programme.head.hash.hexadecimal), which the log has

                  1  device.registered
                  1  institution.registered
                  1  person.registered
                  1  trial.note-added
                  1  trial.planned
                  1  trial.terminated

                everything is understood

                """)
        #expect(outcome.exit == .status(0))
    }

    @Test func `whatever this build does not understand is named, and the rest is looked at all the same`()
        async throws
    {
        try add(
            event("satellite/S-1", "satellite.launched", "{}"),
            event("device/D-1", "device.abducted", #"{"by":"aliens"}"#, version: 2, after: 2),
            event("device/D-2", "device.registered", #"{"name":"Needle"}"#, schema: 2),
            event("trial/T-002", "trial.planned", #"{"title":7}"#),
            event("institution/RENJI", "institution.registered", #"{"type":"hospital","name":"Renji"}"#),
            event(
                "institution/RUIJIN", "institution.registered", #"{"name":"Ruijin","type":"hospital"}"#,
                metadata: "{}"),
            event("person/P-0002", "person.registered", #"{"name":"in plain"}"#),
            event("institution/USST", "device.note-added", #"{"text":"elsewhere"}"#, version: 2, after: 1))
        let outcome = try await Replay.run("doctor", programme.directory.log)
        #expect(outcome.exit == .status(1))
        let head = try LogReader.open(path: programme.directory.log).head()
        #expect(
            outcome.output == """
                log     6f1c2d3e-4b5a-4678-9abc-def012345678, made 2023-11-14T22:13:20.000000Z
                head    14:\(head.hash.hexadecimal)
                events  14
                views.db  knows position 6:\(programme.head.hash.hexadecimal), which the log has

                unknown-kind: 1 (there is no such kind of record)
                  7  satellite.launched of satellite/S-1: this build knows no records of kind satellite
                unknown-type: 2 (there is no such type of event)
                  8  device.abducted of device/D-1: this build knows no event of type device.abducted
                  14  device.note-added of institution/USST: no institution has events of type device.note-added
                unknown-schema: 1 (the fields have a shape of another version)
                  9  device.registered of device/D-2: this build knows device.registered up to schema 1, not 2
                unreadable-data: 2 (the fields do not have the shape of the type)
                  10  trial.planned of trial/T-002: title: expected a string
                  13  person.registered of person/P-0002: name: personal data is not sealed
                unreadable-metadata: 1 (who asked, and why, cannot be read)
                  12  institution.registered of institution/RUIJIN: actor: it is missing
                written-otherwise: 1 (this build would write the same event in other bytes)
                  11  institution.registered of institution/RENJI: {"name":"Renji","type":"hospital"}
                not asked about by any rule, since something before is not understood: 1

                  1  device.abducted
                  1  device.note-added
                  1  device.registered
                  1  device.registered (schema 2)
                  3  institution.registered
                  2  person.registered
                  1  satellite.launched
                  1  trial.note-added
                  2  trial.planned
                  1  trial.terminated

                NOT everything is understood

                """)
    }

    @Test func `what today's rules would refuse is told, and is no finding`() async throws {
        try add(
            event("trial/T-001", "trial.suspended", #"{"ground":"after the end"}"#, version: 4, after: 6),
            event("trial/T-003", "trial.planned", #"{"title":"X","devices":["D-404"],"regime":"none"}"#),
            event(
                "person/P-0001", "person.erased", #"{"legalGround":"GDPR","decidedBy":"DPO"}"#, version: 2,
                after: 4),
            event("person/P-0001", "person.note-added", #"{"text":"after all"}"#, version: 3, after: 9),
            event(
                "device/D-2", "device.registered", #"{"name":"Needle","type":"suture_needle","members":[]}"#))
        let outcome = try await Replay.run("doctor", programme.path, "--json")
        #expect(outcome.exit == .status(0))
        let diagnosis = try JSONValue(parsing: outcome.output)
        #expect(diagnosis["isUnderstood"] == true)
        #expect(diagnosis["findings"] == [])
        #expect(diagnosis["position"] == 11)
        let refused = diagnosis["refusedToday"]?.array ?? []
        #expect(refused.map { $0["rule"] } == ["illegal-transition", "not-found", "person-erased"])
        #expect(refused.map { $0["count"] } == [1, 1, 1])
        #expect(refused.last?["examples"]?.array?.first?["position"] == 10)
        #expect(diagnosis["events"]?.array?.first == ["type": "device.registered", "schema": 1, "count": 2])
    }

    @Test func `of many events ten are named`() async throws {
        var previous: Int64 = 2
        for number in 0..<12 {
            try add(event("device/D-1", "device.abducted", "{}", version: Int64(number + 2), after: previous))
            previous = Int64(7 + number)
        }
        let outcome = try await Replay.run("doctor", programme.path)
        #expect(outcome.exit == .status(1))
        #expect(outcome.outputLines.contains("unknown-type: 12 (there is no such type of event)"))
        #expect(outcome.outputLines.contains("  … and 2 more"))
        #expect(outcome.outputLines.count { $0.hasSuffix("no event of type device.abducted") } == 10)
    }

    @Test func `what the files beside the log know of it, and the log does not have, is told`() async throws {
        try programme.tamper(
            programme.directory.views,
            "UPDATE checkpoint SET position = 9, hash = x'\(String(repeating: "ab", count: 32))'")
        let outcome = try await Replay.run("doctor", programme.path)
        #expect(outcome.exit == .status(1))
        #expect(
            outcome.output.contains(
                "views.db  knows position 9:\(String(repeating: "ab", count: 32)), which the log does not have"
            ),
            "\(outcome.output)")
        #expect(outcome.output.contains("the log does NOT have all that the files beside it know of"))
        try programme.tamper(programme.directory.views, "UPDATE checkpoint SET log_id = 'other'")
        let other = try await Replay.run("doctor", programme.directory.log, "--json")
        #expect(other.exit == .status(1))
        let companion = try JSONValue(parsing: other.output)["companions"]?.array?.first
        #expect(companion?["file"] == "views.db")
        #expect(companion?["log"] == "other")
        #expect(companion?["position"] == 9)
        #expect(companion?["isInOrder"] == false)
    }

    @Test func `a position that is damaged is at the end of a hole, however large`() async throws {
        try programme.tamper(
            programme.directory.log,
            """
            DROP TRIGGER event_is_never_updated; DROP TRIGGER event_is_never_deleted;
            UPDATE event SET position = 9223372036854775807 WHERE position = 6
            """)
        let outcome = try await Replay.run("doctor", programme.path)
        #expect(outcome.exit == .status(1))
        #expect(
            outcome.output.contains("6  it is missing; the log must go on to position 9223372036854775807"),
            "\(outcome.output)")
    }

    @Test func `events that are missing, or have no date, are named, and the others looked at`() async throws
    {
        try programme.tamper(
            programme.directory.log,
            """
            DROP TRIGGER event_is_never_updated; DROP TRIGGER event_is_never_deleted;
            UPDATE event SET occurred_on = '2026-11-32' WHERE position = 2;
            DELETE FROM event WHERE position IN (4, 5)
            """)
        let outcome = try await Replay.run("doctor", programme.path)
        #expect(outcome.exit == .status(1))
        #expect(
            outcome.output.contains(
                """
                damaged: 2 (not as it was written: see suture-replay verify)
                  2  occurred_on is no date: "2026-11-32"
                  4  it is missing; the log must go on to position 6
                """), "\(outcome.output)")
        #expect(outcome.output.contains("1  trial.terminated"))
        #expect(outcome.output.contains("NOT everything is understood"))
        let json = try await Replay.run("doctor", programme.path, "--json")
        let damage = try JSONValue(parsing: json.output)["damage"]
        #expect(damage?["count"] == 2)
        #expect(damage?["examples"]?.array?.first?["position"] == 2)
    }

    @Test func `the mark of keys.db is told`() async throws {
        let keyring = try Keyring.open(
            keysPath: programme.directory.keys, logID: SmallProgramme.identity.id,
            masterKey: .file(path: programme.directory.masterKey))
        try keyring.store.note(.log, through: programme.head)
        try keyring.close()
        let before = try Data(contentsOf: URL(fileURLWithPath: programme.directory.keys))
        let outcome = try await Replay.run("doctor", programme.path)
        #expect(outcome.exit == .status(0))
        #expect(
            outcome.outputLines.contains(
                "keys.db   knows position 6:\(programme.head.hash.hexadecimal), which the log has"),
            "\(outcome.output)")
        #expect(try Data(contentsOf: URL(fileURLWithPath: programme.directory.keys)) == before)
    }

    @Test func `a copy that cannot be written is looked at`() async throws {
        let copy = programme.file("copy.db")
        try FileManager.default.copyItem(atPath: programme.directory.log, toPath: copy)
        try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: copy)
        let before = try Data(contentsOf: URL(fileURLWithPath: copy))
        #expect(try await Replay.run("doctor", copy).exit == .status(0))
        #expect(try Data(contentsOf: URL(fileURLWithPath: copy)) == before)
    }
}
