import Foundation
import GRDB
import SutureSQLite
import Testing

@testable import SutureDomain
@testable import SutureReadModels

@Suite struct ViewsDatabaseTests {
    @Test func `read models of a build that knows one event more are made anew`() {
        #expect(ViewsSchema.events.contains("device.registered 1"))
        #expect(
            ViewsSchema.fingerprint(knowing: ViewsSchema.events + ["device.teleported 1"])
                != ViewsSchema.fingerprint)
    }

    @Test func `the checkpoint moves with the events and survives a restart`() throws {
        let log = TestLog.programme()
        let views = try TestViews(log)
        let checkpoint = ViewsCheckpoint(logID: "log", position: log.head, hash: TestLog.hash(at: log.head))
        #expect(try views.database.checkpoint() == checkpoint)
        try views.database.close()
        #expect(try ViewsDatabase(path: views.path).checkpoint() == checkpoint)
    }

    @Test func `a new file and one of other definitions have no checkpoint`() throws {
        let views = try TestViews(.programme())
        try views.database.close()
        try DatabaseQueue(path: views.path).write {
            // That version had fewer columns, too.
            try $0.execute(
                sql:
                    "UPDATE checkpoint SET fingerprint = 'older'; ALTER TABLE checkpoint DROP COLUMN command_id"
            )
        }
        let reopened = try ViewsDatabase(path: views.path)
        #expect(try reopened.checkpoint() == nil)
        try reopened.reset(logID: "other", startHash: [7])
        #expect(try reopened.checkpoint() == ViewsCheckpoint(logID: "other", position: .zero, hash: [7]))
        let log = TestLog.programme()
        try reopened.apply(log.events.map(DecodedEvent.init(decoding:)), from: log.source())
        #expect(try views.list("project").count == 1)
    }

    @Test func `an event out of its turn is refused, and nothing of its batch is kept`() throws {
        let events = TestLog.programme().events
        let views = try TestViews()
        #expect(throws: ViewFailure.self) { try views.apply([events[0], events[2]]) }
        #expect(try views.database.checkpoint()?.position == .zero)
        #expect(try views.list("institution") == [])
        try views.apply(events.prefix(1))
        #expect(throws: ViewFailure.self) { try views.apply(events.prefix(1)) }
    }

    @Test func `an unknown type and an undecodable payload fail with their place`() throws {
        var log = TestLog.programme()
        let views = try TestViews(log)
        let known = log
        log.record(type: "trial.teleported", stream: "trial/T-1", data: Array("{}".utf8))
        let unknown = #expect(throws: ViewFailure.self) { try views.apply(log.events.suffix(1)) }
        #expect(unknown?.place == "position 20 (trial/T-1)")
        #expect(unknown?.operation == "project trial.teleported")
        log = known
        log.record(type: "trial.outcome-logged", stream: "trial/T-1", data: Array(#"{"device":1}"#.utf8))
        let undecodable = #expect(throws: ViewFailure.self) {
            try views.apply(log.events.suffix(1))
        }
        #expect(undecodable?.place == "position 20 (trial/T-1)")
        #expect(try views.database.checkpoint()?.position == known.head)
    }

    @Test func `plain personal data is not taken in`() throws {
        var log = TestLog()
        log.record(type: "person.registered", stream: "person/P-1", data: Array(#"{"name":"Wu Tao"}"#.utf8))
        let views = try TestViews()
        #expect(throws: ViewFailure.self) { try views.apply(log.events) }
    }

    @Test func `no name stands in any file`() throws {
        let views = try TestViews(.programme())
        _ = try views.list("person", orderBy: "name")
        _ = try views.reader.search(SearchQuery(text: "Wu"))
        for name in try FileManager.default.contentsOfDirectory(atPath: views.directory) {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(views.directory)/\(name)"))
            for text in ["Wu Tao", "吴涛", "Li Na"] {
                #expect(bytes.range(of: Data(text.utf8)) == nil, "\(text) stands in \(name)")
            }
        }
    }

    @Test func `the settings that durability depends on are in force`() throws {
        let views = try TestViews()
        let modes = try DatabaseQueue(path: views.path).read {
            try String.fetchOne($0, sql: "PRAGMA journal_mode")
        }
        #expect(modes == "wal")
    }

    @Test func `the write-ahead log stays within its bound once its reader is gone`() throws {
        var log = TestLog()
        let views = try TestViews()
        let reader = try DatabaseQueue(path: views.path)
        var count = 0
        // A reader in the middle of a transaction keeps the checkpoint from starting the file anew.
        try reader.read { database in
            _ = try Int.fetchOne(database, sql: "SELECT position FROM checkpoint")
            while try walByteCount(of: views) <= WriteAheadLog.byteCountMax && count < 200_000 {
                let seen = log.events.count
                for _ in 0..<2_000 {
                    count += 1
                    log.record(
                        NoteAdded<Trial>(text: Prose(String(repeating: "note ", count: 60))),
                        "T-\(count % 50)")
                }
                try views.apply(log.events.dropFirst(seen))
            }
        }
        #expect(try walByteCount(of: views) > WriteAheadLog.byteCountMax)
        for _ in 0..<3 {
            let seen = log.events.count
            log.record(NoteAdded<Trial>(text: "one more"), "T-1")
            try views.apply(log.events.dropFirst(seen))
        }
        #expect(try walByteCount(of: views) <= WriteAheadLog.byteCountMax)
    }

    private func walByteCount(of views: TestViews) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: views.path + "-wal")
        return (attributes[.size] as? NSNumber)?.intValue ?? 0
    }
}
