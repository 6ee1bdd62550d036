import Foundation
import GRDB
import SutureJSON
import SutureTestSupport
import Testing
import Varlink

/// A log is made only where nothing tells of another.
@Suite(.serialized, .timeLimit(.minutes(20))) struct NewLogTests {
    /// Records what there is to lose, and takes the log away.
    private static func loseLog(of daemon: RunningDaemon, persons: Int = 0) async throws {
        let client = try await daemon.client()
        try await client.registerDevices("D-", count: 3)
        for number in 0..<persons {
            try await client.record("Person.Register", ["name": .string("Wu Tao \(number)")])
        }
        #expect(await daemon.terminate() == .status(0))
        try removeLog(of: daemon)
    }

    private static func removeLog(of daemon: RunningDaemon) throws {
        for suffix in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: daemon.stateFile("log.db" + suffix))
        }
    }

    private static func refusal(of daemon: RunningDaemon, _ arguments: String...) async throws -> String {
        let refused = await #expect(throws: RunningDaemon.DidNotStart.self) {
            try await daemon.start(arguments)
        }
        #expect(refused?.exit == .status(1))
        return refused?.standardError ?? ""
    }

    @Test func `without its log a daemon does not start, and a new log begins on demand only`() async throws {
        try await RunningDaemon.run { daemon in
            let id = try #require(try await daemon.client().ask("Service.Status")["logId"]?.string)
            try await NewLogTests.loseLog(of: daemon)
            for _ in 0..<2 {
                let refusal = try await NewLogTests.refusal(of: daemon)
                #expect(refusal.contains("views.db is of the log \(id) and was at position 3"), "\(refusal)")
                #expect(refusal.contains("--new-log"))
                #expect(!FileManager.default.fileExists(atPath: daemon.stateFile("log.db")))
            }
            try await daemon.start(["--new-log"])
            let status = try await daemon.client().ask("Service.Status")
            #expect(status["position"] == 0)
            #expect(status["logId"]?.string != id)
            // The old read models can still be looked at.
            #expect(
                try daemon.read("views.db.aside-1") {
                    try Int.fetchOne($0, sql: "SELECT count(*) FROM device")
                }
                    == 3)
            #expect(try await daemon.client().registerDevices("D-", count: 1) == [1])
            #expect(await daemon.terminate() == .status(0))
            let second = try await NewLogTests.refusal(of: daemon, "--new-log")
            #expect(second.contains("there is a log in \(daemon.stateDirectory) already"), "\(second)")
            try await daemon.start()
            #expect(try await daemon.client().head() == 1)
        }
    }

    @Test func `read models that cannot be read may be of a log`() async throws {
        try await RunningDaemon.run { daemon in
            try await NewLogTests.loseLog(of: daemon)
            try daemon.removeViews()
            try Data(repeating: 7, count: 8_192).write(to: URL(fileURLWithPath: daemon.stateFile("views.db")))
            #expect(
                try await NewLogTests.refusal(of: daemon).contains("views.db is there and cannot be read"))
            try await daemon.start(["--new-log"])
            #expect(try await daemon.client().head() == 0)
        }
    }

    @Test func `keys of persons are never left without their log`() async throws {
        try await RunningDaemon.run { daemon in
            try await NewLogTests.loseLog(of: daemon, persons: 2)
            for removesViews in [false, true] {
                if removesViews { try daemon.removeViews() }
                for arguments in [[], ["--new-log"]] {
                    let refused = await #expect(throws: RunningDaemon.DidNotStart.self) {
                        try await daemon.start(arguments)
                    }
                    #expect(refused?.standardError.contains("keys.db holds keys of persons") == true)
                }
            }
            #expect(try daemon.keyCount() == 2)
        }
    }

    @Test func `who was erased from a log that is gone is not among the erased of another`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await client.record("Person.Register", ["name": "Liu Ping"])
            try await client.ask(
                "Person.Erase", ["id": "P-0001", "legalGround": "GDPR Art. 17", "decidedBy": "the officer"])
            #expect(await daemon.terminate() == .status(0))
            try NewLogTests.removeLog(of: daemon)
            try daemon.removeViews()
            let refusal = try await NewLogTests.refusal(of: daemon)
            #expect(refusal.contains("keys.db is of a log that had events"), "\(refusal)")
            try await daemon.start(["--new-log"])
            let other = try await daemon.client()
            try await other.record("Person.Register", ["name": "Wu Tao"])
            #expect(
                try await other.ask("Records.Get", ["record": "person/P-0001"])["record"]?["name"] == "Wu Tao"
            )
            #expect(FileManager.default.fileExists(atPath: daemon.stateFile("keys.db.aside-1")))
        }
    }

    /// SQLite would throw it away.
    @Test(arguments: ["log.db", "keys.db"], [false, true])
    func `a write-ahead log beside an empty file stops the start`(file: String, isThere: Bool) async throws {
        try await RunningDaemon.run { daemon in
            try await daemon.client().record("Person.Register", ["name": "Wu Tao"])
            await daemon.kill()
            let path = daemon.stateFile(file)
            let writeAheadLog = try Data(contentsOf: URL(fileURLWithPath: path + "-wal"))
            try #require(!writeAheadLog.isEmpty)
            try FileManager.default.removeItem(atPath: path)
            if isThere {
                _ = FileManager.default.createFile(
                    atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
            }
            for arguments in file == "log.db" ? [[], ["--new-log"]] : [[]] {
                let refused = await #expect(throws: RunningDaemon.DidNotStart.self) {
                    try await daemon.start(arguments)
                }
                #expect(
                    refused?.standardError.contains(
                        "it is \(isThere ? "empty" : "missing"), and there is a \(path)-wal") == true,
                    "\(refused?.standardError ?? "")")
            }
            #expect(try Data(contentsOf: URL(fileURLWithPath: path + "-wal")) == writeAheadLog)
        }
    }

    /// What the first start has made, up to each of its steps.
    @Test func `a first start that was interrupted goes on`() async throws {
        for remaining in [[], ["log.db"], ["log.db", "keys.db"], ["log.db", "keys.db", "master.key"]] {
            try await RunningDaemon.prepare { daemon in
                try await daemon.start()
                #expect(await daemon.terminate() == .status(0))
                for name in try FileManager.default.contentsOfDirectory(atPath: daemon.stateDirectory)
                where !remaining.contains(name) {
                    try FileManager.default.removeItem(atPath: daemon.stateFile(name))
                }
                if remaining.isEmpty {
                    _ = FileManager.default.createFile(atPath: daemon.stateFile("log.db"), contents: nil)
                }
                try await daemon.start()
                #expect(try await daemon.client().registerDevices("D-", count: 1) == [1])
            }
        }
    }

    /// Killed before each call by which it changes a file; before the second, `log.db` waits for SQLite to
    /// roll it back.
    @Test func `a first start goes on from every step at which it is killed`() async throws {
        var cutOff: Set<Substring> = []
        for number in 1...200 {
            var isServing = false
            try await RunningDaemon.prepare { daemon in
                let log = daemon.directory + "/steps"
                try Data("\(number)".utf8).write(to: URL(fileURLWithPath: daemon.directory + "/die"))
                do {
                    try await daemon.start(environment: [
                        "LD_PRELOAD": try await Shim.compile("dying_at_step", for: daemon),
                        "DYING_AT": daemon.directory + "/die", "DYING_STEPS": log,
                    ])
                    isServing = true
                    return
                } catch let ended as RunningDaemon.DidNotStart {
                    #expect(ended.exit == .signal(9))
                }
                let steps = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n")
                #expect(steps.count == number)
                cutOff.formUnion(steps.suffix(1))
                try await daemon.start()
                #expect(try await daemon.client().registerDevices("D-", count: 1) == [1], "\(steps)")
            }
            if isServing { break }
        }
        // Otherwise the test has tested less than it says.
        for step in [
            "write log.db", "sync log.db", "write log.db-wal", "write keys.db", "write keys.db-wal",
            "sync keys.db-wal",
        ] { #expect(cutOff.contains(Substring(step)), "never cut off at: \(step); only at \(cutOff)") }
    }
}
