import Foundation
import Testing

@testable import SutureDomain
@testable import SutureReadModels

@Suite struct ViewsBuildTests {
    private var log: TestLog {
        var log = TestLog.programme()
        for text in ["a", "b"] as [Prose] {
            log.record(NoteAdded<Trial>(text: text), "T-1", commandID: "c-1")
        }
        log.record(NoteAdded<Device>(text: "c"), "D-1", commandID: "c-2")
        return log
    }

    @Test func `read models made at once equal those that followed the log`() throws {
        let log = log
        let followed = try TestViews()
        for event in log.events { try followed.apply([event]) }
        let made = followed.directory + "/made.db"
        var progress: [Position] = []
        try ViewsDatabase.make(path: made, from: log.source(), upTo: log.head) { progress.append($0) }
        #expect(try compareViews(made, with: followed.path) == nil)
        #expect(progress.last == log.head)
        let views = try ViewsDatabase(path: made)
        #expect(try views.checkpoint() == followed.database.checkpoint())
        #expect(try views.checkpoint()?.commandID == "c-2")
    }

    @Test func `read models of a part of the log go on from there`() throws {
        let log = log
        let followed = try TestViews(log)
        let made = followed.directory + "/made.db"
        try ViewsDatabase.make(path: made, from: log.source(), upTo: Position(20))
        let views = try ViewsDatabase(path: made)
        try views.apply(log.events.dropFirst(20).map(DecodedEvent.init(decoding:)), from: log.source())
        #expect(try compareViews(made, with: followed.path) == nil)
    }

    @Test func `a file that is there is replaced with all that belongs to it`() throws {
        let log = log
        let views = try TestViews(log)
        // Its write-ahead log is full of pages that must not get into the new file.
        let wal = try Data(contentsOf: URL(fileURLWithPath: views.path + "-wal"))
        #expect(!wal.isEmpty)
        let old = views.directory + "/old.db"
        for suffix in ["", "-wal"] {
            try FileManager.default.copyItem(atPath: views.path + suffix, toPath: old + suffix)
        }
        try ViewsDatabase.make(path: old, from: log.source(), upTo: Position(3))
        #expect(try ViewsDatabase(path: old).checkpoint()?.position == Position(3))
    }

    @Test func `what cannot be finished leaves the file as it was, and no half of another`() throws {
        var log = log
        log.record(type: "trial.teleported", stream: "trial/T-1", data: Array("{}".utf8))
        let views = try TestViews(self.log)
        try views.database.close()
        let before = try Data(contentsOf: URL(fileURLWithPath: views.path))
        for path in [views.path, views.directory + "/new.db"] {
            let failure = #expect(throws: ViewFailure.self) {
                try ViewsDatabase.make(path: path, from: log.source(), upTo: log.head)
            }
            #expect(failure?.place == "position 23 (trial/T-1)")
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: views.path)) == before)
        let files = try FileManager.default.contentsOfDirectory(atPath: views.directory)
        #expect(files.filter { $0.contains("new") } == [])
    }
}
