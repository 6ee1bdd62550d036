import Glibc
import SutureDomain
import SutureJSON
import SutureTestSupport
import Testing

@testable import SutureBench

/// The load's client, against a service that does not behave.
@Suite struct LoadClientTests {
    private static let receipt = #"{"parameters":{"receipt":{"position":1,"version":1,"duplicate":false}}}"#
    private static let found = #"{"parameters":{"record":{},"version":3}}"#

    @Test func `each reply is told by how it begins and ends`() {
        #expect(reply(LoadClientTests.receipt) == .receipt)
        #expect(reply(LoadClientTests.found) == .other)
        #expect(
            reply(#"{"parameters":{"receipt":{"position":1,"version":1,"duplicate":true}}}"#) == .other)
        #expect(
            reply(#"{"error":"org.suture.Trial.Busy","parameters":{}}"#) == .error("org.suture.Trial.Busy"))
        #expect(reply("") == .error("no reply of Varlink"))
        #expect(reply("{\"par") == .error("no reply of Varlink"))
    }

    private func reply(_ text: String) -> Reply { Array(text.utf8).withUnsafeBytes { Reply($0) } }

    @Test func `replies that come in pieces are put together`() throws {
        let result = try exchange(
            calls: 3,
            pieces: [
                "{\"param", String(LoadClientTests.receipt.dropFirst(7)) + "\0{", "\"parameters\":{}}", "\0",
                LoadClientTests.receipt + "\0",
            ])
        #expect(result.count == 3)
        #expect(result.commandCount == 2)
        #expect(result.errors == ["no receipt of a command": 1])
    }

    @Test func `errors are counted by their names`() throws {
        let busy = "{\"error\":\"org.suture.Trial.Busy\",\"parameters\":{}}\0"
        let result = try exchange(calls: 3, pieces: [busy + busy, LoadClientTests.receipt + "\0"])
        #expect(result.count == 3)
        #expect(result.errors == ["org.suture.Trial.Busy": 2])
        #expect(!result.isSound)
    }

    @Test func `a reply larger than what is held at first comes whole`() throws {
        let large = "{\"parameters\":{\"text\":\"" + String(repeating: "x", count: 300_000) + "\"}}\0"
        let pair = try socketPair()
        defer { for socket in pair { close(socket) } }
        let (frames, bytes) = (ReplyFrames(), Array(large.utf8))
        var (sent, received) = (0, 0)
        while received == 0 {
            let rest = bytes[sent..<min(bytes.count, sent + 50_000)]
            sent += rest.withUnsafeBytes { send(pair[0], $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            _ = try frames.receive(from: pair[1]) { received = $0.count }
        }
        #expect(received == bytes.count - 1)
    }

    @Test func `a connection that is closed ends the run with an error`() {
        #expect(throws: BenchFailure.self) {
            try exchange(calls: 2, pieces: [LoadClientTests.receipt + "\0"])
        }
    }

    @Test func `more replies than calls end the run with an error`() {
        #expect(throws: BenchFailure.self) {
            try exchange(calls: 1, pieces: [LoadClientTests.receipt + "\0" + LoadClientTests.receipt + "\0"])
        }
    }

    /// Sends commands together to a service that answers with these pieces, and then closes.
    private func exchange(calls callCount: Int, pieces: [String]) throws -> LoadResult {
        let pair = try socketPair()
        let command = GeneratedCommand(
            name: "trial.log-outcome", stream: StreamName(kind: "trial", id: "T-1"), fields: Array("{}".utf8),
            occurredOn: .unknown, holdsPersonalData: false)
        let calls = (0..<callCount).map { LoadCall(command, prefix: "c-", number: $0) }
        let connection = LoadConnection(
            socket: pair[1], PreparedCalls(calls, order: .list, firstNumber: 0))
        try connection.send(callCount)
        var result = LoadResult()
        for piece in pieces {
            let bytes = Array(piece.utf8)
            #expect(send(pair[0], bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count)
            try connection.receive(into: &result)
        }
        close(pair[0])
        while connection.awaitedCount > 0 { try connection.receive(into: &result) }
        return result
    }

    private func socketPair() throws -> [Int32] {
        var pair: [Int32] = [0, 0]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &pair) == 0 else {
            throw RawConnection.Failure(operation: "socketpair", errno: errno)
        }
        return pair
    }
}

/// What the load's clients send.
@Suite struct PreparedCallsTests {
    private let command = GeneratedCommand(
        name: "trial.log-outcome", stream: StreamName(kind: "trial", id: "T-1"),
        fields: Array(#"{"device":"D-1"}"#.utf8), occurredOn: .unknown, holdsPersonalData: false)

    @Test func `a command is a call of Varlink with an id of its own`() {
        let call = LoadCall(command, prefix: "c-", number: 7)
        #expect(
            String(decoding: call.message, as: UTF8.self)
                == #"{"method":"org.suture.Trial.LogOutcome","parameters":{"id":"T-1","device":"D-1","#
                + #""context":{"occurredOn":"unknown","commandId":"c-0000000007"}}}"# + "\0")
    }

    @Test func `a ring goes round, with new numbers in the commands and queries as they are`() throws {
        let query = LoadCall("org.suture.Records.Get", ["record": "trial/T-1"])
        var calls = PreparedCalls(
            [LoadCall(command, prefix: "c-", number: 0), query], order: .ring, firstNumber: 98)
        var output: [UInt8] = []
        #expect(calls.take(5, into: &output) == 3)
        let messages = output.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
        #expect(messages[1] == #"{"method":"org.suture.Records.Get","parameters":{"record":"trial/T-1"}}"#)
        #expect(messages[3] == messages[1])
        let ids = [0, 2, 4].map { messages[$0].suffix(15) }
        #expect(ids == ["-0000000098\"}}}", "-0000000099\"}}}", "-0000000100\"}}}"].map { $0.suffix(15) })
    }

    @Test func `a list ends`() {
        var calls = PreparedCalls(
            [LoadCall(command, prefix: "c-", number: 0)], order: .list, firstNumber: 0)
        var output: [UInt8] = []
        #expect(calls.count == 1)
        _ = calls.take(1, into: &output)
        #expect(calls.count == 0)
    }

    @Test func `outcomes are prepared so that none is refused however often it is repeated`() {
        for seed in 1...20 as ClosedRange<UInt64> {
            var source = CallSource(mix: .outcomes, seed: seed, prefix: "r-")
            var (preparation, calls) = source.calls(count: .max, clientCount: 1)
            #expect(preparation.count >= Mix.outcomes.preparationCount)
            var output: [UInt8] = []
            #expect(calls.take(1_000, into: &output) == 1_000)
            let methods = output.split(separator: 0).map { $0.prefix(40) }
            #expect(Set(methods).count == 1)
        }
    }
}
