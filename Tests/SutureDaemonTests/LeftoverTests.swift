import Foundation
import SutureJSON
import SutureTestSupport
import Testing

/// Derived files that an end without warning left as they were.
@Suite(.serialized, .timeLimit(.minutes(2))) struct LeftoverTests {
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
}
