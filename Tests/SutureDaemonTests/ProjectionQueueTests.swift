import SutureDomain
import SutureReadModels
import Testing

@testable import SutureDaemon

/// What stands between the recorder and the projector.
@Suite(.timeLimit(.minutes(20))) struct ProjectionQueueTests {
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
        let queue = ProjectionQueue(eventCountMax: 10)
        queue.append(ProjectionQueueTests.events(1...3))
        #expect(queue.next(countMax: 2, waiting: .seconds(60))?.count == 2)
        queue.removeFirst(1)
        #expect(
            queue.next(countMax: 10, waiting: .seconds(60))?.map(\.position) == [Position(2), Position(3)])
        #expect(queue.eventCount == 2)
    }

    @Test func `who is too far ahead waits until something is projected`() async {
        let queue = ProjectionQueue(eventCountMax: 2)
        queue.append(ProjectionQueueTests.events(1...2))
        async let appended: Void = Task.detached { queue.append(ProjectionQueueTests.events(3...3)) }.value
        #expect(queue.next(countMax: 10, waiting: .seconds(60))?.count == 2)
        queue.removeFirst(1)
        await appended
        #expect(
            queue.next(countMax: 10, waiting: .seconds(60))?.map(\.position) == [Position(2), Position(3)])
    }

    @Test func `who wants the events gets them, however long they may gather`() {
        let queue = ProjectionQueue(eventCountMax: 10)
        queue.append(ProjectionQueueTests.events(1...1))
        queue.hurry()
        #expect(queue.next(countMax: 10, waiting: .seconds(60), rest: .seconds(3_600))?.count == 1)
    }

    @Test func `who wants more events than a page has gets the next page at once too`() {
        let queue = ProjectionQueue(eventCountMax: 10)
        queue.append(ProjectionQueueTests.events(1...3))
        queue.hurry()
        #expect(queue.next(countMax: 2, waiting: .seconds(60), rest: .seconds(3_600))?.count == 2)
        queue.removeFirst(2)
        #expect(queue.next(countMax: 2, waiting: .seconds(60), rest: .seconds(3_600))?.count == 1)
    }

    @Test func `a full queue does not wait for more`() {
        let queue = ProjectionQueue(eventCountMax: 2)
        queue.append(ProjectionQueueTests.events(1...2))
        #expect(queue.next(countMax: 10, waiting: .seconds(60), rest: .seconds(3_600))?.count == 2)
    }

    @Test func `many events do not wait for more`() {
        let queue = ProjectionQueue(eventCountMax: 10_000)
        queue.append(ProjectionQueueTests.events(1...Int64(ProjectionQueue.eagerEventCount)))
        #expect(
            queue.next(countMax: 10_000, waiting: .seconds(60), rest: .seconds(3_600))?.count
                == ProjectionQueue.eagerEventCount)
    }

    @Test func `a closed queue is emptied, and holds nobody up`() async {
        let queue = ProjectionQueue(eventCountMax: 1)
        queue.append(ProjectionQueueTests.events(1...1))
        queue.close()
        queue.append(ProjectionQueueTests.events(2...2))
        #expect(queue.next(countMax: 10, waiting: .seconds(60), rest: .seconds(3_600))?.count == 2)
        #expect(!queue.pause(.seconds(60)))
        queue.removeFirst(2)
        #expect(queue.next(countMax: 10, waiting: .seconds(60)) == nil)
    }
}
