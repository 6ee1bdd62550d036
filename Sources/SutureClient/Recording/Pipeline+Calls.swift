import SutureInterface
import SutureJSON

extension Pipeline {
    /// Sends commands that are at hand, and hands each one's result over, in order.
    func run(
        _ calls: [CommandCall], report: (CommandCall, Result<JSONView, any Error>) throws -> Void
    ) async throws {
        let requests = AsyncStream<Request> { stream in
            for (index, call) in calls.enumerated() {
                stream.yield(Request(line: index + 1, entry: Result { try CommandEntry(call) }))
            }
            stream.finish()
        }
        try await run(requests) { answer in try report(calls[answer.line - 1], answer.result) }
    }
}
