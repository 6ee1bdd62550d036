import SutureDomain
import SutureReadModels
import Testing

@testable import SutureDaemon

/// What the recorder must still find while the projector has not come there.
@Suite struct UnprojectedTests {
    private static func news(at position: Int64, stream: String, commandID: String) -> Unprojected.News {
        Unprojected.News(
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

    private static func isKnown(_ number: Int, _ unprojected: Unprojected) -> Bool {
        let stream = StreamName(kind: "device", id: "D-\(number)")
        let answers = [
            unprojected.head(of: stream) != nil, unprojected.receipt(of: "c-\(number)") != nil,
            unprojected.streams(for: LookupKey(kind: "device", text: "D-\(number)")) == [stream],
        ]
        #expect(Set(answers).count == 1)
        return answers[0]
    }

    @Test func `nothing is forgotten before it is projected`() {
        let unprojected = Unprojected()
        for projected in 0...9 {
            unprojected.forget(through: Position(Int64(projected)))
            let number = projected + 1
            unprojected.add(
                UnprojectedTests.news(at: Int64(number), stream: "D-\(number)", commandID: "c-\(number)"))
            #expect(UnprojectedTests.isKnown(number, unprojected))
        }
        for _ in 0..<5 { unprojected.forget(through: Position(9)) }
        #expect(UnprojectedTests.isKnown(10, unprojected))
    }

    @Test func `what is projected is forgotten after two batches at the latest`() {
        let unprojected = Unprojected()
        unprojected.add(UnprojectedTests.news(at: 1, stream: "D-1", commandID: "c-1"))
        unprojected.forget(through: Position(1))
        unprojected.forget(through: Position(1))
        #expect(!UnprojectedTests.isKnown(1, unprojected))
    }

    @Test func `the last head of a stream counts`() {
        let unprojected = Unprojected()
        unprojected.add(UnprojectedTests.news(at: 1, stream: "D-1", commandID: "c-1"))
        unprojected.forget(through: .zero)
        unprojected.add(UnprojectedTests.news(at: 2, stream: "D-1", commandID: "c-2"))
        #expect(unprojected.head(of: StreamName(kind: "device", id: "D-1"))?.position == Position(2))
    }
}
