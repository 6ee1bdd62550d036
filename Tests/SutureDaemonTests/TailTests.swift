import SutureDomain
import SutureReadModels
import Testing

@testable import SutureDaemon

/// What the recorder must still find after the projector has come half way.
@Suite(.timeLimit(.minutes(1))) struct TailTests {
    private static func event(_ position: Int64, _ id: String, version: Int64) -> RecordedEvent {
        RecordedEvent(
            position: Position(position), stream: StreamName(kind: "device", id: id),
            version: StreamVersion(version), previous: .zero, type: "device.note-added", schema: 1,
            occurredOn: .unknown, recordedAt: Instant(microseconds: 0), data: [], metadata: [], hash: [])
    }

    private static let stream = StreamName(kind: "device", id: "D-1")

    @Test func `the receipt of a batch stays until its last event is projected`() {
        let tail = Tail(eventCountMax: 10)
        let receipt = StoredReceipt(digest: "d", first: Position(1), last: Position(3))
        tail.append(
            (1...3).map { TailTests.event($0, "D-1", version: $0) }, receipts: ["c-1": receipt])
        tail.trim(through: Position(2))
        #expect(tail.receipt(of: "c-1") == receipt)
        tail.trim(through: Position(3))
        #expect(tail.receipt(of: "c-1") == nil)
    }

    @Test func `a stream's head stays until its last event is projected`() {
        let tail = Tail(eventCountMax: 10)
        let key = LookupKey(kind: "device", text: "needle")
        tail.append(
            [TailTests.event(1, "D-1", version: 1), TailTests.event(2, "D-2", version: 1)], receipts: [:],
            streamsByKey: [key: [TailTests.stream, StreamName(kind: "device", id: "D-2")]])
        tail.append([TailTests.event(3, "D-1", version: 2)], receipts: [:])
        let head = StreamHead(version: StreamVersion(2), position: Position(3))
        #expect(tail.head(of: TailTests.stream) == head)
        tail.trim(through: Position(2))
        #expect(tail.head(of: TailTests.stream) == head)
        #expect(tail.streams(for: key) == [TailTests.stream])
        #expect(tail.next(countMax: 10, waiting: 0)?.map(\.position) == [Position(3)])
        tail.trim(through: Position(3))
        #expect(tail.head(of: TailTests.stream) == nil)
    }

    @Test func `who is too far ahead waits until something is projected`() async {
        let tail = Tail(eventCountMax: 2)
        tail.append(
            [TailTests.event(1, "D-1", version: 1), TailTests.event(2, "D-1", version: 2)], receipts: [:])
        async let appended: Void = Task.detached {
            tail.append([TailTests.event(3, "D-1", version: 3)], receipts: [:])
        }.value
        #expect(tail.next(countMax: 10, waiting: 60)?.count == 2)
        tail.trim(through: Position(1))
        await appended
        #expect(tail.next(countMax: 10, waiting: 60)?.map(\.position) == [Position(2), Position(3)])
    }

    @Test func `a closed tail is emptied, and holds nobody up`() async {
        let tail = Tail(eventCountMax: 1)
        tail.append([TailTests.event(1, "D-1", version: 1)], receipts: [:])
        tail.close()
        tail.append([TailTests.event(2, "D-1", version: 2)], receipts: [:])
        #expect(tail.next(countMax: 10, waiting: 60)?.count == 2)
        #expect(!tail.pause(60))
        tail.trim(through: Position(2))
        #expect(tail.next(countMax: 10, waiting: 60) == nil)
    }
}
