import Synchronization
import Testing

@testable import SutureDomain
@testable import SutureReadModels

@Suite(.timeLimit(.minutes(20))) struct EventSourceTests {
    private struct Enough: Error {}

    private let log = TestLog.programme()

    @Test func `pages come in the order of the log, up to the event that is asked for`() throws {
        var seen: [Position] = []
        var ends: [Position] = []
        try log.source().forEachPage(after: Position(2), upTo: Position(12)) { page in
            seen += page.events.map(\.position)
            ends.append(page.end)
            #expect(page.endHash.bytes == TestLog.hash(at: page.end))
        }
        #expect(seen == (3...12).map { Position($0) })
        #expect(ends == [Position(6), Position(10), Position(12)])
        try log.source().forEachPage(after: Position(12), upTo: Position(12)) { _ in
            Issue.record("there is nothing behind the last event")
        }
    }

    @Test func `events that do not count are passed over, and the pages end where they did`() throws {
        var counting = PositionSet()
        for number in [1, 2, 9] as [Int64] { counting.insert(Position(number)) }
        var seen: [[Int64]] = []
        try log.source().forEachPage(after: .zero, upTo: Position(10), counting: counting) { page in
            seen.append(page.events.map(\.position.number) + [-page.end.number])
        }
        #expect(seen == [[1, 2, -4], [-8], [9, -10]])
    }

    @Test func `no more than a few pages are ready before they are wanted`() throws {
        var log = log
        for number in 0..<400 { log.record(NoteAdded<Trial>(text: "note \(number)"), "T-1") }
        let readCount = Atomic(0)
        let source = log.source { _ in readCount.add(1, ordering: .relaxed) }
        var usedCount = 0
        try source.forEachPage(after: .zero, upTo: log.head) { _ in
            usedCount += 1
            // One more is being worked on, and one is read that cannot be handed over yet.
            #expect(readCount.load(ordering: .relaxed) <= usedCount + PagesAhead.pageCountMax + 1)
        }
        #expect(usedCount == 105)
    }

    @Test func `what goes wrong while reading comes after the pages before it`() throws {
        let source = EventSource(of: log.events) { position in
            guard position < Position(8) else { throw Enough() }
        }
        var last = Position.zero
        #expect(throws: Enough.self) {
            try source.forEachPage(after: .zero, upTo: log.head) { last = $0.end }
        }
        #expect(last == Position(8))
    }

    @Test func `what goes wrong with a page ends the reading`() throws {
        var log = log
        for number in 0..<400 { log.record(NoteAdded<Trial>(text: "note \(number)"), "T-1") }
        let readCount = Atomic(0)
        let source = log.source { _ in readCount.add(1, ordering: .relaxed) }
        #expect(throws: Enough.self) {
            try source.forEachPage(after: .zero, upTo: log.head) { _ in throw Enough() }
        }
        #expect(readCount.load(ordering: .relaxed) <= PagesAhead.pageCountMax + 2)
    }

    @Test func `a gap in the log is an error that names it`() throws {
        let events = log.events.filter { $0.position != Position(6) }
        let gap = EventSource(of: events)
        let failure = #expect(throws: ViewFailure.self) {
            try gap.forEachPage(after: .zero, upTo: log.head) { _ in }
        }
        #expect(failure?.place == "position 6")
        let end = #expect(throws: ViewFailure.self) {
            try log.source().forEachPage(after: .zero, upTo: log.head.next) { _ in }
        }
        #expect(end?.place == "position 20")
    }
}
