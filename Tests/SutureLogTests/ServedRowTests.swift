import Foundation
import GRDB
import SutureDomain
import SutureSQLiteLog
import SutureSystem
import SutureTestSupport
import Testing

@testable import SutureLog

/// What leaves the log is what was written, or a failure that names the position.
@Suite struct ServedRowTests {
    private static let columns = [
        "stream", "version", "previous", "type", "schema", "occurred_on", "recorded_at", "data", "metadata",
        "hash",
    ]
    private static let damaged = Position(4)

    private let folder: TemporaryFolder
    private var path: String { folder.file("log.db") }

    init() throws { folder = try TemporaryFolder() }

    /// A log of seven events of one stream, of which one value of the fourth is another.
    private func reader(damagedIn column: String?) throws -> LogReader {
        let log = try SQLiteEventLog.open(
            path: path,
            newIdentity: LogIdentity(
                id: "6f1c2d3e-4b5a-4678-9abc-def012345678",
                createdAt: Instant(microseconds: 1_700_000_000_000_000)))
        for number in 1...7 as ClosedRange<Int64> {
            _ = try log.append(
                [
                    NewEvent(
                        stream: StreamName(recorded: "trial/T-1"), version: StreamVersion(number),
                        previous: Position(number - 1), type: "trial.note-added", schema: 1,
                        occurredOn: "2022-03-01", data: Array(#"{"text":"note \#(number)"}"#.utf8),
                        metadata: Array(#"{"actor":{"uid":0,"role":"steward"}}"#.utf8))
                ], recordedAt: Instant(microseconds: 1_700_000_001_000_000))
        }
        try log.close()
        if let column {
            // Another value of the same type, which is as good a value.
            let value =
                [
                    "stream": "'trial/T-2'", "type": "'trial.started'", "occurred_on": "'2022-03-02'",
                    "data": "'{\"text\":\"other\"}'", "metadata": "replace(metadata, 'steward', 'reader')",
                    "hash": "zeroblob(32)",
                ][column] ?? "\(column) + 1"
            try DatabaseQueue(path: path).write {
                try $0.execute(
                    sql:
                        "DROP TRIGGER event_is_never_updated; UPDATE event SET \(column) = \(value) WHERE position = 4"
                )
            }
        }
        return try LogReader.open(path: path)
    }

    @Test(arguments: columns) func `a value that is another one is not served`(column: String) throws {
        let reader = try reader(damagedIn: column)
        for start in [0, 2, 3] as [Int64] {
            let failure = #expect(throws: LogFailure.self) {
                try reader.page(after: Position(start), limit: 10, isServed: true)
            }
            #expect(failure?.kind == .corrupt)
            #expect(failure?.position == ServedRowTests.damaged)
        }
        let failure = #expect(throws: LogFailure.self) {
            try reader.stream(
                StreamName(recorded: "trial/T-1"), endingAt: Position(4), limit: 1, isServed: true)
        }
        #expect(failure?.position == ServedRowTests.damaged)
        // What comes before it and behind it is sound.
        #expect(try reader.page(after: .zero, limit: 3, isServed: true).events.count == 3)
        if column != "hash" {
            #expect(try reader.page(after: Position(4), limit: 10, isServed: true).events.count == 3)
        }
    }

    @Test(arguments: [8, 5_000, 10_006, 10_007, 10_008, 1 << 40, .max] as [Int64])
    func `the log does not end at a hole, however wide`(last: Int64) throws {
        try reader(damagedIn: nil).close()
        try DatabaseQueue(path: path).write {
            try $0.execute(
                sql: """
                    DROP TRIGGER event_is_never_updated; DROP TRIGGER event_is_never_deleted;
                    DELETE FROM event WHERE position = 6;
                    UPDATE event SET position = \(last) WHERE position = 7
                    """)
        }
        let reader = try LogReader.open(path: path)
        let failure = #expect(throws: LogFailure.self) {
            try reader.page(after: Position(5), limit: 10, isServed: true)
        }
        #expect(failure?.kind == .corrupt)
        // Who looks for what is damaged sees what is behind it.
        let page = try reader.page(after: Position(5), limit: 10)
        #expect(page.events.map(\.position.number) == [last])
        #expect(try reader.page(after: page.through, limit: 10).events.isEmpty)
    }

    @Test func `a row that is missing is told by its position`() throws {
        let reader = try reader(damagedIn: nil)
        try DatabaseQueue(path: path).write {
            try $0.execute(sql: "DROP TRIGGER event_is_never_deleted; DELETE FROM event WHERE position = 4")
        }
        for start in [0, 3, 4] as [Int64] {
            let failure = #expect(throws: LogFailure.self) {
                try reader.page(after: Position(start), limit: 10, isServed: true)
            }
            #expect(failure?.position == ServedRowTests.damaged)
        }
    }

    @Test func `a sound log is served, page by page and stream by stream`() throws {
        let reader = try reader(damagedIn: nil)
        for start in 0...7 as ClosedRange<Int64> {
            #expect(
                try reader.page(after: Position(start), limit: 2, isServed: true).events.count
                    == min(2, Int(7 - start)))
        }
        #expect(try reader.page(after: Position(90), limit: 2, isServed: true).events.isEmpty)
        let all = try reader.stream(
            StreamName(recorded: "trial/T-1"), endingAt: Position(7), limit: 10, isServed: true)
        #expect(all.map(\.position.number) == Array(1...7))
    }
}
