import Foundation
import SutureDomain
import SutureSystem
import Testing

@testable import SutureLog

/// What whoever reads a log can rely on, whatever engine keeps it.
@Suite struct LogReaderTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func open(_ engine: LogEngineKind) throws -> (log: any EventLog, reader: LogReader) {
        let log = try engine.open(in: folder)
        return (log, try log.reader())
    }

    @Test(arguments: LogEngineKind.allCases) func `a reader sees what was appended after it was opened`(
        _ engine: LogEngineKind
    ) throws {
        let (log, reader) = try open(engine)
        #expect(try reader.head() == log.head)
        let recorded = try log.append(NewEvent.notes(1...5), recordedAt: .seconds(1))
        #expect(reader.identity == .sample)
        #expect(try reader.head() == log.head)
        #expect(try reader.events(after: .zero, limit: 10) == recorded)
        #expect(try reader.event(at: Position(4)) == recorded[3])
        #expect(try reader.event(at: Position(6)) == nil)
    }

    @Test(arguments: LogEngineKind.allCases) func `rows are shown until enough were seen`(
        _ engine: LogEngineKind
    ) throws {
        let (log, reader) = try open(engine)
        _ = try log.append(NewEvent.notes(1...9), recordedAt: .seconds(1))
        var seen: [Int64] = []
        let through = try reader.scan(after: Position(2), limit: 5, isServed: true) { row in
            seen.append(row.position)
            return row.position < 6
        }
        #expect(seen == [3, 4, 5, 6])
        #expect(through == Position(6))
    }

    @Test(arguments: LogEngineKind.allCases) func `heads are found where there are events`(
        _ engine: LogEngineKind
    ) throws {
        let (log, reader) = try open(engine)
        let recorded = try log.append(NewEvent.notes(1...3), recordedAt: .seconds(1))
        #expect(try recorded.allSatisfy { try reader.head(at: $0.position) == LogHead($0) })
        #expect(try reader.head(at: Position(4)) == nil)
        #expect(try reader.head(at: .zero) == nil)
    }

    @Test(arguments: LogEngineKind.allCases) func `what was appended is verified`(_ engine: LogEngineKind)
        throws
    {
        let (log, reader) = try open(engine)
        _ = try log.append(NewEvent.notes(1...40), recordedAt: .seconds(1))
        let verifier = LogVerifier(reader: reader, isDeep: true, rangeEventCount: 7)
        #expect(try verifier.verify() == .sound(.init(eventCount: 40, streamCount: 3, head: log.head)))
        #expect(try verifier.verifySpread() == nil)
    }

    // MARK: Filters

    @Test(arguments: LogEngineKind.allCases) func `a page holds what the filter admits`(
        _ engine: LogEngineKind
    ) throws {
        let (log, reader) = try open(engine)
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

    @Test(arguments: LogEngineKind.allCases)
    func `a full page ends at its last event and an empty one where it looked`(_ engine: LogEngineKind) throws
    {
        let (log, reader) = try open(engine)
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

    @Test(arguments: LogEngineKind.allCases) func `a page looks at a bounded number of events`(
        _ engine: LogEngineKind
    ) throws {
        let (log, reader) = try open(engine)
        _ = try log.append(NewEvent.notes(1...12_000), recordedAt: .seconds(1))
        let filter = EventFilter(stream: StreamName(recorded: "trial/none"))
        let first = try reader.page(after: .zero, limit: 2, where: filter)
        #expect(first == EventPage(events: [], through: Position(10_000)))
        let second = try reader.page(after: first.through, limit: 2, where: filter)
        #expect(second == EventPage(events: [], through: Position(12_000)))
    }

    @Test(arguments: LogEngineKind.allCases) func `a page is bounded in bytes but holds one event at least`(
        _ engine: LogEngineKind
    ) throws {
        let (log, reader) = try open(engine)
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

    @Test(arguments: LogEngineKind.allCases) func `a stream is read back from its head in pages`(
        _ engine: LogEngineKind
    ) throws {
        let (log, reader) = try open(engine)
        _ = try log.append(NewEvent.notes(1...12), recordedAt: .seconds(1))
        let stream = StreamName(recorded: "trial/T-1")
        let last = try reader.stream(stream, endingAt: Position(11), limit: 3)
        #expect(last.map(\.position.number) == [5, 8, 11])
        let first = try reader.stream(stream, endingAt: last[0].previous, limit: 3)
        #expect(first.map(\.version.number) == [1])
        #expect(try reader.stream(stream, endingAt: .zero, limit: 3).isEmpty)
    }

    @Test(arguments: LogEngineKind.allCases) func `a head that is of another stream is a failure`(
        _ engine: LogEngineKind
    ) throws {
        let (log, reader) = try open(engine)
        _ = try log.append(NewEvent.notes(1...12), recordedAt: .seconds(1))
        let failure = #expect(throws: LogFailure.self) {
            try reader.stream(StreamName(recorded: "trial/T-1"), endingAt: Position(12), limit: 3)
        }
        #expect(failure?.kind == .corrupt)
        #expect(failure?.position == Position(12))
    }

    @Test(arguments: LogEngineKind.allCases) func `headers come the latest first`(_ engine: LogEngineKind)
        throws
    {
        let (log, reader) = try open(engine)
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

    @Test(arguments: LogEngineKind.allCases) func `an instant stands for the last event recorded by then`(
        _ engine: LogEngineKind
    ) throws {
        let (log, reader) = try open(engine)
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

    @Test(arguments: LogEngineKind.allCases)
    func `readers on many threads see whole events while the writer goes on`(_ engine: LogEngineKind) throws {
        let (log, reader) = try open(engine)
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
