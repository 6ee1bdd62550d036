import Foundation
import GRDB
import SutureDomain
import SutureLog
import SutureSQLiteLog
import SutureSystem
import Testing

@Suite struct SQLiteEventLogTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// A connection of someone who is not Suture.
    func stranger() throws -> DatabaseQueue { try DatabaseQueue(path: folder.file("log.db")) }

    @Test func `a log that is opened again goes on`() throws {
        let before = try SQLiteEventLog.open(in: folder)
        _ = try before.append(NewEvent.notes(1...5), recordedAt: .seconds(1))
        let head = before.head
        try before.close()
        let other = LogIdentity(id: "00000000-0000-4000-8000-000000000000", createdAt: .seconds(99))
        let after = try SQLiteEventLog.open(path: folder.file("log.db"), newIdentity: other)
        #expect(after.identity == .sample)
        #expect(after.head == head)
        #expect(
            try after.append(NewEvent.notes(6...6), recordedAt: .seconds(2)).first?.position == Position(6))
    }

    @Test func `what was appended is there without closing`() throws {
        let log = try SQLiteEventLog.open(in: folder)
        _ = try log.append(NewEvent.notes(1...5), recordedAt: .seconds(1))
        // As after a power failure: the files as they are now, elsewhere.
        let copy = try TemporaryFolder()
        for name in ["log.db", "log.db-wal"] {
            try FileManager.default.copyItem(atPath: folder.file(name), toPath: copy.file(name))
        }
        #expect(try SQLiteEventLog.open(in: copy).head == log.head)
    }

    @Test func `closing leaves one file`() throws {
        let log = try SQLiteEventLog.open(in: folder)
        _ = try log.append(NewEvent.notes(1...5), recordedAt: .seconds(1))
        try log.close()
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["log.db"])
        let failure = #expect(throws: LogFailure.self) {
            try log.append(NewEvent.notes(6...6), recordedAt: .seconds(1))
        }
        #expect(failure?.kind == .stopped)
        try log.close()
    }

    @Test(arguments: [
        "UPDATE event SET data = '{}' WHERE position = 2", "UPDATE event SET position = 9 WHERE position = 3",
        "DELETE FROM event WHERE position = 3", "DELETE FROM event", "UPDATE log SET id = 'x'",
        "DELETE FROM log",
        "INSERT INTO log (row, id, format, created_at) VALUES (1, 'x', 1, 0)",
        "INSERT OR REPLACE INTO log (row, id, format, created_at) VALUES (1, 'x', 1, 0)",
        "INSERT INTO log (row, id, format, created_at) VALUES (2, 'x', 1, 0)",
        "INSERT INTO event SELECT 'x', stream, 1, 0, type, 1, '', 0, '', '', x'' FROM event WHERE position = 1",
    ])
    func `the file refuses`(_ statement: String) throws {
        let log = try SQLiteEventLog.open(in: folder)
        let recorded = try log.append(NewEvent.notes(1...3), recordedAt: .seconds(1))
        #expect(throws: DatabaseError.self) { try stranger().write { try $0.execute(sql: statement) } }
        #expect(try log.events(after: .zero, limit: 10) == recorded)
        #expect(try LogReader.open(path: folder.file("log.db")).identity == .sample)
    }

    @Test func `the settings of the file are those of a durable one`() throws {
        _ = try SQLiteEventLog.open(in: folder)
        try stranger().read { db in
            let journalMode = try String.fetchOne(db, sql: "PRAGMA journal_mode")
            #expect(journalMode == "wal")
            let pageByteCount = try Int.fetchOne(db, sql: "PRAGMA page_size")
            #expect(pageByteCount == 4096)
        }
    }

    @Test func `a log whose triggers are gone is not written`() throws {
        try SQLiteEventLog.open(in: folder).close()
        try stranger().write { try $0.execute(sql: "DROP TRIGGER event_is_never_updated") }
        let failure = #expect(throws: LogFailure.self) { try SQLiteEventLog.open(in: folder) }
        #expect(failure?.kind == .corrupt)
        #expect(failure?.cause == "event_is_never_updated is missing")
    }

    @Test func `a log of a later format is left alone`() throws {
        try SQLiteEventLog.open(in: folder).close()
        try stranger().write {
            try $0.execute(sql: "DROP TRIGGER log_is_never_updated; UPDATE log SET format = 2")
        }
        let failure = #expect(throws: LogFailure.self) { try SQLiteEventLog.open(in: folder) }
        #expect(failure?.kind == .unsupportedFormat)
        #expect(throws: LogFailure.self) { try LogReader.open(path: folder.file("log.db")) }
    }

    @Test func `another program's database is no log`() throws {
        try stranger().write { try $0.execute(sql: "CREATE TABLE song (title TEXT)") }
        #expect(
            #expect(throws: LogFailure.self) { try SQLiteEventLog.open(in: folder) }?.kind
                == .unsupportedFormat)
    }

    @Test func `a file that is no database is no log`() throws {
        try folder.write(String(repeating: "not a database ", count: 100), to: "log.db")
        #expect(#expect(throws: LogFailure.self) { try SQLiteEventLog.open(in: folder) }?.kind == .corrupt)
    }

    @Test func `a folder that is missing is told`() throws {
        let failure = #expect(throws: LogFailure.self) {
            try SQLiteEventLog.open(path: folder.file("none/log.db"), newIdentity: .sample)
        }
        #expect(failure?.kind == .io)
        #expect(failure?.place == folder.file("none/log.db"))
    }

    @Test func `the write-ahead log stays bounded`() throws {
        let log = try SQLiteEventLog.open(in: folder)
        let reader = try LogReader.open(path: folder.file("log.db"))
        let payload = String(repeating: "x", count: 20_000)
        var largest = 0
        for batch in 0..<40 {
            let events = (1...50).map { NewEvent.note(payload, on: "trial/T-\(batch)-\($0)") }
            _ = try log.append(events, recordedAt: .seconds(1))
            _ = try reader.head()
            try log.checkpointIfNeeded()
            let attributes = try FileManager.default.attributesOfItem(atPath: folder.file("log.db-wal"))
            largest = max(largest, attributes[.size] as? Int ?? 0)
        }
        // 40 MB were written, 1 MB at a time.
        #expect(largest > 8_000_000)
        #expect(largest < 12_000_000)
    }

    @Test func `an owner who forgets to checkpoint is bounded all the same`() throws {
        let log = try SQLiteEventLog.open(in: folder)
        let payload = String(repeating: "x", count: 20_000)
        for batch in 0..<60 {
            let events = (1...50).map { NewEvent.note(payload, on: "trial/T-\(batch)-\($0)") }
            _ = try log.append(events, recordedAt: .seconds(1))
        }
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.file("log.db-wal"))
        #expect(attributes[.size] as? Int ?? 0 < 40_000_000)
    }

    // MARK: Reading beside the writer

    @Test func `a reader holds nothing between pages`() throws {
        let log = try SQLiteEventLog.open(in: folder)
        let reader = try log.reader()
        _ = try log.append(NewEvent.notes(1...5), recordedAt: .seconds(1))
        _ = try reader.events(after: .zero, limit: 2)
        try log.close()
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.file("log.db-wal"))
        #expect(attributes[.size] as? Int == 0)
        #expect(try reader.events(after: Position(2), limit: 9).count == 3)
    }

    @Test func `a file that is missing is told and not made`() throws {
        let failure = #expect(throws: LogFailure.self) { try LogReader.open(path: folder.file("none.db")) }
        #expect(failure?.cause == "there is no such file")
        #expect(!FileManager.default.fileExists(atPath: folder.file("none.db")))
    }
}
