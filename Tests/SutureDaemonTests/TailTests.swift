import SutureDomain
import SutureReadModels
import Testing

@testable import SutureDaemon

/// What stands between the recorder and the projector.
@Suite(.timeLimit(.minutes(20))) struct TailTests {
    private static func events(_ positions: ClosedRange<Int64>) -> [DecodedEvent] {
        positions.map { position in
            let recorded = RecordedEvent(
                position: Position(position), stream: StreamName(kind: "device", id: "D-1"),
                version: StreamVersion(position), previous: .zero, type: "device.note-added", schema: 1,
                occurredOn: .unknown, recordedAt: Instant(microseconds: 0), data: [], metadata: [], hash: [])
            return DecodedEvent(recorded, event: NoteAdded<Device>(text: "A remark"), commandID: nil)
        }
    }

    @Test func `events stay until they are projected`() {
        let tail = Tail(eventCountMax: 10)
        tail.append(TailTests.events(1...3))
        #expect(tail.next(countMax: 2, waiting: .seconds(60))?.count == 2)
        tail.removeFirst(1)
        #expect(
            tail.next(countMax: 10, waiting: .seconds(60))?.map(\.position) == [Position(2), Position(3)])
        #expect(tail.eventCount == 2)
    }

    @Test func `who is too far ahead waits until something is projected`() async {
        let tail = Tail(eventCountMax: 2)
        tail.append(TailTests.events(1...2))
        async let appended: Void = Task.detached { tail.append(TailTests.events(3...3)) }.value
        #expect(tail.next(countMax: 10, waiting: .seconds(60))?.count == 2)
        tail.removeFirst(1)
        await appended
        #expect(
            tail.next(countMax: 10, waiting: .seconds(60))?.map(\.position) == [Position(2), Position(3)])
    }

    @Test func `who wants the events gets them, however long they may gather`() {
        let tail = Tail(eventCountMax: 10)
        tail.append(TailTests.events(1...1))
        tail.hurry()
        #expect(tail.next(countMax: 10, waiting: .seconds(60), rest: .seconds(3_600))?.count == 1)
    }

    @Test func `who wants more events than a page has gets the next page at once too`() {
        let tail = Tail(eventCountMax: 10)
        tail.append(TailTests.events(1...3))
        tail.hurry()
        #expect(tail.next(countMax: 2, waiting: .seconds(60), rest: .seconds(3_600))?.count == 2)
        tail.removeFirst(2)
        #expect(tail.next(countMax: 2, waiting: .seconds(60), rest: .seconds(3_600))?.count == 1)
    }

    @Test func `a full tail does not wait for more`() {
        let tail = Tail(eventCountMax: 2)
        tail.append(TailTests.events(1...2))
        #expect(tail.next(countMax: 10, waiting: .seconds(60), rest: .seconds(3_600))?.count == 2)
    }

    @Test func `many events do not wait for more`() {
        let tail = Tail(eventCountMax: 10_000)
        tail.append(TailTests.events(1...Int64(Tail.eagerEventCount)))
        #expect(
            tail.next(countMax: 10_000, waiting: .seconds(60), rest: .seconds(3_600))?.count
                == Tail.eagerEventCount)
    }

    @Test func `a closed tail is emptied, and holds nobody up`() async {
        let tail = Tail(eventCountMax: 1)
        tail.append(TailTests.events(1...1))
        tail.close()
        tail.append(TailTests.events(2...2))
        #expect(tail.next(countMax: 10, waiting: .seconds(60), rest: .seconds(3_600))?.count == 2)
        #expect(!tail.pause(.seconds(60)))
        tail.removeFirst(2)
        #expect(tail.next(countMax: 10, waiting: .seconds(60)) == nil)
    }
}
