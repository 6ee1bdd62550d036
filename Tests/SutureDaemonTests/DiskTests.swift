import Foundation
import SutureJSON
import SutureLog
import SutureTestSupport
import Testing
import Varlink

/// Disks that are full, and disks that fail.
@Suite(.serialized, .timeLimit(.minutes(20))) struct DiskTests {
    static let fileSystemByteCount = 24 << 20
    static let padding = String(repeating: "x", count: 2_000)

    static func note(_ number: Int) -> (method: String, parameters: JSONValue) {
        (
            "org.suture.Device.AddNote",
            ["id": "D-0", "text": "\(number) \(padding)", "context": ["commandId": "n-\(number)"]]
        )
    }

    /// Mounts a small file system where the state directory will be; without the right to mount, the test is
    /// skipped.
    static func withSmallFileSystem(_ body: (RunningDaemon) async throws -> Void) async throws {
        try await withSmallFileSystem { daemon, _ in try await body(daemon) }
    }

    private static func withSmallFileSystem(
        _ body: (RunningDaemon, SmallDisk) async throws -> Void
    ) async throws {
        try await RunningDaemon.prepare { daemon in
            try FileManager.default.createDirectory(
                atPath: daemon.stateDirectory, withIntermediateDirectories: false)
            guard let disk = SmallDisk(at: daemon.stateDirectory, byteCount: fileSystemByteCount) else {
                try require(false, "this account may not mount a small file system")
                return
            }
            do {
                try await body(daemon, disk)
            } catch {
                await daemon.kill()
                disk.unmount()
                throw error
            }
            await daemon.kill()
            disk.unmount()
        }
    }

    /// What takes the room that is left.
    static func fill(_ daemon: RunningDaemon) throws -> String {
        let path = daemon.stateFile("filler")
        let descriptor = open(path, O_WRONLY | O_CREAT, 0o600)
        defer { close(descriptor) }
        let block = [UInt8](repeating: 0xAA, count: 4_096)
        while write(descriptor, block, block.count) > 0 {}
        return path
    }

    /// The same, with the log, but nothing else, on a disk that has room to spare; the daemon is started.
    static func withSmallFileSystemBesideLog(_ body: (RunningDaemon) async throws -> Void) async throws {
        try await withSmallFileSystem { daemon, disk in
            // A log that is there: SQLite would remove the write-ahead log beside an empty file.
            try await daemon.start()
            #expect(await daemon.terminate() == .status(0))
            let folder = daemon.directory + "/log"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
            for name in ["log.db", "log.db-wal", "log.db-shm"] {
                let place = daemon.stateFile(name)
                if !FileManager.default.fileExists(atPath: place) {
                    try Data().write(to: URL(fileURLWithPath: place))
                }
                try FileManager.default.copyItem(atPath: place, toPath: "\(folder)/\(name)")
                try require(disk.keep(name, at: "\(folder)/\(name)"), "this account may not mount a file")
            }
            try await daemon.start()
            try await body(daemon)
        }
    }

    /// - Returns: How many notes were recorded, every one of them.
    static func recordUntilViewsWait(_ daemon: RunningDaemon, _ client: VarlinkClient) async throws -> Int {
        var count = 0
        while !daemon.standardError.contains("the read models wait for room on the disk") {
            for answer in await client.pipeline((count..<count + 50).map(note)) { _ = try answer.get() }
            count += 50
        }
        return count
    }

    @Test func `a full disk refuses commands, and when there is room it goes on by itself`() async throws {
        try await DiskTests.withSmallFileSystem { daemon in
            let manager = try NotifySocket("\(daemon.directory)/notify")
            try await daemon.start(environment: ["NOTIFY_SOCKET": manager.path])
            var client = try await daemon.client()
            try await client.registerDevices("D-", count: 1)
            let filler = try DiskTests.fill(daemon)
            var recorded: Set<Int> = [], refused: [Int] = []
            var number = 0
            while refused.isEmpty {
                let answers = await client.pipeline((number..<number + 50).map(DiskTests.note))
                for (offset, answer) in answers.enumerated() {
                    switch answer {
                    case .success: recorded.insert(number + offset)
                    case .failure(let error as VarlinkError):
                        #expect(error.name == "org.suture.Device.ReadOnly")
                        #expect(error["reason"] == "the disk is full")
                        refused.append(number + offset)
                    case .failure(let error): throw error
                    }
                }
                number += 50
            }
            #expect(try await client.ask("Log.Read", ["start": 1])["events"]?.array?.isEmpty == false)
            // The journal, perhaps on that same disk, is told once.
            for _ in 0..<5 { _ = await client.pipeline(refused.map(DiskTests.note)) }
            #expect(daemon.standardError.split(separator: "the log could not be written").count == 2)
            let status = try await client.ask("Service.Status")
            #expect(status["readOnly"] == true)
            #expect(status["readOnlyReason"] == "the disk is full")
            #expect(status["readOnlySince"]?.string != nil)
            try await manager.hear(beginningWith: "STATUS=read-only (the disk is full), serving")
            let shown = try await daemon.suture("status")
            #expect(shown.exit == .status(5))
            #expect(shown.output.contains(/readOnlyReason +the disk is full\n/), "\(shown.output)")
            let past = try await client.error(of: "Records.List", ["view": "device", "knownAt": "1"])
            // It may have to wait for the read models first.
            #expect(past?["message"]?.string?.contains(/room on the disk/) == true)
            // Nobody records, and it is looked at all the same: as long as there is no room it stays so.
            try await Task.sleep(for: .seconds(2))
            #expect(try await client.ask("Service.Status")["readOnlySince"] == status["readOnlySince"])
            #expect(daemon.standardError.split(separator: "the log could not be written").count == 2)
            try FileManager.default.removeItem(atPath: filler)
            while try await client.ask("Service.Status")["readOnly"] == true {
                try await Task.sleep(for: .milliseconds(20))
            }
            try await manager.hear(beginningWith: "STATUS=serving")
            #expect(try await daemon.suture("status").exit == .status(0))
            // The same ids: had anything of them been left behind, they would be duplicates.
            for answer in await client.pipeline(refused.map(DiskTests.note)) {
                #expect(try answer.get()["receipt"]?["duplicate"]?.bool == false)
            }
            recorded.formUnion(refused)
            let device = try await client.ask("Records.Get", ["record": "device/D-0"])
            #expect(device["version"] == .integer(Int64(recorded.count) + 1))
            #expect(try await client.ask("Service.Status")["readOnly"] == false)
            #expect(daemon.standardError.contains("the log can be written again"))
            await daemon.kill()
            guard case .sound(let soundness) = try daemon.verifyLog() else {
                Issue.record("\(try daemon.verifyLog())")
                return
            }
            #expect(soundness.eventCount == Int64(recorded.count) + 1)
            try await daemon.start()
            client = try await daemon.client()
            #expect(try await client.head() == Int64(recorded.count) + 1)
        }
    }

    @Test func `read models on a full disk are waited for, and commands go on`() async throws {
        try await DiskTests.withSmallFileSystemBesideLog { daemon in
            let client = try await daemon.client()
            try await client.registerDevices("D-", count: 1)
            let filler = try DiskTests.fill(daemon)
            let count = try await DiskTests.recordUntilViewsWait(daemon, client)
            #expect(try await client.ask("Service.Status")["readOnly"] == false)
            try await client.record("Device.AddNote", ["id": "D-0", "text": "recorded all the same"])
            try FileManager.default.removeItem(atPath: filler)
            let device = try await client.ask("Records.Get", ["record": "device/D-0"])
            #expect(device["version"] == .integer(Int64(count) + 2))
            #expect(await daemon.terminate() == .status(0))
        }
    }

    @Test func `a daemon whose read models wait for room stops when it is told to`() async throws {
        try await DiskTests.withSmallFileSystemBesideLog { daemon in
            var client = try await daemon.client()
            try await client.registerDevices("D-", count: 1)
            let filler = try DiskTests.fill(daemon)
            let count = try await DiskTests.recordUntilViewsWait(daemon, client)
            #expect(await daemon.terminate() == .status(0))
            try FileManager.default.removeItem(atPath: filler)
            try await daemon.start()
            client = try await daemon.client()
            let device = try await client.ask("Records.Get", ["record": "device/D-0"])
            #expect(device["version"] == .integer(Int64(count) + 1))
        }
    }

    @Test func `a start on a full disk without read models serves the log, and goes on by itself`()
        async throws
    {
        try await DiskTests.withSmallFileSystemBesideLog { daemon in
            var client = try await daemon.client()
            try await client.registerDevices("D-", count: 2)
            try await client.record("Person.Register", ["name": "Wu Tao"])
            // The keys need a file of shared memory; what a power failure leaves has one.
            await daemon.kill()
            try daemon.removeViews()
            let filler = try DiskTests.fill(daemon)
            try await daemon.start()
            client = try await daemon.client()
            let waiting = "the read models wait for room on the disk"
            for _ in 0..<2 {
                #expect(daemon.process.standardError.contains(waiting))
                let status = try await client.ask("Service.Status")
                #expect(status["readOnly"] == true)
                #expect(status["readOnlyReason"] == .string(waiting))
                #expect(try await client.ask("Log.Read", ["start": 1])["events"]?.array?.count == 3)
                #expect(
                    try await client.ask("Reports.Audit", ["list": "all"])["entries"]?.array?.count == 3)
                for parameters: JSONValue in [
                    ["view": "device"], ["view": "device", "atLeast": 0], ["view": "device", "knownAt": "1"],
                ] {
                    let error = try await client.error(of: "Records.List", parameters)
                    #expect(error?.shortName == "Busy")
                    #expect(error?["message"]?.string?.contains(waiting) == true)
                }
                let error = try await client.error(of: "Device.AddNote", ["id": "D-0", "text": "bent"])
                #expect(error?.name == "org.suture.Device.ReadOnly")
                #expect(error?["reason"] == .string(waiting))
                await daemon.kill()
                try await daemon.start()
                client = try await daemon.client()
            }
            try FileManager.default.removeItem(atPath: filler)
            while try await client.ask("Service.Status")["readOnly"] == true {
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(daemon.process.standardError.contains("the read models follow the log again"))
            #expect(try await client.ask("Records.List", ["view": "device"])["rows"]?.array?.count == 2)
            let person = try await client.ask("Records.Get", ["record": "person/P-0001"])
            #expect(person["record"]?["name"] == "Wu Tao")
            #expect(
                try await client.record("Device.AddNote", ["id": "D-0", "text": "bent"])["version"] == 2)
            #expect(
                try await client.record("Person.Register", ["name": "Li Wei"])["stream"] == "person/P-0002")
            #expect(try await client.ask("Records.Get", ["record": "device/D-0"])["version"] == 2)
            #expect(await daemon.terminate() == .status(0))
        }
    }

    @Test func `read models that grow beyond a disk are tried again until it has room`() async throws {
        try await DiskTests.withSmallFileSystemBesideLog { daemon in
            var client = try await daemon.client()
            try await client.registerDevices("D-", count: 1)
            for start in stride(from: 0, to: 1_000, by: 50) {
                for answer in await client.pipeline((start..<start + 50).map(DiskTests.note)) {
                    _ = try answer.get()
                }
            }
            await daemon.kill()
            try daemon.removeViews()
            let filler = try DiskTests.fill(daemon)
            let size = try FileManager.default.attributesOfItem(atPath: filler)[.size] as? UInt64 ?? 0
            // Enough for a file of empty tables.
            try FileHandle(forWritingTo: URL(fileURLWithPath: filler)).truncate(atOffset: size - 1 << 20)
            try await daemon.start()
            client = try await daemon.client()
            let status = try await client.ask("Service.Status")
            #expect(status["readOnlyReason"] == "the read models wait for room on the disk")
            #expect(try await client.error(of: "Records.List", ["view": "device"])?.shortName == "Busy")
            // Some attempts later.
            try await Task.sleep(for: .seconds(2))
            #expect(try await client.ask("Service.Status")["readOnly"] == true)
            try FileManager.default.removeItem(atPath: filler)
            while try await client.ask("Service.Status")["readOnly"] == true {
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(try await client.ask("Records.Get", ["record": "device/D-0"])["version"] == 1_001)
            #expect(await daemon.terminate() == .status(0))
        }
    }

    @Test func `a daemon that has no read models yet for want of room stops when it is told to`() async throws
    {
        try await DiskTests.withSmallFileSystemBesideLog { daemon in
            try await daemon.client().registerDevices("D-", count: 1)
            await daemon.kill()
            try daemon.removeViews()
            _ = try DiskTests.fill(daemon)
            try await daemon.start()
            let client = try await daemon.client()
            #expect(try await client.ask("Service.Status")["readOnly"] == true)
            #expect(await daemon.terminate() == .status(0))
        }
    }

    @Test func `a start on a full disk keeps the read models that there are`() async throws {
        try await DiskTests.withSmallFileSystemBesideLog { daemon in
            try await daemon.client().registerDevices("D-", count: 2)
            #expect(await daemon.terminate() == .status(0))
            let views = try FileManager.default.attributesOfItem(atPath: daemon.stateFile("views.db"))
            let filler = try DiskTests.fill(daemon)
            try daemon.launch()
            while !daemon.process.standardError.contains("for room on the disk") {
                try #require(daemon.process.ended == nil)
                try await Task.sleep(for: .milliseconds(20))
            }
            try FileManager.default.removeItem(atPath: filler)
            try await daemon.untilServing()
            let client = try await daemon.client()
            #expect(try await client.ask("Records.List", ["view": "device"])["rows"]?.array?.count == 2)
            let after = try FileManager.default.attributesOfItem(atPath: daemon.stateFile("views.db"))
            #expect(after[.systemFileNumber] as? Int == views[.systemFileNumber] as? Int)
            #expect(!daemon.process.standardError.contains("made anew"))
        }
    }

    @Test func `a sync that fails ends the daemon, and the next start knows what is there`() async throws {
        try await RunningDaemon.prepare { daemon in
            let shim = try await Shim.compile("failing_sync", for: daemon)
            let trigger = daemon.directory + "/fail"
            try await daemon.start(environment: ["LD_PRELOAD": shim, "FAILING_SYNC": trigger])
            var client = try await daemon.client()
            try await client.registerDevices("D-", count: 1)
            try Data().write(to: URL(fileURLWithPath: trigger))
            let answers = await client.pipeline((0..<40).map(DiskTests.note))
            var hints: Set<String> = []
            for answer in answers {
                switch answer {
                case .success(let reply): Issue.record("acknowledged without a sync: \(reply)")
                case .failure(let error as VarlinkError):
                    #expect(["Failed", "ReadOnly"].contains(error.shortName))
                    if error.shortName == "Failed" { hints.insert(error["hint"]?.string ?? "") }
                // The daemon had gone before it read this one.
                case .failure: break
                }
            }
            #expect(
                hints == [
                    "whether it was recorded is unknown; repeat it with the same command id once the daemon is back"
                ])
            #expect(await daemon.process.exit() == .status(1))
            #expect(daemon.standardError.contains("ended to look at the log anew"))

            try FileManager.default.removeItem(atPath: trigger)
            try await daemon.start()
            client = try await daemon.client()
            for answer in await client.pipeline((0..<40).map(DiskTests.note)) { _ = try answer.get() }
            #expect(try await client.head() == 41)
            let device = try await client.ask("Records.Get", ["record": "device/D-0"])
            #expect(device["version"] == 41)
            #expect(await daemon.terminate() == .status(0))
            guard case .sound(let soundness) = try daemon.verifyLog() else {
                Issue.record("\(try daemon.verifyLog())")
                return
            }
            #expect(soundness.eventCount == 41)
        }
    }
}
