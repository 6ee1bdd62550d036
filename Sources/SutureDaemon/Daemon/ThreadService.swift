import Foundation
import ServiceLifecycle

/// Work with a thread of its own while the daemon runs: told to finish at the shutdown, and waited for.
struct ThreadService: Service {
    let name: String
    /// Runs on the thread.
    let work: @Sendable () throws -> Void
    /// Makes the work come to its end.
    let finish: @Sendable () -> Void

    /// Deep recursion happens in the JSON of clients only, which is bounded to 64 levels.
    private static let stackByteCount = 1 << 20

    func run() async throws {
        try await withTaskCancellationOrGracefulShutdownHandler {
            try await withCheckedThrowingContinuation {
                (continuation: CheckedContinuation<Void, any Error>) in
                let thread = Thread { continuation.resume(with: Result { try work() }) }
                thread.name = name
                thread.stackSize = ThreadService.stackByteCount
                thread.start()
            }
        } onCancelOrGracefulShutdown: {
            finish()
        }
    }
}
