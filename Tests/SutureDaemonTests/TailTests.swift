import SutureDomain
import SutureReadModels
import Testing

@testable import SutureDaemon

/// What the recorder must still find while the projector has not come there.
@Suite struct TailTests {
    private static func changes(at position: Int64, stream: String, commandID: String) -> Changes {
        let position = Position(position)
        let stream = StreamName(kind: "device", id: stream)
        return Changes(
            heads: [stream: StreamHead(version: StreamVersion(position.number), position: position)],
            receipts: [commandID: StoredReceipt(digest: "d", first: position, last: position)],
            streamsByKey: [LookupKey(kind: "device", text: String(stream.id)): [stream]], last: position)
    }

    private static func isKnown(_ number: Int, _ tail: Tail) -> Bool {
        let stream = StreamName(kind: "device", id: "D-\(number)")
        let answers = [
            tail.head(of: stream) != nil, tail.receipt(of: "c-\(number)") != nil,
            tail.streams(for: LookupKey(kind: "device", text: "D-\(number)")) == [stream],
        ]
        #expect(Set(answers).count == 1)
        return answers[0]
    }

    @Test func `nothing is forgotten before it is projected`() {
        var tail = Tail()
        for projected in 0...9 {
            tail.forget(through: Position(Int64(projected)))
            let number = projected + 1
            tail.add(
                TailTests.changes(at: Int64(number), stream: "D-\(number)", commandID: "c-\(number)"))
            #expect(TailTests.isKnown(number, tail))
        }
        for _ in 0..<5 { tail.forget(through: Position(9)) }
        #expect(TailTests.isKnown(10, tail))
    }

    @Test func `what is projected is forgotten after two batches at the latest`() {
        var tail = Tail()
        tail.add(TailTests.changes(at: 1, stream: "D-1", commandID: "c-1"))
        tail.forget(through: Position(1))
        tail.forget(through: Position(1))
        #expect(!TailTests.isKnown(1, tail))
    }

    @Test func `the last head of a stream counts`() {
        var tail = Tail()
        tail.add(TailTests.changes(at: 1, stream: "D-1", commandID: "c-1"))
        tail.forget(through: .zero)
        tail.add(TailTests.changes(at: 2, stream: "D-1", commandID: "c-2"))
        #expect(tail.head(of: StreamName(kind: "device", id: "D-1"))?.position == Position(2))
    }
}
