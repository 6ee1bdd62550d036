import Foundation
import GRDB
import SutureJSON
import SutureTestSupport
import Testing
import Varlink

/// The read models are derived: whatever befalls their file, what is acknowledged is in the log, and they
/// come after it.
@Suite(.serialized, .timeLimit(.minutes(20))) struct FailingViewsTests {
    private static func withFailingViews(
        _ body: (_ daemon: RunningDaemon, _ trigger: String, _ environment: [String: String]) async throws ->
            Void
    ) async throws {
        try await RunningDaemon.prepare { daemon in
            let shim = try await Shim.compile("failing_views", for: daemon)
            let trigger = daemon.directory + "/fail"
            try await body(daemon, trigger, ["LD_PRELOAD": shim, "FAILING_VIEWS": trigger])
        }
    }

    /// Asks until there is an answer.
    private static func deviceCount(_ client: VarlinkClient) async throws -> Int? {
        while true {
            do {
                return try await client.ask("Records.List", ["view": "device"])["rows"]?.array?.count
            } catch let error as VarlinkError where error.shortName == "Busy" {
                try await Task.sleep(for: .milliseconds(50))
            }
        }
    }

    @Test
    func `while the read models cannot be written commands are recorded, and they follow by themselves`()
        async throws
    {
        try await FailingViewsTests.withFailingViews { daemon, trigger, environment in
            try await daemon.start(environment: environment)
            let client = try await daemon.client()
            try await client.registerDevices("A-", count: 1)
            #expect(try await FailingViewsTests.deviceCount(client) == 1)
            try Data().write(to: URL(fileURLWithPath: trigger))
            #expect(try await client.registerDevices("B-", count: 3).count == 3)
            let busy = try await client.error(of: "Records.List", ["view": "device"])
            #expect(busy?.shortName == "Busy")
            let message = busy?["message"]?.string ?? ""
            #expect(message.contains("views.db") && message.contains("disk I/O error"), "\(message)")
            #expect(try await client.ask("Service.Status")["readOnly"] == false)
            #expect(try await client.registerDevices("C-", count: 1).count == 1)
            try FileManager.default.removeItem(atPath: trigger)
            #expect(try await FailingViewsTests.deviceCount(client) == 5)
            #expect(await daemon.terminate() == .status(0))
        }
    }

    @Test
    func `a start whose read models cannot be written serves the log, names the file and goes on by itself`()
        async throws
    {
        try await FailingViewsTests.withFailingViews { daemon, trigger, environment in
            try await daemon.start()
            try await daemon.client().registerDevices("A-", count: 3)
            #expect(await daemon.terminate() == .status(0))
            try daemon.removeViews()
            try Data().write(to: URL(fileURLWithPath: trigger))
            try await daemon.start(environment: environment)
            let client = try await daemon.client()
            let status = try await client.ask("Service.Status")
            let reason = status["readOnlyReason"]?.string ?? ""
            #expect(reason.contains("views.db") && reason.contains("disk I/O error"), "\(reason)")
            #expect(!reason.contains("room"))
            #expect(try await client.ask("Log.Read", ["start": 1])["events"]?.array?.count == 3)
            let refused = try await client.error(of: "Device.AddNote", ["id": "A-0", "text": "bent"])
            #expect(refused?.shortName == "ReadOnly")
            try FileManager.default.removeItem(atPath: trigger)
            #expect(try await FailingViewsTests.deviceCount(client) == 3)
            while try await client.ask("Service.Status")["readOnly"] == true {
                try await Task.sleep(for: .milliseconds(50))
            }
            #expect(try await client.registerDevices("B-", count: 1).count == 1)
            #expect(await daemon.terminate() == .status(0))
        }
    }

    @Test func `read models whose schema is damaged are made anew by the next start`() async throws {
        try await RunningDaemon.run { daemon in
            try await daemon.client().registerDevices("A-", count: 3)
            #expect(await daemon.terminate() == .status(0))
            for table in ["device", "receipt", "checkpoint"] {
                try daemon.tamper("views.db", "DROP TABLE \(table)")
                try await daemon.start()
                let client = try await daemon.client()
                #expect(try await client.ask("Service.Status")["readOnlyReason"] == nil, "\(table)")
                try await client.registerDevices("\(table.prefix(1))-", count: 1)
                #expect(try await FailingViewsTests.deviceCount(client) ?? 0 > 3, "\(table)")
                #expect(await daemon.terminate() == .status(0))
            }
        }
    }

    @Test func `damage that a question meets is told, and the next start makes the read models anew`()
        async throws
    {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SeededRandom(seed: seed)
        try await RunningDaemon.run { daemon in
            var client = try await daemon.client()
            try await client.registerDevices("A-", count: 2_000)
            let right = try await client.ask("Records.List", ["view": "device", "limit": 1_000])
            #expect(await daemon.terminate() == .status(0))
            let page = try daemon.read("views.db") {
                try Int.fetchOne($0, sql: "SELECT rootpage FROM sqlite_master WHERE name = 'device'") ?? 0
            }
            let file = try #require(FileHandle(forUpdatingAtPath: daemon.stateFile("views.db")))
            try file.seek(toOffset: UInt64(page - 1) * 4_096)
            try file.write(contentsOf: (0..<200).map { _ in UInt8.random(in: 0x80...0xff, using: &random) })
            try file.close()
            try await daemon.start()
            client = try await daemon.client()
            let failed = try await client.error(of: "Records.List", ["view": "device"])
            #expect(failed?.shortName == "Failed", "seed \(seed)")
            let warnings = try await client.ask("Service.Status")["warnings"]
            #expect(
                warnings == ["views.db is damaged: the next start makes it anew from the log"],
                "seed \(seed)")
            #expect(daemon.process.standardError.contains("views.db is damaged"))
            #expect(await daemon.terminate() == .status(0))
            try await daemon.start()
            client = try await daemon.client()
            #expect(try await client.ask("Service.Status")["warnings"] == [])
            #expect(
                try await client.ask("Records.List", ["view": "device", "limit": 1_000]) == right,
                "seed \(seed)")
            #expect(await daemon.terminate() == .status(0))
        }
    }

    @Test func `files that are deleted while the daemon runs are told of, and made anew`() async throws {
        try await RunningDaemon.run { daemon in
            var client = try await daemon.client()
            try await client.registerDevices("A-", count: 3)
            try FileManager.default.removeItem(atPath: daemon.stateFile("scratch"))
            let past: JSONValue = ["view": "device", "knownAt": "2"]
            #expect(try await client.ask("Records.List", past)["rows"]?.array?.count == 2)
            #expect(await daemon.terminate() == .status(0))
            try await daemon.start()
            client = try await daemon.client()
            try daemon.removeViews()
            let failed = try await client.error(of: "Records.List", ["view": "device"])
            #expect(failed?.shortName == "Failed")
            #expect(
                try await client.ask("Service.Status")["warnings"] == [
                    "views.db was deleted or moved away: the next start makes it anew from the log"
                ])
            #expect(await daemon.terminate() == .status(0))
            try await daemon.start()
            client = try await daemon.client()
            #expect(try await client.ask("Service.Status")["warnings"] == [])
            #expect(try await FailingViewsTests.deviceCount(client) == 3)
            #expect(await daemon.terminate() == .status(0))
        }
    }

    @Test func `read models that are damaged while they are used are named, and made anew by the next start`()
        async throws
    {
        try await RunningDaemon.run { daemon in
            var client = try await daemon.client()
            try await client.registerDevices("A-", count: 3)
            #expect(try await FailingViewsTests.deviceCount(client) == 3)
            try daemon.tamper("views.db", "DROP TABLE device")
            // It is acknowledged: it is in the log.
            #expect(try await client.registerDevices("B-", count: 1) == [4])
            let failed = try await client.error(of: "Records.List", ["view": "device"])
            #expect(failed?.shortName == "Failed")
            let reason = try await client.ask("Service.Status")["readOnlyReason"]?.string ?? ""
            #expect(reason.contains("the read models could not follow the log"), "\(reason)")
            #expect(try await client.ask("Log.Read", ["start": 1])["events"]?.array?.count == 4)
            #expect(await daemon.terminate() == .status(0))
            try await daemon.start()
            client = try await daemon.client()
            #expect(try await client.ask("Service.Status")["readOnly"] == false)
            #expect(try await FailingViewsTests.deviceCount(client) == 4)
        }
    }

    /// Only what the recorder looks up: no question is asked.
    @Test(arguments: [
        ("DROP TABLE stream_head", "views.db is damaged"),
        ("UPDATE stream_head SET position = 1 WHERE stream = 'device/A-2'", "views.db contradicts the log"),
        ("UPDATE stream_head SET position = 99 WHERE stream = 'device/A-2'", "views.db contradicts the log"),
    ])
    func `what the recorder cannot look up is told, and the next start makes the read models anew`(
        damage: String, cause: String
    ) async throws {
        try await RunningDaemon.run { daemon in
            var client = try await daemon.client()
            try await client.registerDevices("A-", count: 3)
            #expect(await daemon.terminate() == .status(0))
            try await daemon.start()
            client = try await daemon.client()
            try daemon.tamper("views.db", damage)
            let note: JSONValue = ["id": "A-2", "text": "bent"]
            let failed = try await client.error(of: "Device.AddNote", note)
            #expect(["Failed", "ReadOnly"].contains(failed?.shortName), "\(String(describing: failed))")
            #expect(
                try await client.ask("Service.Status")["warnings"]
                    == [.string("\(cause): the next start makes it anew from the log")])
            #expect(await daemon.terminate() == .status(0))
            try await daemon.start()
            client = try await daemon.client()
            #expect(try await client.ask("Service.Status")["readOnly"] == false)
            #expect(try await client.ask("Service.Status")["warnings"] == [])
            #expect(try await client.record("Device.AddNote", note)["version"] == 2)
            #expect(try await FailingViewsTests.deviceCount(client) == 3)
        }
    }
}
