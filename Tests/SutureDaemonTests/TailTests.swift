import SutureDomain
import SutureReadModels
import Testing

@testable import SutureDaemon

/// What the recorder must still find while the projector has not come there.
@Suite struct TailTests {
    private static func news(at position: Int64, stream: String, commandID: String) -> Tail.News {
        Tail.News(
            heads: [
                StreamName(kind: "device", id: stream): StreamHead(
                    version: StreamVersion(position), position: Position(position))
            ],
            receipts: [
                commandID: StoredReceipt(digest: "d", first: Position(position), last: Position(position))
            ],
            streamsByKey: [
                LookupKey(kind: "device", text: stream): [StreamName(kind: "device", id: stream)]
            ],
            last: Position(position))
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
        let tail = Tail()
        for projected in 0...9 {
            tail.forget(through: Position(Int64(projected)))
            let number = projected + 1
            tail.add(
                TailTests.news(at: Int64(number), stream: "D-\(number)", commandID: "c-\(number)"))
            #expect(TailTests.isKnown(number, tail))
        }
        for _ in 0..<5 { tail.forget(through: Position(9)) }
        #expect(TailTests.isKnown(10, tail))
    }

    @Test func `what is projected is forgotten after two batches at the latest`() {
        let tail = Tail()
        tail.add(TailTests.news(at: 1, stream: "D-1", commandID: "c-1"))
        tail.forget(through: Position(1))
        tail.forget(through: Position(1))
        #expect(!TailTests.isKnown(1, tail))
    }

    @Test func `the last head of a stream counts`() {
        let tail = Tail()
        tail.add(TailTests.news(at: 1, stream: "D-1", commandID: "c-1"))
        tail.forget(through: .zero)
        tail.add(TailTests.news(at: 2, stream: "D-1", commandID: "c-2"))
        #expect(tail.head(of: StreamName(kind: "device", id: "D-1"))?.position == Position(2))
    }
}
