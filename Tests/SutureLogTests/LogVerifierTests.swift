import Foundation
import GRDB
import SutureDomain
import SutureSQLiteLog
import SutureSystem
import SutureTestSupport
import Testing

@testable import SutureLog

/// Whatever is changed in a file behind Suture's back is found, and the first bad event is named.
@Suite struct LogVerifierTests {
    let folder: TemporaryFolder
    let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.file("log.db")
    }

    /// A log of notes, closed.
    @discardableResult func write(_ events: [NewEvent] = NewEvent.notes(1...10)) throws -> LogHead {
        let log = try SQLiteEventLog.open(in: folder)
        _ = try log.append(events, recordedAt: .seconds(1))
        try log.close()
        return log.head
    }

    /// As someone would who has the file and knows SQLite.
    func tamper(_ sql: String) throws {
        try DatabaseQueue(path: path).write { db in
            for trigger in try String.fetchAll(
                db, sql: "SELECT name FROM sqlite_schema WHERE type = 'trigger'")
            {
                try db.execute(sql: "DROP TRIGGER \(trigger)")
            }
            try db.execute(sql: sql)
        }
    }

    /// What is found, which is the same however the log is divided among threads.
    func verify(isDeep: Bool = false, known: LogHead? = nil) throws -> Verification {
        let reader = try LogReader.open(path: path)
        let whole = try LogVerifier(reader: reader, isDeep: isDeep).verify(known: known)
        for count in [1, 2, 3, 5] as [Int64] {
            let divided = LogVerifier(reader: reader, isDeep: isDeep, rangeEventCount: count)
            #expect(try divided.verify(known: known) == whole, "in ranges of \(count)")
        }
        return whole
    }

    func expectFinding(_ position: Int64, _ what: String, isDeep: Bool = false, known: LogHead? = nil) throws
    {
        let expected = Verification.Finding(position: Position(position), what: what)
        #expect(try verify(isDeep: isDeep, known: known) == .unsound(expected))
    }

    static let badHash = "its hash does not fit what it holds and the event before it"

    @Test func `a log as it was written is sound`() throws {
        let head = try write()
        let expected = Verification.Soundness(eventCount: 10, streamCount: 3, head: head)
        #expect(try verify() == .sound(expected))
        #expect(try verify(isDeep: true, known: head) == .sound(expected))
    }

    @Test func `an empty log is sound`() throws {
        let head = try write([])
        #expect(try verify() == .sound(.init(eventCount: 0, streamCount: 0, head: head)))
    }

    @Test func `progress is told up to the head`() throws {
        try write(NewEvent.notes(1...2_500))
        var told: [[Int64]] = []
        _ = try LogVerifier(reader: LogReader.open(path: path)).verify {
            told.append([$0.number, $1.number])
        }
        #expect(told == [[1_000, 2_500], [2_000, 2_500], [2_500, 2_500]])
    }

    @Test(arguments: [
        ("type = 'trial.terminated'", badHash), ("schema = 2", badHash),
        ("occurred_on = '2021-11-07'", badHash),
        ("data = '{\"text\":\"another\"}'", badHash), ("metadata = '{}'", badHash),
        ("hash = zeroblob(32)", badHash), ("recorded_at = recorded_at + 1", badHash),
        ("hash = x'00'", badHash),
        ("recorded_at = 0", "it was recorded earlier than the event before it; \(badHash)"),
        ("recorded_at = \(Int64.min)", "it was recorded earlier than the event before it; \(badHash)"),
        ("version = 9", "it is version 9 of trial/T-2, which had 1; \(badHash)"),
        ("version = \(Int64.min)", "it is version \(Int64.min) of trial/T-2, which had 1; \(badHash)"),
        ("previous = 2", "it points back to 2, and the event of trial/T-2 before it is at 3; \(badHash)"),
        ("previous = 0", "it points back to 0, and the event of trial/T-2 before it is at 3; \(badHash)"),
        (
            "stream = 'trial/T-1'",
            """
            it is version 2 of trial/T-1, which had 2; \
            it points back to 3, and the event of trial/T-1 before it is at 5; \(badHash)
            """
        ),
        ("occurred_on = 'yesterday'", badHash),
    ])
    func `a change in any column is found`(_ change: String, _ what: String) throws {
        try write()
        try tamper("UPDATE event SET \(change) WHERE position = 6")
        try expectFinding(6, what)
    }

    @Test func `an event that is gone leaves a gap`() throws {
        try write()
        try tamper("DELETE FROM event WHERE position = 6")
        try expectFinding(6, "it is missing; the log must go on to position 7")
    }

    @Test func `a stream's second beginning is found in whatever range it stands`() throws {
        try write(NewEvent.notes(1...9) + [.note("again", on: "trial/T-1")])
        try expectFinding(
            10,
            """
            it is version 1 of trial/T-1, which had 3; \
            it points back to 0, and the event of trial/T-1 before it is at 8
            """)
    }

    @Test func `many streams are told apart`() throws {
        let head = try write(NewEvent.notes(1...2_500, streamCount: 1_000))
        let expected = Verification.Soundness(eventCount: 2_500, streamCount: 1_000, head: head)
        for count in [100, 999, 50_000] as [Int64] {
            let verifier = LogVerifier(reader: try LogReader.open(path: path), rangeEventCount: count)
            #expect(try verifier.verify() == .sound(expected))
        }
        try tamper("UPDATE event SET previous = 1 WHERE position = 2001")
        try expectFinding(
            2_001,
            "it points back to 1, and the event of trial/T-0 before it is at 1001; \(LogVerifierTests.badHash)"
        )
    }

    @Test func `progress goes up to the head on many threads`() throws {
        try write(NewEvent.notes(1...9))
        var told: [Int64] = []
        let verifier = LogVerifier(reader: try LogReader.open(path: path), rangeEventCount: 2)
        _ = try verifier.verify { done, _ in told.append(done.number) }
        #expect(told == told.sorted())
        #expect(told.last == 9)
    }

    @Test(arguments: [1, 50_000] as [Int64])
    func `a damaged page is a failure, and what is wrong before it is told first`(_ rangeEventCount: Int64)
        throws
    {
        try write(NewEvent.notes(1...2_000))
        let verifier = LogVerifier(reader: try LogReader.open(path: path), rangeEventCount: rangeEventCount)
        // A page in the middle of the table loses its header; the pages before it can be read.
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
        let pageCount = try file.seekToEnd() / 4096
        try file.seek(toOffset: pageCount / 2 * 4096)
        try file.write(contentsOf: Data(repeating: 0xEE, count: 4096))
        try file.close()
        #expect(#expect(throws: LogFailure.self) { try verifier.verify() }?.kind == .corrupt)
        try tamper("UPDATE event SET data = '{}' WHERE position = 3")
        let expected = Verification.Finding(position: Position(3), what: LogVerifierTests.badHash)
        #expect(try verifier.verify() == .unsound(expected))
    }

    @Test func `two events that changed places are found`() throws {
        try write()
        try tamper(
            """
            UPDATE event SET position = 100 WHERE position = 6; UPDATE event SET position = 6 WHERE position = 7;
            UPDATE event SET position = 7 WHERE position = 100
            """)
        guard case .unsound(let finding) = try verify() else {
            Issue.record("nothing was found")
            return
        }
        #expect(finding.position == Position(6))
    }

    @Test func `an event before the first is found`() throws {
        try write()
        try tamper("UPDATE event SET position = -3 WHERE position = 10")
        try expectFinding(-3, "positions begin at 1")
    }

    @Test func `a log that got another identity is found at its first event`() throws {
        try write()
        try tamper("UPDATE log SET created_at = created_at + 1")
        guard case .unsound(let finding) = try verify() else {
            Issue.record("nothing was found")
            return
        }
        #expect(finding.position == Position(1))
    }

    @Test func `a tail that was cut off shows against a head that was kept`() throws {
        let head = try write()
        try tamper("DELETE FROM event WHERE position > 7")
        #expect(try verify() != .sound(.init(eventCount: 10, streamCount: 3, head: head)))
        try expectFinding(8, "it is missing; the log must go on to position 10", known: head)
    }

    @Test func `a log rewritten with all its hashes shows against a head that was kept`() throws {
        let head = try write()
        let forged = try SQLiteEventLog.open(path: folder.file("forged.db"), newIdentity: .sample)
        var events = NewEvent.notes(1...10)
        events[3].occurredOn = "2001"
        _ = try forged.append(events, recordedAt: .seconds(1))
        let reader = try LogReader.open(path: folder.file("forged.db"))
        guard case .sound = try LogVerifier(reader: reader).verify(),
            case .unsound(let finding) = try LogVerifier(reader: reader).verify(known: head)
        else {
            Issue.record("the forged log is sound in itself, and only the head tells")
            return
        }
        #expect(finding.position == Position(10))
        #expect(finding.what.hasSuffix("\(head.hash.hexadecimal) was kept elsewhere"))
    }

    @Test func `a version written twice by a faulty writer is found`() throws {
        try write([.note("a"), .note("b")])
        try expectFinding(
            2,
            """
            it is version 1 of trial/T-001, which had 1; \
            it points back to 0, and the event of trial/T-001 before it is at 1
            """)
    }

    @Test func `a head that was kept is compared even where the check begins behind it`() throws {
        let head = try write()
        let verifier = LogVerifier(reader: try LogReader.open(path: path))
        guard case .sound = try verifier.verify(after: head.position, known: head) else {
            Issue.record("the head is the log's own")
            return
        }
        var other = head
        other.hash[0] ^= 1
        guard case .unsound(let finding) = try verifier.verify(after: head.position, known: other) else {
            Issue.record("nothing was found")
            return
        }
        #expect(finding.position == head.position)
    }
}
