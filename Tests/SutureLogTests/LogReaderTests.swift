import Foundation
import SutureDomain
import SutureLog
import SutureSystem
import Testing

@Suite struct LogReaderTests {
    let folder: TemporaryFolder
    let log: SQLiteEventLog
    let reader: LogReader

    init() throws {
        folder = try TemporaryFolder()
        log = try SQLiteEventLog.open(in: folder)
        reader = try LogReader.open(path: folder.file("log.db"))
    }

    @Test func `a reader sees what was appended after it was opened`() throws {
        #expect(try reader.head() == log.head)
        let recorded = try log.append(NewEvent.notes(1...5), recordedAt: .seconds(1))
        #expect(reader.identity == .sample)
        #expect(try reader.head() == log.head)
        #expect(try reader.events(after: .zero, limit: 10) == recorded)
        #expect(try reader.event(at: Position(4)) == recorded[3])
        #expect(try reader.event(at: Position(6)) == nil)
    }

    @Test func `a reader holds nothing between pages`() throws {
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

    // MARK: Filters

    @Test func `a page holds what the filter admits`() throws {
        var events = NewEvent.notes(1...9)
        events[4].type = "trial.resumed"
        _ = try log.append(events, recordedAt: .seconds(1))
        func positions(_ filter: EventFilter) throws -> [Int64] {
            try reader.page(after: .zero, limit: 100, where: filter).events.map(\.position.number)
        }
        let stream = StreamName(recorded: "trial/T-1")
        #expect(try positions(.all) == Array(1...9))
        #expect(try positions(EventFilter(stream: stream)) == [2, 5, 8])
        #expect(try positions(EventFilter(types: ["trial.resumed"])) == [5])
        #expect(try positions(EventFilter(stream: stream, types: ["trial.note-added"])) == [2, 8])
        #expect(try positions(EventFilter(types: [])) == [])
    }

    @Test func `a full page ends at its last event and an empty one where it looked`() throws {
        _ = try log.append(NewEvent.notes(1...9), recordedAt: .seconds(1))
        let filter = EventFilter(stream: StreamName(recorded: "trial/T-1"))
        let first = try reader.page(after: .zero, limit: 2, where: filter)
        #expect(first.through == Position(5))
        let second = try reader.page(after: first.through, limit: 2, where: filter)
        #expect(second.events.map(\.position.number) == [8])
        #expect(second.through == Position(9))
        let third = try reader.page(after: second.through, limit: 2, where: filter)
        #expect(third == EventPage(events: [], through: Position(9)))
    }

    @Test func `a page looks at a bounded number of events`() throws {
        _ = try log.append(NewEvent.notes(1...12_000), recordedAt: .seconds(1))
        let filter = EventFilter(stream: StreamName(recorded: "trial/none"))
        let first = try reader.page(after: .zero, limit: 2, where: filter)
        #expect(first == EventPage(events: [], through: Position(10_000)))
        let second = try reader.page(after: first.through, limit: 2, where: filter)
        #expect(second == EventPage(events: [], through: Position(12_000)))
    }

    @Test func `a page is bounded in bytes but holds one event at least`() throws {
        let large = String(repeating: "x", count: EventPage.payloadByteCountMax / 2)
        let larger = String(repeating: "x", count: EventPage.payloadByteCountMax + 1)
        let events = [larger, large, large].enumerated().map {
            NewEvent.note($0.element, on: "trial/X-\($0.offset)")
        }
        _ = try log.append(events, recordedAt: .seconds(1))
        var seen: [[Int64]] = []
        var position = Position.zero
        while position < log.head.position {
            let page = try reader.page(after: position, limit: 10)
            seen.append(page.events.map(\.position.number))
            position = page.through
        }
        #expect(seen == [[1], [2], [3]])
    }

    // MARK: Streams, headers, times

    @Test func `a stream is read back from its head in pages`() throws {
        _ = try log.append(NewEvent.notes(1...12), recordedAt: .seconds(1))
        let stream = StreamName(recorded: "trial/T-1")
        let last = try reader.stream(stream, endingAt: Position(11), limit: 3)
        #expect(last.map(\.position.number) == [5, 8, 11])
        let first = try reader.stream(stream, endingAt: last[0].previous, limit: 3)
        #expect(first.map(\.version.number) == [1])
        #expect(try reader.stream(stream, endingAt: .zero, limit: 3).isEmpty)
    }

    @Test func `a head that is of another stream is a failure`() throws {
        _ = try log.append(NewEvent.notes(1...12), recordedAt: .seconds(1))
        let failure = #expect(throws: LogFailure.self) {
            try reader.stream(StreamName(recorded: "trial/T-1"), endingAt: Position(12), limit: 3)
        }
        #expect(failure?.kind == .corrupt)
        #expect(failure?.position == Position(12))
    }

    @Test func `headers come the latest first`() throws {
        _ = try log.append(NewEvent.notes(1...5), recordedAt: .seconds(1))
        let headers = try reader.headers(before: Position(5), limit: 2)
        #expect(
            headers == [
                EventHeader(
                    position: Position(4), stream: StreamName(recorded: "trial/T-0"),
                    type: "trial.note-added",
                    occurredOn: "2022-11-07", recordedAt: .seconds(1)),
                EventHeader(
                    position: Position(3), stream: StreamName(recorded: "trial/T-2"),
                    type: "trial.note-added",
                    occurredOn: "2022-11-07", recordedAt: .seconds(1)),
            ])
        #expect(try reader.headers(before: Position(1), limit: 2).isEmpty)
    }

    @Test func `an instant stands for the last event recorded by then`() throws {
        #expect(try reader.position(knownAt: .seconds(1)) == .zero)
        for (index, second) in [10, 10, 20, 30, 30, 30].enumerated() {
            let number = Int64(index + 1)
            _ = try log.append(NewEvent.notes(number...number), recordedAt: .seconds(Int64(second)))
        }
        let known = try [0, 9, 10, 11, 20, 29, 30, 99].map {
            try reader.position(knownAt: .seconds($0)).number
        }
        #expect(known == [0, 0, 2, 2, 3, 3, 6, 6])
    }

    // MARK: Many threads

    @Test func `readers on many threads see whole events while the writer goes on`() throws {
        let log = log
        let reader = reader
        let batchCount = 50
        DispatchQueue.concurrentPerform(iterations: 6) { thread in
            if thread == 0 {
                for batch in 0..<Int64(batchCount) {
                    do {
                        let first = batch * 10 + 1
                        _ = try log.append(NewEvent.notes(first...(first + 9)), recordedAt: .seconds(batch))
                        try log.checkpointIfNeeded()
                    } catch {
                        Issue.record(error)
                    }
                }
            } else {
                var position = Position.zero
                while position < Position(Int64(batchCount) * 10) {
                    do {
                        let page = try reader.page(after: position, limit: 7)
                        position = page.through
                    } catch {
                        Issue.record(error)
                        return
                    }
                }
            }
        }
        #expect(try reader.head() == log.head)
    }
}
