import Foundation
import SutureJSON
import SutureTestSupport
import Testing

/// Derived files that an end without warning left as they were.
@Suite(.serialized, .timeLimit(.minutes(20))) struct LeftoverTests {
    @Test(arguments: ["views.db.new", "scratch/scratch-9.db"])
    func `a file that was being made does not keep the next start from its room`(name: String) async throws {
        try await DiskTests.withSmallFileSystem { daemon in
            try await daemon.start()
            try await daemon.client().registerDevices("D-", count: 2)
            #expect(await daemon.terminate() == .status(0))
            let filler = try DiskTests.fill(daemon)
            try FileManager.default.moveItem(atPath: filler, toPath: daemon.stateFile(name))
            try await daemon.start()
            let client = try await daemon.client()
            #expect(try await client.ask("Records.List", ["view": "device"])["rows"]?.array?.count == 2)
            #expect(!daemon.process.standardError.contains("waits for room"))
            #expect(!FileManager.default.fileExists(atPath: daemon.stateFile(name)))
        }
    }

    @Test(arguments: [1, 2, 3, 6, 20, 60])
    func `read models of which pages are damaged never keep the daemon from starting`(page: Int) async throws
    {
        try await RunningDaemon.run { daemon in
            try await daemon.client().registerDevices("D-", count: 200)
            #expect(await daemon.terminate() == .status(0))
            let file = try FileHandle(forUpdating: URL(fileURLWithPath: daemon.stateFile("views.db")))
            // Page 1 keeps its header of 100 bytes, so that the file is still a database.
            try file.seek(toOffset: UInt64((page - 1) * 4_096 + 100))
            try file.write(contentsOf: Data(repeating: 0xA5, count: 3_996))
            try file.close()
            try await daemon.start()
            let client = try await daemon.client()
            #expect(try await client.ask("Log.Read", ["start": 1])["events"]?.array?.count == 200)
        }
    }
}
