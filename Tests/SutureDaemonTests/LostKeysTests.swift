import Foundation
import GRDB
import SutureJSON
import SutureTestSupport
import Testing
import Varlink

/// When `keys.db` is lost, or an older one is in its place, nobody takes the loss for an erasure.
@Suite(.serialized, .timeLimit(.minutes(20))) struct LostKeysTests {
    static let erasure: JSONValue = [
        "id": "P-0002", "legalGround": "GDPR Art. 17", "decidedBy": "the data protection officer",
    ]

    static func name(of person: String, _ client: VarlinkClient) async throws -> String? {
        try await client.ask("Records.Get", ["record": .string("person/\(person)")])["record"]?["name"]?
            .string
    }

    static func lostKeys(_ client: VarlinkClient) async throws -> Int64? {
        try await client.ask("Service.Status")["lostKeys"]?.int64
    }

    /// What is said once at each start.
    static func complaint(_ count: Int) -> String {
        "keys.db has lost the keys of persons whom nobody erased: \(count)"
    }

    /// Registers three persons, the second of whom is erased, and stops.
    static func recordPersons(_ daemon: RunningDaemon) async throws {
        let client = try await daemon.client()
        for name in ["Wu Tao", "Liu Ping", "Li Wei"] {
            try await client.record("Person.Register", ["name": .string(name)])
        }
        try await client.ask("Person.Erase", erasure)
        #expect(await daemon.terminate() == .status(0))
    }

    /// Whether the deletion of keys has come to its end.
    static func isErasureNoted(_ db: Database) throws -> Bool {
        try Row.fetchOne(db, sql: "SELECT 1 FROM mark WHERE name = 'erased'") != nil
    }

    static func move(_ daemon: RunningDaemon, _ file: String, to other: String) throws {
        try FileManager.default.moveItem(atPath: daemon.stateFile(file), toPath: daemon.stateFile(other))
    }

    @Test func `a keys.db that is gone is told of, and no name reads as if it had been erased`() async throws
    {
        try await RunningDaemon.run { daemon in
            try await LostKeysTests.recordPersons(daemon)
            try LostKeysTests.move(daemon, "keys.db", to: "keys.backup")
            for removesViews in [false, true] {
                if removesViews { try daemon.removeViews() }
                try await daemon.start()
                let client = try await daemon.client()
                #expect(daemon.process.standardError.contains(LostKeysTests.complaint(2)))
                #expect(daemon.process.standardError.contains("put the backup of keys.db back"))
                #expect(try await LostKeysTests.lostKeys(client) == 2)
                let status = try await daemon.suture("status").output
                #expect(status.contains(/lostKeys +2\n/), "\(status)")
                #expect(try await LostKeysTests.name(of: "P-0001", client) == "[key lost]")
                #expect(try await LostKeysTests.name(of: "P-0002", client) == "[erased]")
                #expect(try await LostKeysTests.name(of: "P-0003", client) == "[key lost]")
                let past = try await client.ask("Records.List", ["view": "person", "knownAt": "3"])
                #expect(
                    past["rows"]?.array?.map { $0["name"]?.string } == [
                        "[key lost]", "[erased]", "[key lost]",
                    ])
                let history = try await client.ask("Records.History", ["record": "person/P-0003"])
                #expect(history["events"]?.array?.first?["data"]?["name"] == "[key lost]")
                // Nobody is found by it.
                #expect(try await client.ask("Records.Search", ["text": "lost"])["rows"] == [])
                #expect(await daemon.terminate() == .status(0))
            }
            try FileManager.default.removeItem(atPath: daemon.stateFile("keys.db"))
            try LostKeysTests.move(daemon, "keys.backup", to: "keys.db")
            try await daemon.start()
            let client = try await daemon.client()
            #expect(!daemon.process.standardError.contains("keys.db has lost"))
            #expect(try await LostKeysTests.lostKeys(client) == 0)
            #expect(try await LostKeysTests.name(of: "P-0001", client) == "Wu Tao")
            #expect(try await LostKeysTests.name(of: "P-0002", client) == "[erased]")
        }
    }

    @Test(arguments: ["wrapped = x'00'", "person = 'person/P-9'"])
    func `one key that is damaged is told of, and costs one name`(damage: String) async throws {
        try await RunningDaemon.run { daemon in
            try await LostKeysTests.recordPersons(daemon)
            try daemon.tamper("keys.db", "UPDATE key SET \(damage) WHERE person = 'person/P-0003'")
            try await daemon.start()
            let client = try await daemon.client()
            let damaged = damage.hasPrefix("person") ? "person/P-9" : "person/P-0003"
            #expect(daemon.process.standardError.contains("keys in keys.db are damaged"))
            #expect(daemon.process.standardError.contains(damaged))
            #expect(daemon.process.standardError.contains(LostKeysTests.complaint(1)))
            #expect(try await LostKeysTests.lostKeys(client) == 1)
            #expect(try await LostKeysTests.name(of: "P-0001", client) == "Wu Tao")
            #expect(try await LostKeysTests.name(of: "P-0003", client) == "[key lost]")
            let rows = try await client.ask("Records.List", ["view": "person"])["rows"]?.array
            #expect(rows?.map { $0["name"]?.string } == ["Wu Tao", "[erased]", "[key lost]"])
            let refused = try await client.error(of: "Person.AddAlias", ["id": "P-0003", "alias": "Wei Li"])
            #expect(refused?.shortName == "Failed")
            #expect(refused?["message"]?.string?.contains("person/P-0003") == true)
            #expect(try await client.ask("Service.Status")["readOnly"] == false)
            try await client.record("Person.Register", ["name": "Zhao Min"])
            #expect(await daemon.terminate() == .status(0))
        }
    }

    /// What the master key is known by tells a damaged key from one that another master key has wrapped.
    @Test(arguments: ["x'00'", "zeroblob(60)", "'no key'", "5"])
    func `also the only key that there is may be damaged`(value: String) async throws {
        try await RunningDaemon.run { daemon in
            try await daemon.client().record("Person.Register", ["name": "Wu Tao"])
            #expect(await daemon.terminate() == .status(0))
            let keys = DamagedDatabase(daemon.stateFile("keys.db"))
            let cell = try #require(try keys.cells().first { $0.table == "key" && $0.column == "wrapped" })
            #expect(try keys.write(value, to: cell))
            try await daemon.start()
            let client = try await daemon.client()
            #expect(daemon.process.standardError.contains("keys in keys.db are damaged"))
            #expect(try await LostKeysTests.lostKeys(client) == 1)
            #expect(try await LostKeysTests.name(of: "P-0001", client) == "[key lost]")
            #expect(
                try await client.ask("Service.Status")["warnings"]
                    == ["the key of person/P-0001 in keys.db is damaged: put it back from a backup"])
            try await client.record("Person.Register", ["name": "Zhao Min"])
            #expect(await daemon.terminate() == .status(0))
            // Beside it another master key is told still.
            try String(repeating: "0", count: 64).write(
                toFile: daemon.stateFile("master.key"), atomically: false, encoding: .utf8)
            let refused = await #expect(throws: RunningDaemon.DidNotStart.self) { try await daemon.start() }
            #expect(refused?.standardError.contains("the master key is another one") == true)
        }
    }

    @Test func `an older keys.db is told of, and can be joined with the one that took its place`()
        async throws
    {
        try await RunningDaemon.run { daemon in
            try await LostKeysTests.recordPersons(daemon)
            try FileManager.default.copyItem(
                atPath: daemon.stateFile("keys.db"), toPath: daemon.stateFile("keys.backup"))
            try await daemon.start()
            try await daemon.client().record("Person.Register", ["name": "Zhao Min"])
            #expect(await daemon.terminate() == .status(0))
            try LostKeysTests.move(daemon, "keys.db", to: "keys.newer")
            try LostKeysTests.move(daemon, "keys.backup", to: "keys.db")
            try await daemon.start()
            var client = try await daemon.client()
            #expect(daemon.process.standardError.contains(LostKeysTests.complaint(1)))
            #expect(try await LostKeysTests.name(of: "P-0003", client) == "Li Wei")
            #expect(try await LostKeysTests.name(of: "P-0004", client) == "[key lost]")
            #expect(await daemon.terminate() == .status(0))
            // As the documentation says.
            try daemon.tamper(
                "keys.db",
                """
                ATTACH '\(daemon.stateFile("keys.newer"))' AS newer;
                INSERT OR IGNORE INTO key SELECT * FROM newer.key
                """)
            try await daemon.start()
            client = try await daemon.client()
            #expect(try await LostKeysTests.lostKeys(client) == 0)
            #expect(try await LostKeysTests.name(of: "P-0004", client) == "Zhao Min")
        }
    }

    @Test func `keys of persons who were never recorded are no loss, and no alarm`() async throws {
        try await RunningDaemon.run { daemon in
            var client = try await daemon.client()
            try await client.record("Person.Register", ["name": "Wu Tao"])
            // Its key is made before its end is known.
            let refused = try await client.error(
                of: "Log.RecordAll",
                [
                    "commands": [
                        ["command": "person.register", "id": "P-7", "fields": ["name": "Liu Ping"]],
                        ["command": "person.add-note", "id": "P-8", "fields": ["text": "who?"]],
                    ]
                ])
            #expect(refused?.shortName == "BatchRefused")
            #expect(await daemon.terminate() == .status(0))
            let log = daemon.stateFile("log.db")
            try FileManager.default.copyItem(atPath: log, toPath: log + ".old")
            try await daemon.start()
            try await daemon.client().record("Person.Register", ["name": "Liu Ping"])
            await daemon.kill()
            for suffix in ["", "-wal", "-shm"] { try FileManager.default.removeItem(atPath: log + suffix) }
            try FileManager.default.moveItem(atPath: log + ".old", toPath: log)
            #expect(try daemon.keyCount() == 2)
            try await daemon.start()
            client = try await daemon.client()
            #expect(!daemon.process.standardError.contains("keys.db has lost"))
            #expect(try await LostKeysTests.lostKeys(client) == 0)
        }
    }

    @Test func `a command that was recorded is not said to be another because its key is lost`() async throws
    {
        try await RunningDaemon.run { daemon in
            var client = try await daemon.client()
            let registration: JSONValue = [
                "id": "P-1", "name": "Wu Tao", "context": ["commandId": "register-1"],
            ]
            try await client.ask("Person.Register", registration)
            #expect(await daemon.terminate() == .status(0))
            try FileManager.default.removeItem(atPath: daemon.stateFile("keys.db"))
            try await daemon.start()
            client = try await daemon.client()
            let error = try await client.error(of: "Person.Register", registration)
            #expect(error?.name == "org.suture.Person.Failed")
            #expect(error?["message"] == "keys.db has no key of person/P-1: restore it from the backup")
        }
    }

    @Test func `names of erased persons stay unreadable where the log is damaged and keys.db an older one`()
        async throws
    {
        try await RunningDaemon.run { daemon in
            try await LostKeysTests.eraseAndPutKeysBack(daemon)
            try daemon.changeEvent("occurred_on = '2001' WHERE position = 1")
            try await daemon.start()
            let reader = try await daemon.client()
            #expect(try await reader.ask("Service.Status")["readOnly"] == true)
            #expect(try await LostKeysTests.name(of: "P-0001", reader) == "Wu Tao")
            #expect(try await LostKeysTests.name(of: "P-0002", reader) == "[erased]")
            // A log that is damaged decides nothing that cannot be taken back.
            #expect(try daemon.keyCount() == 2)
        }
    }

    @Test func `a start while another program reads keys.db goes on, and deletes keys afterwards`()
        async throws
    {
        try await RunningDaemon.run { daemon in
            try await LostKeysTests.eraseAndPutKeysBack(daemon)
            try daemon.tamper("keys.db", "INSERT INTO pending VALUES ('person/P-9')")
            let reader = try await daemon.readerOfKeys()
            // With a watchdog it is idle after a quarter of a second.
            try await daemon.start(environment: ["WATCHDOG_USEC": "1000000"])
            let client = try await daemon.client()
            #expect(try await client.ask("Service.Status")["readOnly"] == false)
            #expect(try await LostKeysTests.name(of: "P-0002", client) == "[erased]")
            #expect(try daemon.keyCount() == 1)
            #expect(daemon.process.standardError.contains("the keys of erased persons are not deleted yet"))
            #expect(try daemon.read("keys.db", LostKeysTests.isErasureNoted) == false)
            try await reader.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }
            try reader.close()
            while try daemon.read("keys.db", LostKeysTests.isErasureNoted) == false {
                try await Task.sleep(for: .milliseconds(50))
            }
            #expect(await daemon.terminate() == .status(0))
        }
    }

    /// Two persons, the second of whom is erased; then keys.db is put back as it was before. The daemon does
    /// not run.
    private static func eraseAndPutKeysBack(_ daemon: RunningDaemon) async throws {
        let client = try await daemon.client()
        try await client.record("Person.Register", ["name": "Wu Tao"])
        try await client.record("Person.Register", ["name": "Liu Ping"])
        #expect(await daemon.terminate() == .status(0))
        try FileManager.default.copyItem(
            atPath: daemon.stateFile("keys.db"), toPath: daemon.stateFile("keys.backup"))
        try await daemon.start()
        try await daemon.client().ask("Person.Erase", LostKeysTests.erasure)
        #expect(await daemon.terminate() == .status(0))
        try FileManager.default.removeItem(atPath: daemon.stateFile("keys.db"))
        try LostKeysTests.move(daemon, "keys.backup", to: "keys.db")
    }
}
