import SutureDomain
import SutureLog
import SutureTestSupport
import Testing

@testable import SutureDaemon

/// Events that are kept in a file without a name.
@Suite struct SpilledEventsTests {
    @Test func `every event comes back as it went in, in whatever pieces`() throws {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SeededRandom(seed: seed)
        let file = try SpilledEvents(in: "/tmp")
        var expected: [NewEvent] = []
        for _ in 0..<20 {
            let piece = (0..<Int.random(in: 0...40, using: &random)).map { number in
                NewEvent(
                    stream: StreamName(kind: "device", id: "D-\(number)"),
                    version: StreamVersion(Int64(number + 1)),
                    previous: Position(Int64.random(in: 0...(1 << 62), using: &random)),
                    type: "device.note-added", schema: 1, occurredOn: "2022-03",
                    data: (0..<Int.random(in: 0...3_000, using: &random)).map { _ in
                        UInt8.random(in: 0...255, using: &random)
                    }, metadata: Array("{}".utf8))
            }
            try file.append(piece)
            expected += piece
            #expect(file.count == expected.count, "seed \(seed)")
        }
        for index in expected.indices.shuffled(using: &random) {
            #expect(try file.event(at: index) == expected[index], "seed \(seed), event \(index)")
        }
    }

    @Test func `a folder that is not there is named by what failed`() {
        #expect(throws: SpilledEvents.Failure.self) { try SpilledEvents(in: "/nonexistent") }
    }
}
