import Foundation
import SutureJSON
import SutureTestSupport
import Testing
import Varlink

/// Files that somebody takes away while the daemon has them open: nothing fails in them, and nobody would
/// find what it wrote.
@Suite(.serialized, .timeLimit(.minutes(20))) struct DisplacedFilesTests {
    static let truth = ["log.db", "log.db-wal", "keys.db", "keys.db-wal"]

    @Test(arguments: truth)
    func `without one of its files nothing is acknowledged, and when it is back recording goes on`(
        name: String
    ) async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await client.registerDevices("A-", count: 2)
            let place = daemon.stateFile(name)
            try FileManager.default.moveItem(atPath: place, toPath: place + ".elsewhere")
            let error = try await client.error(
                of: "Device.Register", ["id": "B-0", "name": "Needle", "type": "suture_needle"])
            #expect(error?.shortName == "ReadOnly")
            let reason =
                "\(name) was deleted or moved away. Move it back, or copy what was deleted from the files that "
                + "sutured has open before it ends"
            #expect(error?["reason"] == .string(reason))
            let status = try await client.ask("Service.Status")
            #expect(status["readOnlyReason"] == .string(reason))
            #expect(status["readOnlySince"]?.string != nil)
            // Where the files are only the journal says.
            #expect(daemon.process.standardError.contains("/proc/\(daemon.process.id)/fd"))
            #expect(try await daemon.suture("status").exit == .status(5))
            #expect(try await client.ask("Records.List", ["view": "device"])["rows"]?.array?.count == 2)
            try FileManager.default.moveItem(atPath: place + ".elsewhere", toPath: place)
            while try await client.ask("Service.Status")["readOnly"] == true {
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(try await client.registerDevices("B-", count: 1) == [3])
            #expect(await daemon.terminate() == .status(0))
            try await daemon.start()
            #expect(try await daemon.client().head() == 3)
        }
    }

    @Test(arguments: truth)
    func `a file that is replaced is not taken for the one that is open`(name: String) async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await client.record("Person.Register", ["name": "Wu Tao"])
            let place = daemon.stateFile(name)
            try FileManager.default.copyItem(atPath: place, toPath: place + ".copy")
            #expect(rename(place + ".copy", place) == 0)
            let error = try await client.error(of: "Person.Register", ["name": "Li Na"])
            #expect(error?.shortName == "ReadOnly")
            #expect(
                error?["reason"]?.string?.hasPrefix("another file was put in the place of \(name). ") == true)
        }
    }

    /// It is the same file, and SQLite goes on in it.
    @Test func `a log that is cut, or over which an older one is copied, is noticed until it is whole again`()
        async throws
    {
        try await RunningDaemon.run { daemon in
            var client = try await daemon.client()
            try await client.registerDevices("A-", count: 100)
            #expect(await daemon.terminate() == .status(0))
            try await daemon.start()
            client = try await daemon.client()
            try await client.registerDevices("B-", count: 1)
            let place = daemon.stateFile("log.db")
            let whole = try Data(contentsOf: URL(fileURLWithPath: place))
            for length in [whole.count - 4_096, 4_096, 0] {
                #expect(truncate(place, length) == 0)
                let error = try await client.error(
                    of: "Device.Register", ["id": "C-0", "name": "Needle", "type": "suture_needle"])
                #expect(error?.shortName == "ReadOnly", "\(length)")
                #expect(
                    error?["reason"]?.string?.hasPrefix(
                        "log.db is shorter than it was: it was cut, or another was copied over it. ") == true,
                    "\(String(describing: error))")
                #expect(try await client.ask("Service.Status")["readOnly"] == true)
                let file = try FileHandle(forWritingTo: URL(fileURLWithPath: place))
                try file.write(contentsOf: whole)
                try file.close()
                while try await client.ask("Service.Status")["readOnly"] == true {
                    try await Task.sleep(for: .milliseconds(20))
                }
            }
            #expect(try await client.registerDevices("C-", count: 1) == [102])
            #expect(await daemon.terminate() == .status(0))
            let verified = try await daemon.replay("verify", daemon.stateDirectory)
            #expect(verified.output.hasPrefix("sound: 102 events"), "\(verified.output)\(verified.errors)")
        }
    }

    @Test func `what was committed into a file that went away meanwhile is not acknowledged`() async throws {
        try await RunningDaemon.prepare { daemon in
            let trigger = daemon.directory + "/now"
            let place = daemon.directory + "/elsewhere"
            try await daemon.start(environment: [
                "LD_PRELOAD": try await Shim.compile("losing_file", for: daemon), "LOSING_AT": trigger,
                "LOSING_TO": place,
            ])
            let client = try await daemon.client()
            try await client.registerDevices("A-", count: 2)
            _ = try daemon.write("", to: "now")
            let device: JSONValue = [
                "id": "B-0", "name": "Needle", "type": "suture_needle", "context": ["commandId": "b"],
            ]
            let error = try await client.error(of: "Device.Register", device)
            #expect(error?.shortName == "Failed")
            #expect(error?["message"] == "cannot append: log.db-wal was deleted or moved away.")
            #expect(
                error?["hint"]?.string?.hasPrefix("it was written to a file that nobody will find. ") == true)
            #expect(try await client.ask("Service.Status")["readOnly"] == true)
            try FileManager.default.removeItem(atPath: trigger)
            #expect(rename(place, daemon.stateFile("log.db-wal")) == 0)
            while try await client.ask("Service.Status")["readOnly"] == true {
                try await Task.sleep(for: .milliseconds(20))
            }
            let receipt = try await client.ask("Device.Register", device)["receipt"]
            #expect(receipt?["position"] == 3)
            #expect(receipt?["duplicate"] == true)
        }
    }

    /// They are derived: what is recorded is in the log.
    @Test func `read models that are taken away are told of, and made anew by the next start`() async throws {
        try await RunningDaemon.run { daemon in
            var client = try await daemon.client()
            try await client.registerDevices("A-", count: 2)
            #expect(try await client.ask("Records.List", ["view": "device"])["rows"]?.array?.count == 2)
            try FileManager.default.removeItem(atPath: daemon.stateFile("views.db"))
            #expect(
                try await client.ask("Service.Status")["warnings"]
                    == ["views.db was deleted or moved away: the next start makes it anew from the log"])
            #expect(try await client.registerDevices("B-", count: 1) == [3])
            #expect(try await client.ask("Records.List", ["view": "device"])["rows"]?.array?.count == 3)
            #expect(await daemon.terminate() == .status(0))
            try await daemon.start()
            client = try await daemon.client()
            #expect(try await client.ask("Service.Status")["warnings"] == [])
            #expect(try await client.ask("Records.List", ["view": "device"])["rows"]?.array?.count == 3)
        }
    }
}
