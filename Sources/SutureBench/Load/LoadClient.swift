import SutureVarlink
import Synchronization

/// One connection with a number of calls on their way: each reply sends the next call.
final class LoadClient: Sendable {
    private struct State {
        var source: CallSource
        /// How many calls are still to be sent.
        var rest: Int
        var result = LoadResult()
        var unanswered = 0
        var done: CheckedContinuation<LoadResult, Never>?
    }

    private let client: VarlinkClient
    private let pipelineCount: Int
    private let deadline: ContinuousClock.Instant?
    private let state: Mutex<State>

    init(
        _ client: VarlinkClient, _ source: CallSource, callCount: Int, pipelineCount: Int,
        deadline: ContinuousClock.Instant?
    ) {
        self.client = client
        self.pipelineCount = pipelineCount
        self.deadline = deadline
        state = Mutex(State(source: source, rest: callCount))
    }

    /// Sends until the calls or the time are used up, and waits for every reply.
    /// - Returns: what became of them, and where the calls go on.
    func run() async -> (LoadResult, CallSource) {
        let result = await withCheckedContinuation { continuation in
            state.withLock { state in
                state.done = continuation
                for _ in 0..<pipelineCount { sendNext(&state) }
                finishIfDone(&state)
            }
        }
        return (result, state.withLock { $0.source })
    }

    /// Under the lock: calls go out in the order in which they were made.
    private func sendNext(_ state: inout State) {
        let now = ContinuousClock.now
        guard state.rest > 0, deadline.map({ now < $0 }) ?? true else { return }
        state.rest -= 1
        state.unanswered += 1
        let call = state.source.next()
        client.call(call.method, call.parameters) { [self] reply in
            let latency = ContinuousClock.now - now
            self.state.withLock { state in
                state.unanswered -= 1
                var error: String?
                if case .failure(let failure) = reply {
                    error = (failure as? VarlinkError).map { "\(call.method): \($0.name)" } ?? "\(failure)"
                    // Without a connection nothing else can be sent.
                    if failure is VarlinkClientError { state.rest = 0 }
                }
                state.result.add(latency, error: error)
                sendNext(&state)
                finishIfDone(&state)
            }
        }
    }

    private func finishIfDone(_ state: inout State) {
        guard state.unanswered == 0, let done = state.done else { return }
        state.done = nil
        done.resume(returning: state.result)
    }
}
